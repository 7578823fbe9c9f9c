import type { SqlEntityManager } from '@mikro-orm/sql'
import type { Database } from './database.ts'
import { waitWhileBusy } from './wait-while-busy.ts'

/**
 * Does one unit of work; what it wrote is on the disk when it is over. While another process holds the database, it
 * waits and tries again.
 *
 * @param context A sentence that says what was tried, for an error.
 * @throws ArchivingError `storage_busy`, `storage_full`, `storage_failed`.
 */
export function runInDatabase<Result>(
  database: Database,
  work: (em: SqlEntityManager) => Promise<Result>,
  context: string,
): Promise<Result> {
  return waitWhileBusy({ patienceMs: database.patienceMs, context }, async () => {
    const result = await work(database.fork())
    await database.synced()
    return result
  })
}
