import { isIPv6 } from 'node:net'
import { ArchivingError } from '@muniment/core'
import { keepNewest } from './keep-newest.ts'

const windowMs = 60_000

/** Slows down who guesses keys: after some wrong ones an address must wait, with a right one too. */
export class FailedAttempts {
  readonly #failures = new Map<string, { readonly count: number; readonly sinceMs: number }>()
  readonly #allowed: number
  readonly #nowMs: () => number

  /**
   * @param allowed how many wrong keys an address may send within a minute
   * @param nowMs a clock that never goes back
   */
  constructor(allowed: number, nowMs: () => number) {
    this.#allowed = allowed
    this.#nowMs = nowMs
  }

  /** @throws ArchivingError `rate_limited`, with how long to wait */
  assertMayTry(address: string): void {
    const known = this.#failures.get(network(address))
    if (!known || known.count < this.#allowed) return
    const retryAfterMs = Math.ceil(known.sinceMs + windowMs - this.#nowMs())
    if (retryAfterMs <= 0) return
    throw new ArchivingError('rate_limited', 'Too many wrong keys came from your address. Wait a minute.', {
      retryAfterMs,
    })
  }

  /** A wrong key came from an address. */
  count(address: string): void {
    const key = network(address)
    const nowMs = this.#nowMs()
    const known = this.#failures.get(key)
    const isOver = !known || nowMs - known.sinceMs >= windowMs
    keepNewest(this.#failures, key, isOver ? { count: 1, sinceMs: nowMs } : { ...known, count: known.count + 1 })
  }
}

/** Who has one address of IPv6 has some 2⁶⁴ of them: the first half counts. */
function network(address: string): string {
  if (!isIPv6(address)) return address
  const mapped = /^::ffff:(?<v4>[\d.]+)$/iu.exec(address)?.groups?.['v4']
  if (mapped !== undefined) return mapped
  const [head = '', tail] = address.split('::')
  const groups = head === '' ? [] : head.split(':')
  const following = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - following.length)
  return [...groups, ...Array<string>(zeros).fill('0'), ...following]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/u, ''))
    .join(':')
}
