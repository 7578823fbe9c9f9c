import { expect, test } from 'vitest'
import { inBatches, mapAhead } from './read-ahead.ts'

async function* count(to: number): AsyncGenerator<number, void, undefined> {
  for (let number = 1; number <= to; number++) yield await Promise.resolve(number)
}

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = []
  for await (const item of items) all.push(item)
  return all
}

test.each([
  [0, []],
  [3, [[1, 2, 3]]],
  [4, [[1, 2, 3], [4]]],
  [
    6,
    [
      [1, 2, 3],
      [4, 5, 6],
    ],
  ],
])('cuts %i items into batches of 3', async (to, batches) => {
  expect(await collect(inBatches(count(to), 3))).toEqual(batches)
})

test('keeps the order and the limit', async () => {
  let running = 0
  let most = 0
  const results = mapAhead(count(7), 2, async (number) => {
    most = Math.max(most, ++running)
    await Promise.resolve()
    for (let turn = 0; turn < 10 - number; turn++) await Promise.resolve()
    running--
    return number * 10
  })
  expect(await collect(results)).toEqual([10, 20, 30, 40, 50, 60, 70])
  expect(most).toBe(2)
})

test('a failure comes in its turn', async () => {
  const seen: number[] = []
  const failing = async (): Promise<void> => {
    const results = mapAhead(count(5), 3, (number) =>
      number === 3 ? Promise.reject(new Error('third')) : Promise.resolve(number),
    )
    for await (const number of results) seen.push(number)
  }
  await expect(failing()).rejects.toThrow('third')
  expect(seen).toEqual([1, 2])
})
