import { createHash, randomBytes } from 'node:crypto'
import { ArchivingError, toRecordedError, type RecordedError } from '../../errors/index.ts'
import { followChain } from './certificate-chain.ts'
import type { HashFunction } from './hash-functions.ts'
import { createQuery, readQuery } from './timestamp-query.ts'
import { TimestampRefusal } from './timestamp-refusal.ts'
import { sendQuery, type AuthorityLimits } from './send-query.ts'
import { readTimestamp, type TimestampToken } from './timestamp-token.ts'

/** What came of asking one authority. */
export type TimestampOutcome =
  | {
      readonly kind: 'granted'
      /** Address of the authority. */
      readonly authority: string
      readonly query: Uint8Array
      readonly answer: Uint8Array
      readonly token: TimestampToken
    }
  | { readonly kind: 'failed'; readonly authority: string; readonly error: RecordedError }

/** Asks time-stamping authorities (RFC 3161). They learn a hash and nothing else. */
export interface Timestamper {
  /** Addresses of the authorities that are asked; none, if no timestamps are wanted. */
  readonly authorities: readonly string[]
  /**
   * Asks several authorities at once for a timestamp over `data`. An authority that fails is an outcome.
   *
   * @throws ArchivingError `aborted`.
   */
  stamp(request: StampRequest, signal: AbortSignal): Promise<readonly TimestampOutcome[]>
}

export interface StampRequest {
  readonly data: Uint8Array
  readonly hashFunction: HashFunction
  /** Some of the authorities; all of them unless given. */
  readonly authorities?: readonly string[]
}

export interface TimestamperOptions extends AuthorityLimits {
  readonly now: () => Date
}

/** @throws ArchivingError `input_invalid` for an address that is not one of http or https, or has a password in it. */
export function createTimestamper(authorities: readonly string[], options: TimestamperOptions): Timestamper {
  for (const address of authorities) assertAuthority(address)
  const known = [...new Set(authorities)]
  return {
    authorities: known,
    stamp: ({ data, hashFunction, authorities: some = known }, signal) =>
      Promise.all(some.map((authority) => askAuthority({ authority, data, hashFunction }, { ...options, signal }))),
  }
}

function assertAuthority(address: string): void {
  const url = URL.parse(address)
  const isUsable = url !== null && /^https?:$/u.test(url.protocol) && url.username === '' && url.password === ''
  if (isUsable) return
  const message = `“${address}” is not the address of a time-stamping authority. It looks like https://tsa.example.edu/tsr.`
  throw new ArchivingError('input_invalid', message, { details: { field: 'timestampAuthorities' } })
}

async function askAuthority(
  { authority, data, hashFunction }: { authority: string; data: Uint8Array; hashFunction: HashFunction },
  { signal, now, ...limits }: TimestamperOptions & { readonly signal: AbortSignal },
): Promise<TimestampOutcome> {
  const query = createQuery(data, hashFunction, randomBytes(8))
  try {
    const answer = await sendQuery(authority, query, { signal, ...limits })
    const token = checkAnswer(query, answer, data)
    assertUsable(token, now())
    return { kind: 'granted', authority, query, answer, token }
  } catch (error) {
    if (signal.aborted) throw new ArchivingError('aborted', 'The timestamp was not waited for.', { cause: error })
    return { kind: 'failed', authority, error: toRecordedError(toTimestampError(authority, error)) }
  }
}

/** An authority's clock and ours may differ, but not by more. */
const mostClockDifferenceMs = 24 * 60 * 60 * 1000

/** What would be found broken by the next verification is not kept. @throws TimestampRefusal */
function assertUsable({ time, signer, certificates }: TimestampToken, now: Date): void {
  const chain = followChain(signer, certificates, [], time)
  if (chain.kind === 'broken') throw new TimestampRefusal(chain.reason)
  if (Math.abs(time.getTime() - now.getTime()) > mostClockDifferenceMs) {
    throw new TimestampRefusal(
      `It says ${time.toISOString()}, but the clock of this computer is more than a day away from that. Check the clock.`,
    )
  }
}

/**
 * Checks that an answer is the answer to a query over `data`.
 *
 * @throws TimestampRefusal
 */
export function checkAnswer(query: Uint8Array, answer: Uint8Array, data: Uint8Array): TimestampToken {
  const asked = readQuery(query)
  if (!asked) throw new TimestampRefusal('The query for the timestamp cannot be read.')
  const token = readTimestamp(answer)
  const hash = createHash(token.hashFunction).update(data).digest()
  if (token.hashFunction !== asked.hashFunction || !token.imprint.equals(hash) || !asked.imprint.equals(hash)) {
    throw new TimestampRefusal('The timestamp is over something else.')
  }
  if (token.nonce !== asked.nonce) throw new TimestampRefusal('The timestamp answers another query.')
  return token
}

function toTimestampError(authority: string, error: unknown): ArchivingError {
  if (error instanceof ArchivingError) return error
  const { host } = new URL(authority)
  const reason = error instanceof TimestampRefusal ? error.message : 'Something unexpected happened.'
  return new ArchivingError('timestamp_failed', `No timestamp from ${host}: ${reason} Ask again later.`, {
    cause: error,
  })
}
