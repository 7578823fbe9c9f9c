import { setTimeout as delay } from 'node:timers/promises'
import type { SqlEntityManager } from '@mikro-orm/sql'
import type { Database } from './open-database.ts'
import { toStorageError } from './to-storage-error.ts'

const longestWaitMs = 20_000
const pauseMs = 25

/**
 * Does one unit of work; what it wrote is on the disk when it is over. While another process holds the database, it
 * waits and tries again: here and not in the driver, whose waiting would stop everything else in this process.
 *
 * @param context A sentence that says what was tried, for an error.
 * @throws ArchivingError `storage_busy`, `storage_full`, `storage_failed`.
 */
export async function runInDatabase<Result>(
  database: Database,
  work: (em: SqlEntityManager) => Promise<Result>,
  context: string,
): Promise<Result> {
  for (let waitedMs = 0; ; waitedMs += pauseMs) {
    try {
      const result = await work(database.fork())
      await database.synced()
      return result
    } catch (cause) {
      const error = toStorageError(cause, context)
      if (error.code !== 'storage_busy' || waitedMs >= longestWaitMs) throw error
      await delay(pauseMs)
    }
  }
}
