import type { SqlEntityManager } from '@mikro-orm/sql'
import { ArchivingError } from '../../errors/index.ts'
import { lock } from './lock.ts'
import { postgresMigrations } from './migrations/index.ts'

/** Keeps which migrations were done. */
export const migrationTable = 'muniment_migration'

/**
 * Brings a database to the newest schema, as a whole or not at all. Of processes that start together one does; the lock is
 * gone with its transaction, however that ends.
 *
 * @throws ArchivingError `storage_failed` if it is another program's, or of a newer version; what PostgreSQL throws
 */
export async function migratePostgres(em: SqlEntityManager): Promise<void> {
  await em.transactional(async (transaction) => {
    await lock(transaction, 'migration')
    const done = await executedMigrations(transaction)
    if (!done)
      await transaction.execute(
        `create table ${migrationTable} (name text primary key, executed_at timestamptz not null default now())`,
      )
    for (const { name, statements } of postgresMigrations) {
      if (done?.has(name)) continue
      await transaction.execute(statements.join(';\n'))
      await transaction.execute(`insert into ${migrationTable} (name) values (?)`, [name])
    }
  })
}

/** Names of what was done; undefined in an empty database. */
async function executedMigrations(em: SqlEntityManager): Promise<ReadonlySet<string> | undefined> {
  const rows: { name: string }[] = await em.execute(
    'select table_name as name from information_schema.tables where table_schema = current_schema()',
  )
  const tables = rows.map(({ name }) => name)
  if (tables.length === 0) return undefined
  if (!tables.includes(migrationTable)) {
    throw new ArchivingError(
      'storage_failed',
      'The database is one of another program. Give Muniment one of its own, or a schema. Nothing was changed.',
    )
  }
  const executed: { name: string }[] = await em.execute(`select name from ${migrationTable}`)
  const known = new Set(postgresMigrations.map(({ name }) => name))
  if (executed.some(({ name }) => !known.has(name))) {
    throw new ArchivingError(
      'storage_failed',
      'The database was made by a newer version of Muniment. Install that version. Nothing was changed.',
    )
  }
  return new Set(executed.map(({ name }) => name))
}
