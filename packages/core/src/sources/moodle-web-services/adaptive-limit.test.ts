import { describe, expect, test } from 'vitest'
import { AdaptiveLimit } from './adaptive-limit.ts'

describe('on a site that serves so many requests at once', () => {
  for (const workers of [1, 2, 4, 8]) {
    test(`it settles near ${workers}`, () => {
      const { limits } = simulate({ workers, requests: 3_000 })
      const settled = limits.slice(1_000)
      expect(typical(settled)).toBeGreaterThanOrEqual(workers)
      expect(typical(settled)).toBeLessThanOrEqual(workers * 1.25 + 2)
      expect(Math.max(...settled)).toBeLessThanOrEqual(workers * 1.5 + 2)
    })

    test(`it settles near ${workers} though answers take now half, now twice as long`, () => {
      const { limits } = simulate({ workers, requests: 6_000, spread: 2 })
      const settled = typical(limits.slice(2_000))
      expect(settled).toBeGreaterThanOrEqual(Math.max(1, workers * 0.75))
      expect(settled).toBeLessThanOrEqual(workers * 1.25 + 2)
    })
  }
})

test('it never exceeds its bound, and uses it where the site has room', () => {
  const { limits } = simulate({ workers: 50, requests: 2_000, highest: 6 })
  expect(Math.max(...limits)).toBe(6)
  expect(typical(limits.slice(500))).toBe(6)
})

test('it begins low', () => {
  expect(new AdaptiveLimit(16).current).toBe(2)
  expect(new AdaptiveLimit(1).current).toBe(1)
})

test('one slow function among fast ones is not taken for a slow site', () => {
  const functions = [
    { about: 'fast', ms: 40 },
    { about: 'fast', ms: 40 },
    { about: 'slow', ms: 2_000 },
  ] as const
  const { limits } = simulate({ workers: 6, requests: 4_000, functions })
  expect(typical(limits.slice(1_500))).toBeGreaterThanOrEqual(6)
  expect(typical(limits.slice(1_500))).toBeLessThanOrEqual(8)
})

test('it steps back while the site is slow for others, and comes back', () => {
  const slowPhase = { fromMs: 20_000, toMs: 40_000, times: 5 }
  const { limits, atMs } = simulate({ workers: 8, requests: 12_000, slowPhase })
  const between = (fromMs: number, toMs: number) => limits.filter((_, i) => isWithin(atMs[i], fromMs, toMs))
  expect(typical(between(10_000, 20_000))).toBeGreaterThanOrEqual(8)
  expect(Math.min(...between(22_000, 40_000))).toBeLessThanOrEqual(2)
  expect(typical(between(60_000, 100_000))).toBeGreaterThanOrEqual(8)
})

describe('when the site says that it is overloaded', () => {
  test('the limit is halved at once, and once for all requests that were under way', () => {
    const limit = new AdaptiveLimit(16)
    answerCalmly(limit, { count: 500, fromMs: 0 })
    expect(limit.current).toBe(16)
    limit.overloaded(90_000, 100_000)
    limit.overloaded(90_001, 100_001)
    expect(limit.current).toBe(8)
    limit.overloaded(100_002, 100_003)
    expect(limit.current).toBe(4)
  })

  test('it rises slowly again', () => {
    const calm = new AdaptiveLimit(16)
    const careful = new AdaptiveLimit(16)
    careful.overloaded(0, 1)
    const needed = [calm, careful].map((limit) => {
      let count = 0
      while (limit.current < 4) answerCalmly(limit, { count: 1, fromMs: 1_000 + 100 * count++ })
      return count
    })
    expect(needed[1]).toBeGreaterThan(3 * (needed[0] ?? 0))
  })

  test('it goes to one request at a time, not to none', () => {
    const limit = new AdaptiveLimit(4)
    for (let moment = 0; moment < 10; moment++) limit.overloaded(moment, moment)
    expect(limit.current).toBe(1)
  })
})

test('it does not rise while nobody needs more', () => {
  const limit = new AdaptiveLimit(16)
  for (let index = 0; index < 500; index++) {
    const sentAtMs = 100 * index
    limit.answered({ about: 'a', sentAtMs, latencyMs: 50, underWay: 1 }, sentAtMs + 50)
  }
  expect(limit.current).toBe(2)
})

interface SimulatedSite {
  /** Served at once; the others wait in line. */
  readonly workers: number
  readonly requests: number
  readonly highest?: number
  readonly functions?: readonly { readonly about: string; readonly ms: number }[]
  /** An answer takes between one part of so many and so many times its time. */
  readonly spread?: number
  readonly slowPhase?: { readonly fromMs: number; readonly toMs: number; readonly times: number }
}

/** Asks a site, in time that does not pass, as fast as the limit allows; the limits after each answer. */
function simulate(site: SimulatedSite): { readonly limits: readonly number[]; readonly atMs: readonly number[] } {
  const { workers, requests, highest = 16, functions = [{ about: 'a', ms: 80 }], spread = 1, slowPhase } = site
  const limit = new AdaptiveLimit(highest)
  const chance = seeded(7)
  const freeAtMs = Array.from({ length: workers }, () => 0)
  const underWay: {
    readonly about: string
    readonly sentAtMs: number
    readonly endsAtMs: number
    readonly at: number
  }[] = []
  const limits: number[] = []
  const atMs: number[] = []
  let nowMs = 0
  for (let answered = 0; answered < requests; answered++) {
    while (underWay.length < limit.current) {
      const { about, ms } = functions[Math.floor(chance() * functions.length)] ?? { about: 'a', ms: 80 }
      const worker = freeAtMs.indexOf(Math.min(...freeAtMs))
      const startsAtMs = Math.max(nowMs, freeAtMs[worker] ?? 0)
      const isSlow = slowPhase !== undefined && isWithin(startsAtMs, slowPhase.fromMs, slowPhase.toMs)
      const endsAtMs = startsAtMs + ms * spread ** (2 * chance() - 1) * (isSlow ? slowPhase.times : 1)
      freeAtMs[worker] = endsAtMs
      underWay.push({ about, sentAtMs: nowMs, endsAtMs, at: underWay.length + 1 })
    }
    underWay.sort((a, b) => a.endsAtMs - b.endsAtMs)
    const next = underWay.shift()
    if (!next) break
    nowMs = next.endsAtMs
    limit.answered({ ...next, latencyMs: nowMs - next.sentAtMs, underWay: next.at }, nowMs)
    limits.push(limit.current)
    atMs.push(nowMs)
  }
  return { limits, atMs }
}

function answerCalmly(limit: AdaptiveLimit, { count, fromMs }: { readonly count: number; readonly fromMs: number }) {
  for (let index = 0; index < count; index++) {
    const sentAtMs = fromMs + 100 * index
    limit.answered({ about: 'a', sentAtMs, latencyMs: 50, underWay: limit.current }, sentAtMs + 50)
  }
}

const isWithin = (moment: number | undefined, from: number, to: number): boolean =>
  moment !== undefined && moment >= from && moment < to

function typical(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0
}

/** Chance that is the same in every run (Lehmer). */
function seeded(seed: number): () => number {
  let state = seed
  return () => (state = (state * 48_271) % 0x7fffffff) / 0x7fffffff
}
