import { createHash, type Hash } from 'node:crypto'
import { rename } from 'node:fs/promises'
import type { SqlEntityManager } from '@mikro-orm/sql'
import { statOrNull } from '../archive/temporary-file.ts'
import { localOwnerId } from '../access/owner.ts'
import { databaseFileIn } from '../data-folder-names.ts'
import { ArchivingError } from '../errors/index.ts'
import type { Database } from './database.ts'
import { openDatabase } from './open-database.ts'
import { tablesOf, type MovedTable } from './moved-tables.ts'
import { toStorageError } from './to-storage-error.ts'

const rowsAtOnce = 200
const ownerTable = 'owner'

/** What is moved, and where to. */
export interface MoveDatabaseOptions {
  /** The data folder with the SQLite database. The artifact store, the key and the archives stay where they are. */
  readonly dataFolder: string
  /** Address of a PostgreSQL database with nothing of Muniment in it. */
  readonly databaseAddress: string
  /** Told after each table. */
  readonly onTable?: (table: string, rows: number) => void
}

/** What was moved. */
export interface MovedDatabase {
  readonly tables: number
  readonly rows: number
  /** Where the SQLite database lies now. */
  readonly formerDatabase: string
}

/**
 * Moves an installation's database from SQLite to PostgreSQL, as a whole or not at all. Each table is read back and compared
 * by the number of its rows and a hash over all that they hold. The SQLite database then gets another name, so that nobody
 * goes on with it by mistake.
 *
 * @throws ArchivingError `state_conflict` if the other database holds something already; `storage_busy` if another process
 *   uses the SQLite database; `write_mismatch` if what is read back differs; `storage_failed`, `storage_full`
 */
export async function moveDatabase({
  dataFolder,
  databaseAddress,
  onTable = () => undefined,
}: MoveDatabaseOptions): Promise<MovedDatabase> {
  // Nobody else of this process needs it.
  const { openPostgresDatabase } = await import('./postgres/open-postgres-database.ts')
  const file = databaseFileIn(dataFolder)
  const formerDatabase = `${file}.moved`
  try {
    await assertThere(file)
    let moved: Pick<MovedDatabase, 'tables' | 'rows'>
    {
      await using source = await openDatabase(file)
      await using target = await openPostgresDatabase(databaseAddress)
      await becomeAlone(source)
      const tables = tablesOf(target)
      await assertEmpty(target, tables)
      moved = await source.write((from) =>
        target.write((to) => copyTables({ from, to, tables, onTable }), 'moving of a database'),
      )
    }
    await rename(file, formerDatabase)
    return { ...moved, formerDatabase }
  } catch (error) {
    throw toStorageError(error, 'The database could not be moved; it is where it was.')
  }
}

async function assertThere(file: string): Promise<void> {
  if ((await statOrNull(file)) !== null) return
  throw new ArchivingError('not_found', `There is no database ${file}. Check the data folder.`)
}

/** SQLite gives up its write-ahead log only where nobody else has the database open. */
async function becomeAlone(source: Database): Promise<void> {
  await source.fork().execute('pragma journal_mode = delete')
}

async function assertEmpty(target: Database, tables: readonly MovedTable[]): Promise<void> {
  for (const { name } of tables) {
    const made = name === ownerTable ? `where "id" <> '${localOwnerId}'` : ''
    const rows: unknown[] = await target.fork().execute(`select 1 from "${name}" ${made} limit 1`)
    if (rows.length === 0) continue
    throw new ArchivingError(
      'state_conflict',
      'The other database holds something of Muniment already. Give an empty one; nothing was changed.',
    )
  }
}

interface Copying {
  readonly from: SqlEntityManager
  readonly to: SqlEntityManager
  readonly tables: readonly MovedTable[]
  readonly onTable: (table: string, rows: number) => void
}

async function copyTables({ from, to, tables, onTable }: Copying): Promise<{ tables: number; rows: number }> {
  let rows = 0
  // Who uses this computer is made with the schema, and moved.
  await to.execute(`delete from "${ownerTable}"`)
  for (const table of tables) {
    const written = await digest(from, table, { take: (rows) => insert(to, table, rows) })
    if (table.isNumbered) await goOnNumbering(to, table)
    const readBack = await digest(to, table, { isPostgres: true })
    if (written.rows !== readBack.rows || written.hash !== readBack.hash) {
      throw new ArchivingError('write_mismatch', `What was moved of “${table.name}” is not what there was.`, {
        details: { table: table.name, rows: written.rows, moved: readBack.rows },
      })
    }
    onTable(table.name, written.rows)
    rows += written.rows
  }
  return { tables: tables.length, rows }
}

type Row = Readonly<Record<string, unknown>>

interface DigestOptions {
  readonly take?: (rows: readonly Row[]) => Promise<void>
  readonly isPostgres?: boolean
}

/** Reads a table in the order of its keys, some rows at a time. @returns a hash over all that it holds */
async function digest(
  em: SqlEntityManager,
  table: MovedTable,
  { take = async () => {}, isPostgres = false }: DigestOptions,
): Promise<{ readonly rows: number; readonly hash: string }> {
  const hash = createHash('sha256')
  const columns = table.columns.map(
    ({ name, inSqlite, inPostgres }) => `${isPostgres ? inPostgres : inSqlite} as "${name}"`,
  )
  let rows = 0
  const keys = table.keys.map((key) => `"${key}"`).join(', ')
  const marks = table.keys.map(() => '?').join(', ')
  let last: Row | undefined
  for (;;) {
    const condition = last === undefined ? '' : `where (${keys}) > (${marks})`
    const page: Row[] = await em.execute(
      `select ${columns.join(', ')} from "${table.name}" ${condition} order by ${keys} limit ${rowsAtOnce}`,
      table.keys.flatMap((key) => (last === undefined ? [] : [last[key]])),
    )
    await take(page)
    for (const row of page) addTo(hash, table, row)
    rows += page.length
    last = page.at(-1)
    if (page.length < rowsAtOnce) return { rows, hash: hash.digest('hex') }
  }
}

function addTo(hash: Hash, table: MovedTable, row: Row): void {
  hash.update(`${JSON.stringify(table.columns.map(({ name }) => row[name] ?? null))}\n`)
}

async function insert(to: SqlEntityManager, table: MovedTable, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return
  const names = table.columns.map(({ name }) => `"${name}"`).join(', ')
  const marks = `(${table.columns.map(() => '?').join(', ')})`
  const values = rows.flatMap((row) => table.columns.map(({ name, fromSqlite }) => fromSqlite(row[name] ?? null)))
  await to.execute(`insert into "${table.name}" (${names}) values ${rows.map(() => marks).join(', ')}`, values)
}

/** New rows get numbers after those that were moved. */
async function goOnNumbering(to: SqlEntityManager, { name, keys }: MovedTable): Promise<void> {
  const [key = ''] = keys
  await to.execute(
    `select setval(pg_get_serial_sequence(?, ?), coalesce(max("${key}"), 0) + 1, false) from "${name}"`,
    [`"${name}"`, key],
  )
}
