import { constants } from 'node:fs'
import { access, readdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { SqlEntityManager } from '@mikro-orm/sql'
import { ArchivingError, systemErrorCode } from '../errors/index.ts'
import { damagedDatabase } from './damaged-database.ts'
import type { Database } from './database.ts'

const readOnlyCodes: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS'])

/**
 * Refuses a database that cannot be written: SQLite would open it, and fail at the first write, in the middle of a task.
 * The folder counts as well, since the write-ahead log lies beside the database.
 *
 * @throws ArchivingError `storage_failed`
 */
export async function assertWritable(file: string): Promise<void> {
  for (const path of [dirname(file), file]) {
    try {
      await access(path, constants.R_OK | constants.W_OK)
    } catch (cause) {
      // What is not there is made, or gives an error of its own.
      if (!readOnlyCodes.has(systemErrorCode(cause) ?? '')) continue
      throw new ArchivingError(
        'storage_failed',
        `The database ${file} cannot be used: ${path} may not be written. Give this user the right to, or choose another data folder. Nothing was changed.`,
        { cause },
      )
    }
  }
}

/**
 * Refuses a database whose rows are gone while what they named is still there, such as one that was not put back with the
 * rest of a data folder: a new one would take everything in the artifact store for superfluous.
 *
 * @throws ArchivingError `storage_failed`
 */
export async function assertNotLost(file: string, artifactFolder: string): Promise<void> {
  const facts = await stat(file).catch(() => null)
  if (facts !== null && facts.size > 0) return
  if (!(await holdsContents(artifactFolder))) return
  throw new ArchivingError(
    'storage_failed',
    `The database ${file} is missing, but what it knew of is still in ${artifactFolder}. Put back a copy of the database; without one, move that folder away to start anew. Sealed archives are not affected.`,
  )
}

/**
 * The same for a database on a server: one without any task, beside an artifact store that holds something.
 *
 * @throws ArchivingError `storage_failed`
 */
export async function assertNotForgotten(database: Database, artifactFolder: string): Promise<void> {
  if ((await knowsTasks(database)) || !(await holdsContents(artifactFolder))) return
  throw new ArchivingError(
    'storage_failed',
    `The database knows of no task, but there are contents of tasks in ${artifactFolder}. Check the address of the database, or move what the data folder has by “muniment move-database”; to start anew, move that folder away. Sealed archives are not affected.`,
  )
}

/**
 * The same for contents in S3-compatible storage, whatever the database.
 *
 * @throws ArchivingError `storage_failed`; `storage_busy` if the storage does not answer
 */
export async function assertBucketNotForgotten(
  database: Database,
  { contentsPlace, holdsContents }: { readonly contentsPlace: string; readonly holdsContents: () => Promise<boolean> },
): Promise<void> {
  if ((await knowsTasks(database)) || !(await holdsContents())) return
  throw new ArchivingError(
    'storage_failed',
    `The database knows of no task, but there are contents of tasks in ${contentsPlace}. Put back a copy of the database that belongs to them, or check its address, MUNIMENT_S3_BUCKET and MUNIMENT_S3_PREFIX; to start anew, name another prefix. Sealed archives are not affected.`,
  )
}

async function knowsTasks(database: Database): Promise<boolean> {
  const rows: unknown[] = await database.fork().execute('select id from task limit 1')
  return rows.length > 0
}

async function holdsContents(artifactFolder: string): Promise<boolean> {
  const names = await readdir(artifactFolder).catch(() => [])
  for (const name of names.filter((one) => /^[0-9a-f]{2}$/u.test(one))) {
    const contents = await readdir(join(artifactFolder, name)).catch(() => [])
    if (contents.length > 0) return true
  }
  return false
}

/**
 * Refuses a database of another program, of a newer version of Muniment, and a damaged one. Only reads.
 *
 * @param known names of the migrations of this version
 * @throws ArchivingError `storage_failed`; what SQLite throws
 */
export async function assertOurs(
  file: string,
  connection: ReturnType<SqlEntityManager['getConnection']>,
  known: ReadonlySet<string>,
): Promise<void> {
  const named = async (sql: string): Promise<readonly string[]> => {
    const rows: { name: string }[] = await connection.execute(sql)
    return rows.map(({ name }) => name)
  }
  const tables = await named("select name from sqlite_master where type = 'table'")
  if (tables.length > 0 && !tables.includes('mikro_orm_migrations')) {
    throw new ArchivingError(
      'storage_failed',
      `${file} is a database of another program. Move it away, or choose another data folder. Nothing was changed.`,
    )
  }
  const executed = tables.length > 0 ? await named('select name from mikro_orm_migrations') : []
  if (executed.some((name) => !known.has(name))) {
    throw new ArchivingError(
      'storage_failed',
      `The database ${file} was made by a newer version of Muniment. Install that version, or use another data folder. Nothing was changed.`,
    )
  }
  const answer: { quick_check: string }[] = await connection.execute('pragma quick_check(1)')
  if (answer[0]?.quick_check !== 'ok') {
    throw new ArchivingError('storage_failed', `The database ${file} could not be opened. ${damagedDatabase}`)
  }
}
