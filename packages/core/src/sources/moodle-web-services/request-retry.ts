import { ArchivingError } from '../../errors/index.ts'
import type { RetryOptions, Surroundings } from './request-patience.ts'
import { abortedError } from './request-limiter.ts'
import type { RetryBudget } from './retry-budget.ts'

/** What {@link withRetries} needs to know besides the work. */
export interface RetryContext {
  readonly retry: RetryOptions
  readonly surroundings: Surroundings
  /** Second tries are taken out of it; without one they are free. */
  readonly budget?: RetryBudget
  readonly signal: AbortSignal
}

/**
 * Does `work` again while it fails with an error of the retry class `later`, after growing waits with jitter. Where the
 * site said how long to wait, it waits at least as long; a longer wait than `maxDelayMs` is left to the caller.
 */
export async function withRetries<Result>(context: RetryContext, work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      const delayMs = delayBeforeNextTry(context, error, attempt)
      if (delayMs === undefined) throw error
      await pause(context, delayMs)
    }
  }
}

/** Milliseconds to wait before the next try, or undefined if there is none. */
export function delayBeforeNextTry(context: RetryContext, error: unknown, attempt: number): number | undefined {
  const { retry, surroundings } = context
  if (!(error instanceof ArchivingError) || error.retry !== 'later' || attempt >= retry.tries) return undefined
  const askedMs = error.retryAfterMs ?? 0
  if (askedMs > retry.maxDelayMs) return undefined
  if (context.budget?.spend() === false) return undefined
  const limitMs = Math.min(retry.firstDelayMs * 3 ** (attempt - 1), retry.maxDelayMs)
  return Math.max(askedMs, Math.round(limitMs * (0.5 + surroundings.random() / 2)))
}

/** Waits; an abort signal ends it with `aborted`. */
export async function pause(context: RetryContext, delayMs: number): Promise<void> {
  try {
    await context.surroundings.sleep(delayMs, context.signal)
  } catch (error) {
    if (context.signal.aborted) throw abortedError(context.signal)
    throw error
  }
}

/** Milliseconds of a `Retry-After` head (RFC 9110, 10.2.3): seconds or a date. */
export function parseRetryAfter(value: string | undefined, nowMs: number): number | undefined {
  if (value === undefined) return undefined
  if (/^\d+$/.test(value.trim())) return Number(value) * 1000
  const date = Date.parse(value)
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs)
}
