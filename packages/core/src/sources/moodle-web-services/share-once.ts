import { abortedError } from './request-limiter.ts'

/**
 * Loads something once for all who ask. One who gives up does not take it away from the others; after a failure the
 * next one who asks tries again.
 */
export function shareOnce<Value>(load: () => Promise<Value>): (signal: AbortSignal) => Promise<Value> {
  let loading: Promise<Value> | undefined
  return async (signal) => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined
      throw error
    })
    return await untilAborted(loading, signal)
  }
}

/** The result of `work`, unless the signal is aborted before. The work itself goes on. */
async function untilAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  if (signal.aborted) throw abortedError(signal)
  const { promise, reject } = Promise.withResolvers<never>()
  const giveUp = (): void => reject(abortedError(signal))
  signal.addEventListener('abort', giveUp, { once: true })
  try {
    return await Promise.race([work, promise])
  } finally {
    signal.removeEventListener('abort', giveUp)
  }
}
