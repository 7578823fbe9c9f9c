import { setTimeout as delay } from 'node:timers/promises'
import { ArchivingError, wrapUnknownError } from '../errors/index.ts'
import type { S3Timing } from './s3-options.ts'

/** Does something with a storage, again if need be. */
export type StoragePatience = <Result>(work: () => Promise<Result>, signal?: AbortSignal) => Promise<Result>

/** For people who wait for an answer: what fails has failed. */
export const impatient: StoragePatience = (work) => work()

export type StorageChange = 'silent' | 'answers'

export interface PatienceOptions extends Pick<S3Timing, 'firstPauseMs' | 'longestPauseMs'> {
  /** So long after it last answered nobody waits for it any more. */
  readonly patienceMs: number
  /** Fires when nobody waits any more for anything. */
  readonly closing: AbortSignal
  readonly now: () => Date
  readonly random: () => number
  /** Told once when the storage falls silent, and once when it answers again. */
  readonly onChange: (change: StorageChange, cause?: ArchivingError) => void
}

/**
 * For tasks, which have time: while a storage does not answer (`storage_busy`) they wait, all of a process for the same
 * silence, and go on where they were. What is waited for too long is given up by all of them at once.
 */
export function createPatience(options: PatienceOptions): StoragePatience {
  const { firstPauseMs, longestPauseMs, patienceMs, closing, now, random, onChange } = options
  let silentSince: Date | undefined
  return async (work, signal) => {
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(longestPauseMs, pauseMs * 2)) {
      try {
        const result = await work()
        if (silentSince) onChange('answers')
        silentSince = undefined
        return result
      } catch (error) {
        const failure = wrapUnknownError(error, 'storage_failed')
        if (failure.code !== 'storage_busy') throw failure
        if (!silentSince) onChange('silent', failure)
        silentSince ??= now()
        const silentMs = now().getTime() - silentSince.getTime()
        if (silentMs >= patienceMs) throw givenUp(silentMs, failure)
        await pause(pauseMs * (0.5 + random() / 2), signal ? AbortSignal.any([signal, closing]) : closing)
      }
    }
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(ms, undefined, { signal })
  } catch (error) {
    throw wrapUnknownError(error)
  }
}

/** Trying again at once is of no use; the whole task stops. */
function givenUp(silentMs: number, cause: ArchivingError): ArchivingError {
  const minutes = Math.max(1, Math.round(silentMs / 60_000))
  const isOne = minutes === 1
  const message = `${cause.message} It has not answered for ${isOne ? 'a minute' : `${minutes} minutes`}. What was archived is kept; execute the task again when it is back.`
  const german = `${cause.text.de} Seit ${isOne ? 'einer Minute' : `${minutes} Minuten`} kam keine Antwort. Was archiviert ist, bleibt erhalten; führen Sie den Auftrag erneut aus, sobald der Speicher wieder da ist.`
  return new ArchivingError('storage_busy', message, { cause, german, retry: 'never' })
}
