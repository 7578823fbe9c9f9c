import { describe, expect, it } from 'vitest'
import { pageByOffset } from './page-by-offset.ts'

describe('pages of what is read from its start', () => {
  it.each([0, 1, 2, 3, 4, 5])('gives %i entries once, in order, in pages of 2', async (count) => {
    const { numbers } = counting(count)
    const seen: number[] = []
    let cursor: string | undefined
    do {
      const page = await pageByOffset(numbers(), { limit: 2, ...(cursor !== undefined && { cursor }) })
      expect(page.entries.length).toBeLessThanOrEqual(2)
      seen.push(...page.entries)
      cursor = page.nextCursor
    } while (cursor !== undefined)
    expect(seen).toEqual([...Array(count).keys()])
  })

  it('reads no further than one entry behind the page, and ends the reading', async () => {
    const { numbers, reading } = counting(1_000)
    await pageByOffset(numbers(), { limit: 3, cursor: '4' })
    expect(reading).toEqual({ read: 8, ended: true })
  })

  it.each(['', '-1', 'x', '1e9', '99999999999'])('refuses the cursor %j', async (cursor) => {
    await expect(pageByOffset(counting(1).numbers(), { cursor })).rejects.toMatchObject({
      code: 'input_invalid',
      details: { field: 'cursor' },
    })
  })
})

function counting(count: number) {
  const reading = { read: 0, ended: false }
  async function* numbers(): AsyncGenerator<number> {
    try {
      for (let number = 0; number < count; number++) {
        reading.read++
        yield number
      }
    } finally {
      reading.ended = true
    }
  }
  return { numbers, reading }
}
