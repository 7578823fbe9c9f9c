import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { leastBytesPerSecond, PaceWatch, slackMs } from './pace-watch.ts'

const minuteMs = 60_000

/** Bytes that come in pieces, each after a wait. @returns how long it took, or the error. */
function receive(pieces: Iterable<readonly [bytes: number, afterMs: number]>, wholeMs = Number.POSITIVE_INFINITY) {
  let nowMs = 1_000
  const pace = new PaceWatch({ host: 'moodle.example', wholeMs, now: () => nowMs })
  const startedMs = nowMs
  try {
    for (const [bytes, afterMs] of pieces) {
      pace.waits()
      nowMs += afterMs
      pace.came(bytes)
      // What we do with it takes long, and does not count.
      nowMs += 5 * minuteMs
      pace.waits()
    }
    return undefined
  } catch (error) {
    return { error, afterMs: nowMs - startedMs }
  }
}

function* repeat(times: number, piece: readonly [number, number]): Generator<readonly [number, number]> {
  for (let time = 0; time < times; time++) yield piece
}

test.each([
  ['a byte a second', 1, 1_000],
  ['a byte just before silence would be one', 1, 59_000],
  ['a little less than the least pace', 3_900, 1_000],
])('%s is too slow', (_what, bytes, everyMs) => {
  const end = receive(repeat(100_000, [bytes, everyMs]))
  expect(end?.error).toMatchObject({ code: 'timed_out', retry: 'later', details: { reason: 'too_slow' } })
  expect(String(end?.error)).toContain('less than 4 kB a second')
})

test.each([
  ['5 MB over a link of 50 kB/s', 100, [50_000, 1_000]],
  ['5 MB over the same link, shared by four', 400, [12_500, 1_000]],
  ['100 MB over a link that stops for 50 seconds every 20 MB', 5, [20_000_000, 50_000]],
  ['1 GB a little faster than the least pace', 250_000, [4_000, 999]],
] as const)('%s passes', (_what, times, piece) => {
  expect(receive(repeat(times, piece))).toBeUndefined()
})

test('much that came fast is no credit for dripping afterwards', () => {
  const pieces = [[1_000_000_000, 10] as const, ...repeat(70, [1, 1_000])]
  expect(receive(pieces)?.error).toMatchObject({ code: 'timed_out' })
})

test('a whole answer is limited, too, however steadily it comes', () => {
  const end = receive(repeat(3_000, [10_000, 1_000]), 30 * minuteMs)
  expect(String(end?.error)).toContain('after 30 minutes')
})

test('whatever comes: what is let go on never fell behind by more than the slack', () => {
  const piece = fc.tuple(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 0, max: 60_000 }))
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      if (receive(pieces) !== undefined) return true
      const waitedMs = pieces.reduce((sum, [, afterMs]) => sum + afterMs, 0)
      const bytes = pieces.reduce((sum, [size]) => sum + size, 0)
      return waitedMs <= slackMs + (bytes / leastBytesPerSecond) * 1_000
    }),
    { seed: 5, numRuns: 300 },
  )
})
