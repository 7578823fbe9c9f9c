import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { followChain } from './certificate-chain.ts'
import { startTestAuthority, type AuthorityMode, type TestAuthority } from './testing/start-authority.ts'
import { readQuery } from './timestamp-query.ts'
import { createTimestamper, checkAnswer } from './timestamper.ts'
import { readCertificates } from './verify-timestamps.ts'

const data = Buffer.from('what is certified')
const signal = new AbortController().signal
const now = () => new Date('2026-11-26T18:00:00Z')
let authority: TestAuthority

beforeEach(async () => {
  authority = await startTestAuthority()
})
afterEach(() => authority[Symbol.asyncDispose]())

async function askOnce(url = authority.url, timeoutMs = 5_000) {
  const [outcome] = await createTimestamper([url], { timeoutMs, now }).stamp({ data, hashFunction: 'sha256' }, signal)
  return outcome
}

describe.each(['rsa', 'ec'] as const)('an authority with a key of %s', (key) => {
  test.each(['sha256', 'sha384', 'sha512'] as const)('certifies by %s', async (hashFunction) => {
    await using other = await startTestAuthority({ key })
    const [outcome] = await createTimestamper([other.url], { now }).stamp({ data, hashFunction }, signal)
    if (outcome?.kind !== 'granted') throw new Error('not granted')
    const { token, query, answer } = outcome
    expect(token).toMatchObject({ authority: 'Test time-stamping authority', time: new Date('2026-11-26T12:00:00Z') })
    expect(followChain(token.signer, token.certificates, readCertificates([other.rootPem]), token.time).kind).toBe(
      'trusted',
    )
    expect(followChain(token.signer, token.certificates, [], token.time).kind).toBe('unknown')
    expect(() => checkAnswer(query, answer, Buffer.from('something else'))).toThrow(/over something else/)
  })
})

test('an authority learns the hash and nothing else', async () => {
  await askOnce()
  const [query = Buffer.alloc(0)] = authority.queries
  const hash = createHash('sha256').update(data).digest()
  expect(readQuery(query)).toMatchObject({ hashFunction: 'sha256', imprint: hash })
  expect(query.includes(data)).toBe(false)
  expect(query.length).toBeLessThan(80)
})

test.each<[AuthorityMode, string, RegExp]>([
  ['rejects', 'timestamp_failed', /did not grant/],
  ['other imprint', 'timestamp_failed', /over something else/],
  ['other nonce', 'timestamp_failed', /another query/],
  ['broken signature', 'timestamp_failed', /signature .* broken/],
  ['status 500', 'timestamp_failed', /status 500/],
  ['too long', 'timestamp_failed', /too long/],
  ['no answer of ASN.1', 'timestamp_failed', /not that of a time-stamping authority/],
  ['hangs', 'timed_out', /did not answer within/],
])('an authority that fails (%s) is an outcome', async (mode, code, message) => {
  authority.mode = mode
  const outcome = await askOnce(authority.url, 800)
  expect(outcome).toMatchObject({ kind: 'failed', error: { code, retry: 'later' } })
  expect(outcome?.kind === 'failed' && outcome.error.message).toMatch(message)
})

test('a certificate for something else, or for more, does not certify times', async () => {
  for (const purposes of [['1.3.6.1.5.5.7.3.1'], ['1.3.6.1.5.5.7.3.8', '1.3.6.1.5.5.7.3.1'], []]) {
    await using other = await startTestAuthority({ purposes })
    expect(await askOnce(other.url)).toMatchObject({
      kind: 'failed',
      error: { message: expect.stringMatching(/not one for timestamps/) },
    })
  }
})

test('what the next verification would find broken is not kept: expired certificates, impossible times', async () => {
  await using expired = await startTestAuthority({ validTo: new Date('2021-01-01T00:00:00Z') })
  expect(await askOnce(expired.url)).toMatchObject({
    kind: 'failed',
    error: { message: expect.stringMatching(/was not valid at the time/) },
  })
  for (const time of ['2031-01-01T00:00:00Z', '2026-11-25T17:59:59Z']) {
    await using wrong = await startTestAuthority({ time: new Date(time) })
    expect(await askOnce(wrong.url)).toMatchObject({
      kind: 'failed',
      error: { message: expect.stringMatching(/Check the clock/) },
    })
  }
})

test('a chain that was broken at the time is told as broken', async () => {
  await using other = await startTestAuthority()
  const outcome = await askOnce(other.url)
  if (outcome?.kind !== 'granted') throw new Error('not granted')
  const { signer, certificates } = outcome.token
  const late = new Date('2050-01-01T00:00:00Z')
  expect(followChain(signer, certificates, readCertificates([other.rootPem]), late)).toMatchObject({ kind: 'broken' })
})

test('nobody listens there', async () => {
  const { url } = authority
  await authority[Symbol.asyncDispose]()
  expect(await askOnce(url)).toMatchObject({ kind: 'failed', error: { code: 'timestamp_failed' } })
  authority = await startTestAuthority()
})

test('an abort is no failure of the authority', async () => {
  authority.mode = 'hangs'
  const control = new AbortController()
  const waiting = createTimestamper([authority.url], { now }).stamp({ data, hashFunction: 'sha256' }, control.signal)
  setImmediate(() => control.abort())
  await expect(waiting).rejects.toMatchObject({ code: 'aborted' })
})

test.each(['ftp://tsa.example', 'tsa.example', 'https://name:secret@tsa.example/tsr', ''])(
  '%s is refused',
  (address) => {
    expect(() => createTimestamper([address], { now })).toThrow(expect.objectContaining({ code: 'input_invalid' }))
  },
)

test('what is no certificate is refused', () => {
  expect(() => readCertificates(['hello'])).toThrow(expect.objectContaining({ code: 'input_invalid' }))
})
