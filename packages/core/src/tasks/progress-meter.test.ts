import { expect, test } from 'vitest'
import { ProgressMeter } from './progress-meter.ts'

const at = (seconds: number) => new Date(seconds * 1_000)

test('says nothing while it knows too little', () => {
  const meter = new ProgressMeter()
  expect(meter.itemsPerMinute()).toBeNull()
  meter.count(at(0))
  meter.count(at(1))
  expect(meter.secondsLeft(10)).toBeNull()
})

test('tells rate and time left from the last items', () => {
  const meter = new ProgressMeter(4)
  for (const seconds of [0, 100, 102, 104, 106]) meter.count(at(seconds))
  expect(meter.itemsPerMinute()).toBe(30)
  expect(meter.secondsLeft(15)).toBe(30)
})

test('a clock that stands still gives no rate rather than an endless one', () => {
  const meter = new ProgressMeter()
  for (let count = 0; count < 5; count++) meter.count(at(7))
  expect(meter.itemsPerMinute()).toBeNull()
})
