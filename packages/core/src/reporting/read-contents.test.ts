import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { ArchivingError, type ErrorCode } from '../errors/index.ts'
import { readContents } from './read-contents.ts'

async function* numbers(count: number): AsyncGenerator<number> {
  for (let number = 0; number < count; number++) yield number
}

async function collect<Entry>(entries: AsyncIterable<Entry>): Promise<readonly Entry[]> {
  const collected: Entry[] = []
  for await (const entry of entries) collected.push(entry)
  return collected
}

/** Counts how many are read at once. */
function countingRead() {
  let underWay = 0
  let most = 0
  return {
    most: () => most,
    read: async (number: number): Promise<number> => {
      most = Math.max(most, ++underWay)
      await setImmediate()
      underWay--
      return number * 2
    },
  }
}

test('entries come in their order with what was read, fifty together, and twice fifty at once', async () => {
  const { read, most } = countingRead()
  const found = await collect(readContents(numbers(320), { read }))
  expect(found).toEqual(Array.from({ length: 320 }, (_, entry) => ({ entry, content: entry * 2 })))
  expect(most()).toBe(100)
})

test('heavy ones are read by fewer at once', async () => {
  const { read, most } = countingRead()
  await collect(readContents(numbers(20), { read, weightOf: () => 20 }))
  expect(most()).toBe(6)
})

const failing = (code: ErrorCode) => async (number: number) => {
  if (number === 3) throw new ArchivingError(code, 'The site did not give this.')
  return number
}

test.each(['source_denied', 'source_missing', 'source_unexpected'] as const)(
  'what is refused as %s concerns its entry alone',
  async (code) => {
    const found = await collect(readContents(numbers(6), { read: failing(code) }))
    expect(found.map(({ content }) => content)).toEqual([0, 1, 2, undefined, 4, 5])
    expect(found[3]?.refusal?.code).toBe(code)
  },
)

test('any other failure ends the listing, once nothing is being read any more', async () => {
  let ended = 0
  const read = async (number: number): Promise<number> => {
    try {
      if (number > 3) for (let turn = 0; turn < 10; turn++) await Promise.resolve()
      return await failing('source_unavailable')(number)
    } finally {
      ended++
    }
  }
  await expect(collect(readContents(numbers(6), { read }))).rejects.toMatchObject({
    code: 'source_unavailable',
  })
  expect(ended).toBe(6)
})
