import { expect, test } from 'vitest'
import { retryDelayMs, type RetryPolicy } from './retry-policy.ts'

const policy: RetryPolicy = { maximumAttempts: 4, firstDelayMs: 1_000, longestDelayMs: 3_000 }
const later = { retry: 'later', retryAfterMs: undefined } as const

test('the wait doubles up to the longest, spread between half and the whole', () => {
  expect([1, 2, 3].map((attempt) => retryDelayMs(later, attempt, 0, policy))).toEqual([500, 1_000, 1_500])
  expect([1, 2, 3].map((attempt) => retryDelayMs(later, attempt, 1, policy))).toEqual([1_000, 2_000, 3_000])
})

test('what the other side asked for is kept', () => {
  expect(retryDelayMs({ retry: 'later', retryAfterMs: 90_000 }, 1, 0, policy)).toBe(90_000)
})

test('no further attempt after the last one, nor where it is of no use', () => {
  expect(retryDelayMs(later, 4, 0, policy)).toBeUndefined()
  expect(retryDelayMs({ retry: 'never', retryAfterMs: undefined }, 1, 0, policy)).toBeUndefined()
})
