import { describe, expect, test } from 'vitest'
import { ArchivingError } from '../../errors/index.ts'
import { defaultRetry } from './request-patience.ts'
import { parseRetryAfter, withRetries, type RetryContext } from './request-retry.ts'

function recordingContext(signal = new AbortController().signal): { context: RetryContext; slept: number[] } {
  const slept: number[] = []
  const surroundings = {
    now: () => 0,
    random: () => 0.5,
    sleep: (milliseconds: number, signal?: AbortSignal) => {
      slept.push(milliseconds)
      signal?.throwIfAborted()
      return Promise.resolve()
    },
  }
  return { context: { retry: defaultRetry, surroundings, signal }, slept }
}

function failing(times: number, error: Error): () => Promise<string> {
  let calls = 0
  return () => (++calls <= times ? Promise.reject(error) : Promise.resolve('done'))
}

const busy = new ArchivingError('source_unavailable', 'Busy.')

describe('withRetries', () => {
  test('tries again with growing waits', async () => {
    const { context, slept } = recordingContext()
    await expect(withRetries(context, failing(3, busy))).resolves.toBe('done')
    expect(slept).toEqual([375, 1125, 3375])
  })

  test('gives up after the last try', async () => {
    const { context, slept } = recordingContext()
    await expect(withRetries(context, failing(4, busy))).rejects.toBe(busy)
    expect(slept).toHaveLength(3)
  })

  test('does not repeat what cannot help', async () => {
    const { context, slept } = recordingContext()
    const denied = new ArchivingError('source_denied', 'No.')
    await expect(withRetries(context, failing(1, denied))).rejects.toBe(denied)
    expect(slept).toEqual([])
  })

  test('waits as long as the site asks, but not endlessly', async () => {
    const { context, slept } = recordingContext()
    await withRetries(context, failing(1, new ArchivingError('source_rate_limited', 'Slow.', { retryAfterMs: 7000 })))
    expect(slept).toEqual([7000])
    const long = new ArchivingError('source_unavailable', 'Maintenance.', { retryAfterMs: 300_000 })
    await expect(withRetries(context, failing(1, long))).rejects.toBe(long)
    expect(slept).toEqual([7000])
  })

  test('an abort ends the wait', async () => {
    const controller = new AbortController()
    controller.abort()
    const { context } = recordingContext(controller.signal)
    await expect(withRetries(context, failing(1, busy))).rejects.toMatchObject({ code: 'aborted' })
  })
})

test('Retry-After is read as seconds or as a date', () => {
  const now = Date.parse('2026-11-23T10:00:00Z')
  expect(parseRetryAfter('120', now)).toBe(120_000)
  expect(parseRetryAfter('Mon, 23 Nov 2026 10:00:30 GMT', now)).toBe(30_000)
  expect(parseRetryAfter('Mon, 23 Nov 2026 09:00:00 GMT', now)).toBe(0)
  expect(parseRetryAfter('soon', now)).toBeUndefined()
  expect(parseRetryAfter(undefined, now)).toBeUndefined()
})
