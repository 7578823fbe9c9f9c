import { ArchivingError } from '@muniment/core'
import { keepNewest } from './keep-newest.ts'

/**
 * Limits how often one key may ask: it may save up ten seconds' worth of requests, which come back evenly (token
 * bucket).
 */
export class RequestRate {
  readonly #buckets = new Map<string, { readonly tokens: number; readonly atMs: number }>()
  readonly #perMs: number
  readonly #capacity: number
  readonly #nowMs: () => number

  /** @param nowMs a clock that never goes back */
  constructor(perMinute: number, nowMs: () => number) {
    this.#perMs = perMinute / 60_000
    this.#capacity = Math.max(1, perMinute / 6)
    this.#nowMs = nowMs
  }

  /** @throws ArchivingError `rate_limited`, with how long to wait */
  take(keyId: string): void {
    const nowMs = this.#nowMs()
    const { tokens, atMs } = this.#buckets.get(keyId) ?? { tokens: this.#capacity, atMs: nowMs }
    const available = Math.min(this.#capacity, tokens + (nowMs - atMs) * this.#perMs)
    const isAllowed = available >= 1
    keepNewest(this.#buckets, keyId, { tokens: isAllowed ? available - 1 : available, atMs: nowMs })
    if (isAllowed) return
    throw new ArchivingError('rate_limited', 'Too many requests came with your key. Wait a moment.', {
      retryAfterMs: Math.ceil((1 - available) / this.#perMs),
    })
  }
}
