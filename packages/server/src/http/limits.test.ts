import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { describe, expect, it, test } from 'vitest'
import { createClientAddress } from './client-address.ts'
import { FailedAttempts } from './failed-attempts.ts'
import { RequestRate } from './request-rate.ts'

let nowMs = 0

describe('who sends wrong keys', () => {
  it('must wait after ten, whichever key comes next, until a minute after the first', () => {
    nowMs = 0
    const attempts = new FailedAttempts(10, () => nowMs)
    for (let count = 0; count < 10; count++) {
      attempts.assertMayTry('10.0.0.1')
      attempts.count('10.0.0.1')
    }
    nowMs = 20_000
    expect(() => attempts.assertMayTry('10.0.0.1')).toThrow(
      expect.objectContaining({ code: 'rate_limited', retryAfterMs: 40_000 }),
    )
    attempts.assertMayTry('10.0.0.2')
    nowMs = 60_000
    attempts.assertMayTry('10.0.0.1')
    attempts.count('10.0.0.1')
    attempts.assertMayTry('10.0.0.1')
  })

  it.each([
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9', true],
    ['2001:db8:1:2::1', '2001:0db8:0001:0002:0:0:0:1', true],
    ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
    ['::ffff:10.0.0.1', '10.0.0.1', true],
    ['::1', '::2', true],
    ['10.0.0.1', '10.0.0.2', false],
  ])('%s and %s are one network: %s', (one, other, isOne) => {
    const attempts = new FailedAttempts(10, () => 0)
    for (let count = 0; count < 10; count++) attempts.count(one)
    const tries = () => attempts.assertMayTry(other)
    if (isOne) expect(tries).toThrow('Too many wrong keys')
    else expect(tries).not.toThrow()
  })

  it('cannot make the server remember without end', () => {
    const attempts = new FailedAttempts(10, () => 0)
    for (let count = 0; count < 10; count++) attempts.count('10.0.0.1')
    for (let count = 0; count < 10_000; count++) attempts.count(`10.1.${count >> 8}.${count & 255}`)
    expect(() => attempts.assertMayTry('10.0.0.1')).not.toThrow()
  })
})

test('a key may ask in bursts of ten seconds’ worth, and then evenly', () => {
  nowMs = 0
  const rate = new RequestRate(60, () => nowMs)
  for (let count = 0; count < 10; count++) rate.take('a')
  expect(() => rate.take('a')).toThrow(expect.objectContaining({ code: 'rate_limited', retryAfterMs: 1_000 }))
  rate.take('b')
  nowMs = 1_000
  rate.take('a')
  expect(() => rate.take('a')).toThrow('Too many requests')
  nowMs = 1_000_000
  for (let count = 0; count < 10; count++) rate.take('a')
  expect(() => rate.take('a')).toThrow('Too many requests')
})

describe('the address of a client', () => {
  it.each([
    ['nobody is trusted', [], '192.0.2.1', '203.0.113.9', '192.0.2.1'],
    ['a proxy is trusted', ['192.0.2.1'], '192.0.2.1', '203.0.113.9', '203.0.113.9'],
    ['a network is trusted', ['192.0.2.0/24'], '::ffff:192.0.2.7', '203.0.113.9', '203.0.113.9'],
    ['the client made an entry up', ['192.0.2.1'], '192.0.2.1', '10.0.0.1, 203.0.113.9', '203.0.113.9'],
    ['two proxies', ['192.0.2.1', '10.0.0.0/8'], '192.0.2.1', '203.0.113.9, 10.0.0.1', '203.0.113.9'],
    ['nonsense', ['192.0.2.1'], '192.0.2.1', 'localhost, <script>', '192.0.2.1'],
    ['another one than the proxy', ['192.0.2.1'], '198.51.100.1', '203.0.113.9', '198.51.100.1'],
    ['IPv6', ['2001:db8::/32'], '2001:db8::1', '2001:db9::5', '2001:db9::5'],
  ] as const)('%s', (...[, trusted, remoteAddress, forwarded, expected]) => {
    const request = new IncomingMessage(Object.defineProperty(new Socket(), 'remoteAddress', { value: remoteAddress }))
    Object.assign(request.headers, { 'x-forwarded-for': forwarded })
    expect(createClientAddress(trusted)(request)).toBe(expected)
  })

  it.each(['proxy.example', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/x', ''])('%j is no proxy', (proxy) => {
    expect(() => createClientAddress([proxy])).toThrow('no address of a proxy')
  })
})
