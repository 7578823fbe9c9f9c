import { expect, test } from 'vitest'
import { createIdMaker } from './new-id.ts'

const uuidVersion7 = /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/u

test('ids rise with time, also within a millisecond and when the clock goes back', () => {
  const times = [1_000, 1_000, 1_000, 999, 5_000, 5_000]
  const newId = createIdMaker(() => new Date(times.shift() ?? 6_000), Math.random)
  const ids = Array.from({ length: 6 }, newId)
  expect(ids.toSorted()).toEqual(ids)
  expect(new Set(ids).size).toBe(6)
})

test('more ids than the counter holds still rise', () => {
  const newId = createIdMaker(() => new Date(1_700_000_000_000), Math.random)
  const ids = Array.from({ length: 10_000 }, newId)
  expect(ids.toSorted()).toEqual(ids)
  expect(new Set(ids).size).toBe(10_000)
})

test.each([0, 0.5, 0.999_999])('the form is that of version 7, whatever chance says (%d)', (chance) => {
  expect(
    createIdMaker(
      () => new Date(1_700_000_000_000),
      () => chance,
    )(),
  ).toMatch(uuidVersion7)
})
