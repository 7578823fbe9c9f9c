import { ArchivingError } from '../errors/archiving-error.ts'

/** @throws ArchivingError `aborted` if `signal` has fired. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw abortedError(signal)
}

/**
 * `iterable`, ended with `aborted` as soon as `signal` fires, even while it waits for the next value: a source that
 * does not look at the signal cannot keep us waiting. Its iterator is closed either way.
 */
export async function* untilAborted<T>(iterable: AsyncIterable<T>, signal?: AbortSignal): AsyncGenerator<T, void> {
  throwIfAborted(signal)
  // Not Promise.race with one promise for the signal: that would keep every value alive to the end.
  let rejectWaiting: ((error: ArchivingError) => void) | undefined
  const onAbort = () => rejectWaiting?.(abortedError(signal))
  signal?.addEventListener('abort', onAbort, { once: true })
  const iterator = iterable[Symbol.asyncIterator]()
  let ended = false
  try {
    for (;;) {
      const result = await new Promise<IteratorResult<T>>((resolve, reject) => {
        rejectWaiting = reject
        iterator.next().then(resolve, reject)
      })
      if (result.done) {
        ended = true
        return
      }
      yield result.value
      throwIfAborted(signal)
    }
  } finally {
    signal?.removeEventListener('abort', onAbort)
    // Not waited for: an iterator that hangs would hang its closing too. Its own failure no longer matters.
    if (!ended) iterator.return?.().catch(() => undefined)
  }
}

function abortedError(signal: AbortSignal | undefined): ArchivingError {
  return new ArchivingError('aborted', 'The work was aborted.', { cause: signal?.reason })
}
