import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { ProgressMeter, type TaskPace } from './progress-meter.ts'

/** A meter whose clock is turned by hand. */
function meterAt(itemsLeft: number, pace: TaskPace | null = null) {
  const clock = { ms: 0 }
  const meter = new ProgressMeter(() => new Date(clock.ms), pace)
  meter.begin(itemsLeft)
  return {
    meter,
    pass: (ms: number) => (clock.ms += ms),
    finish: (afterMs: number) => {
      clock.ms += afterMs
      meter.count()
    },
  }
}

test('says nothing while it knows too little', () => {
  const { meter, finish } = meterAt(10)
  expect(meter.itemsPerMinute()).toBeNull()
  finish(1_000)
  finish(1_000)
  expect(meter.secondsLeft()).toBeNull()
  expect(meter.itemsPerMinute()).toBeNull()
})

test('a steady pace gives its rate, and a time left that counts down', () => {
  const { meter, finish } = meterAt(600)
  for (let item = 0; item < 100; item++) finish(1_000)
  expect(Math.abs((meter.itemsPerMinute() ?? 0) - 60)).toBeLessThan(1)
  expect(Math.abs((meter.secondsLeft() ?? 0) - 500)).toBeLessThan(8)
})

test('a clock that stands still gives no rate rather than an endless one', () => {
  const { meter, finish } = meterAt(10)
  for (let count = 0; count < 5; count++) finish(0)
  expect(meter.itemsPerMinute()).toBeNull()
})

test('waiting for the source counts for nothing', () => {
  const { meter, finish, pass } = meterAt(100)
  for (let item = 0; item < 20; item++) finish(2_000)
  const before = [meter.secondsLeft(), meter.itemsPerMinute()]
  meter.wait()
  pass(600_000)
  expect([meter.secondsLeft(), meter.itemsPerMinute()]).toEqual(before)
  meter.goOn()
  finish(2_000)
  expect(meter.secondsLeft()).toBeCloseTo(158, -1)
})

test('after a restart the estimate goes on from the pace before', () => {
  const first = meterAt(200)
  for (let item = 0; item < 100; item++) first.finish(3_000)
  const second = meterAt(100, first.meter.pace())
  const before = second.meter.secondsLeft() ?? 0
  expect(Math.abs(before - 300)).toBeLessThan(8)
  second.finish(3_000)
  expect(Math.abs((second.meter.secondsLeft() ?? 0) - (before - 3))).toBeLessThan(6)
})

test('tells how many bytes a second are written, also of an item that takes long', () => {
  const { meter, pass } = meterAt(1)
  for (let second = 0; second < 10; second++) {
    pass(1_000)
    meter.countBytes(5_000_000)
  }
  expect((meter.bytesPerSecond() ?? 0) / 5_000_000).toBeCloseTo(1, 0)
})

test('a pace that changes is followed', () => {
  const { meter, finish } = meterAt(2_000)
  for (let item = 0; item < 100; item++) finish(1_000)
  for (let item = 0; item < 200; item++) finish(4_000)
  expect(meter.secondsLeft()).toBeGreaterThan(1_700 * 3)
  expect(meter.secondsLeft()).toBeLessThan(1_700 * 4.2)
})

/** Times between items in milliseconds, as tasks have them. */
const schedules: fc.Arbitrary<readonly number[]> = fc.oneof(
  // A constant rate.
  fc.tuple(fc.integer({ min: 5, max: 5_000 }), fc.integer({ min: 10, max: 200 })).map(([ms, n]) => repeat(n, () => ms)),
  // Workers side by side that end together.
  fc
    .tuple(fc.integer({ min: 100, max: 20_000 }), fc.integer({ min: 2, max: 8 }), fc.integer({ min: 10, max: 200 }))
    .map(([ms, workers, n]) => repeat(n, (item) => (item % workers === 0 ? ms : 0))),
  // One item that takes very long.
  fc
    .tuple(fc.integer({ min: 5, max: 2_000 }), fc.integer({ min: 10, max: 100 }), fc.integer({ min: 0, max: 99 }))
    .map(([ms, n, slow]) => repeat(n, (item) => (item === slow % n ? ms * 100 : ms))),
  // Anything.
  fc.array(fc.integer({ min: 0, max: 30_000 }), { minLength: 5, maxLength: 100 }),
)

function repeat(count: number, gap: (item: number) => number): readonly number[] {
  return Array.from({ length: count }, (_, item) => gap(item))
}

test('however items come in, the time left does not jump', () => {
  fc.assert(
    fc.property(schedules, fc.integer({ min: 0, max: 100 }), (gaps, waitAt) => {
      const { meter, pass, finish } = meterAt(gaps.length + 50)
      gaps.forEach((gap, item) => {
        // Looking at it in between changes nothing.
        const before = meter.secondsLeft()
        if (item === waitAt) {
          meter.wait()
          pass(1_000_000)
          meter.goOn()
        }
        finish(gap)
        const after = meter.secondsLeft()
        if (before === null || after === null) return
        // Where one item takes longer than all the rest should, as long again is the best guess.
        const most = Math.max(before * 1.15, gap / 1_000)
        expect(after, 'it grows by a little at most').toBeLessThanOrEqual(most + 1.2)
        expect(after, 'it falls by the time that went by and a little').toBeGreaterThanOrEqual(
          (before - gap / 1_000) * 0.85 - 1.2,
        )
      })
    }),
    { numRuns: 300 },
  )
})

test('at a steady pace, also with workers side by side, the estimate is right within a quarter', () => {
  fc.assert(
    fc.property(fc.integer({ min: 200, max: 20_000 }), fc.integer({ min: 1, max: 8 }), (ms, workers) => {
      const { meter, finish } = meterAt(300)
      for (let item = 0; item < 200; item++) finish(item % workers === 0 ? ms : 0)
      const left = (100 * ms) / workers / 1_000
      expect(Math.abs((meter.secondsLeft() ?? 0) - left)).toBeLessThanOrEqual(left / 4 + 1)
    }),
  )
})
