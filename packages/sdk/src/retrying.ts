import { MunimentError, type MunimentErrorCode } from './muniment-error.ts'
import { pause } from './pause.ts'
import { abortedError } from './read-error.ts'

const firstDelayMs = 200
const longestDelayMs = 30_000
/** What asking again can help with. What the source says is not among them: the server has tried that itself. */
const passing: ReadonlySet<MunimentErrorCode> = new Set(['connection_failed', 'rate_limited', 'storage_busy'])

/** How often and for how long a question is asked. */
export interface Retrying {
  /** How often it is asked again after an error that may pass. */
  readonly retries: number
  /** How long one answer may take, in milliseconds. */
  readonly timeoutMs: number
  readonly signal?: AbortSignal
}

/**
 * Asks what changes nothing, so that it can be asked again: with growing pauses, at least as long as the server wants.
 *
 * @throws MunimentError what the last try threw; `timed_out`, `aborted`
 */
export async function askAgain<Answer>(
  { retries, timeoutMs, signal }: Retrying,
  ask: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  for (let tried = 0; ; tried++) {
    try {
      return await askInTime(ask, timeoutMs, signal)
    } catch (error) {
      if (!(error instanceof MunimentError) || !passing.has(error.code) || tried >= retries) throw error
      const delayMs = Math.max(firstDelayMs * 2 ** tried, error.retryAfterMs ?? 0)
      if (delayMs > longestDelayMs) throw error
      await pause(delayMs, signal)
      if (signal?.aborted) throw abortedError(signal)
    }
  }
}

async function askInTime<Answer>(
  ask: (signal: AbortSignal) => Promise<Answer>,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  const controller = new AbortController()
  const abort = (): void => controller.abort(signal?.reason)
  if (signal?.aborted) abort()
  signal?.addEventListener('abort', abort)
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    controller.abort()
  }, timeoutMs)
  try {
    return await ask(controller.signal)
  } catch (error) {
    if (!isLate) throw error
    const message = `The Muniment server did not answer within ${Math.round(timeoutMs / 1_000)} s. Try again later.`
    throw new MunimentError('timed_out', message, { retry: 'later', cause: error })
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  }
}
