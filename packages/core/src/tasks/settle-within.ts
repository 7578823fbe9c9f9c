import { setTimeout as delay } from 'node:timers/promises'
import { ArchivingError } from '../errors/index.ts'

/**
 * Waits for `work`; once the signal has fired, only so long. What does not heed its signal is left behind: the promise
 * is rejected with `aborted` and whatever `work` does later has no effect on us.
 */
export async function settleWithin<Result>(
  work: Promise<Result>,
  signal: AbortSignal,
  graceMs: number,
): Promise<Result> {
  const finished = new AbortController()
  const abandoned = async (): Promise<never> => {
    await fired(signal, finished.signal)
    await delay(graceMs, undefined, { signal: finished.signal, ref: false })
    throw new ArchivingError('aborted', 'The work was aborted.')
  }
  try {
    return await Promise.race([work, abandoned()])
  } finally {
    finished.abort()
  }
}

/** Resolves when the signal fires, rejects when there is no more need to wait. */
function fired(signal: AbortSignal, noLonger: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return resolve()
    const options = { once: true, signal: noLonger }
    signal.addEventListener('abort', () => resolve(), options)
    noLonger.addEventListener('abort', () => reject(new ArchivingError('aborted', 'No longer waited for.')), {
      once: true,
    })
  })
}
