import type { ArchivingError } from '../errors/index.ts'

/** How often and how soon an item is tried again. */
export interface RetryPolicy {
  /** How often an item is tried in all. */
  readonly maximumAttempts: number
  /** Wait before the second attempt; it doubles from attempt to attempt. */
  readonly firstDelayMs: number
  readonly longestDelayMs: number
}

export const defaultRetryPolicy: RetryPolicy = { maximumAttempts: 5, firstDelayMs: 1_000, longestDelayMs: 60_000 }

/**
 * How long to wait after a failed attempt, or undefined if trying again is of no use. The wait is spread between half
 * and the whole, so that many items that failed together do not come back together; what the other side asked for
 * (`Retry-After`) is kept.
 *
 * @param attempt How often the item was tried so far, from 1.
 * @param chance From 0 to 1.
 */
export function retryDelayMs(
  error: Pick<ArchivingError, 'retry' | 'retryAfterMs'>,
  attempt: number,
  chance: number,
  policy: RetryPolicy = defaultRetryPolicy,
): number | undefined {
  if (error.retry === 'never' || attempt >= policy.maximumAttempts) return undefined
  const whole = Math.min(policy.longestDelayMs, policy.firstDelayMs * 2 ** (attempt - 1))
  const spread = Math.round(whole / 2 + (whole / 2) * chance)
  return Math.max(spread, error.retryAfterMs ?? 0)
}

/** Codes that concern the whole task: going on with its other items is of no use until somebody mends something. */
const taskWideCodes: ReadonlySet<string> = new Set(['source_unauthenticated', 'storage_full'])

export function concernsWholeTask({ code, retry }: Pick<ArchivingError, 'code' | 'retry'>): boolean {
  // A storage that was waited for in vain.
  return taskWideCodes.has(code) || (code === 'storage_busy' && retry === 'never')
}
