import { setTimeout as delay } from 'node:timers/promises'
import type { ArchivingError } from '../errors/index.ts'
import { toStorageError } from './to-storage-error.ts'

const pauseMs = 25

/** How long a database that another program holds is waited for. */
export interface BusyPatience {
  readonly patienceMs: number
  /** A sentence that says what was tried, for an error. */
  readonly context: string
}

/**
 * Does something in the database, again and again while another process holds it: here and not in the driver, whose
 * waiting would stop everything else in this process.
 *
 * @throws ArchivingError `storage_busy` when the patience is over, `storage_full`, `storage_failed`.
 */
export async function waitWhileBusy<Result>(
  { patienceMs, context }: BusyPatience,
  attempt: () => Promise<Result>,
): Promise<Result> {
  const startedMs = performance.now()
  for (;;) {
    try {
      return await attempt()
    } catch (cause) {
      const error = toStorageError(cause, context)
      if (!isBusy(error) || performance.now() - startedMs >= patienceMs) throw error
      await delay(pauseMs)
    }
  }
}

const isBusy = (error: ArchivingError): boolean => error.code === 'storage_busy'
