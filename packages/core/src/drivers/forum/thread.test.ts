import { describe, expect, test } from 'vitest'
import { postFixture } from '../../testing/post-fixture.ts'
import { toThread } from './thread.ts'

/** Numbers by the posts' ids, in the order shown. */
function numbersOf(parents: Readonly<Record<number, number | null>>): readonly string[] {
  const posts = Object.entries(parents).map(([id, parentId]) => postFixture({ id: Number(id), parentId }))
  return toThread(posts).map(({ post, number }) => `${post.id}=${number}`)
}

describe('the thread of a discussion', () => {
  test('has each post before what answers it, numbered by levels', () => {
    expect(numbersOf({ 1: null, 2: 1, 3: 2, 4: 1, 5: 4, 6: 2 })).toEqual([
      '1=1',
      '2=1.1',
      '3=1.1.1',
      '6=1.1.2',
      '4=1.2',
      '5=1.2.1',
    ])
  })

  test('keeps posts whose parent is not there, and those that answer each other', () => {
    expect(numbersOf({ 1: null, 2: 99, 3: 4, 4: 3 })).toEqual(['1=1', '2=2', '3=3', '4=3.1'])
  })

  test('counts on in the last level where it is deep, each number once', () => {
    const chain = Object.fromEntries(
      Array.from({ length: 3_000 }, (_, index) => [index + 1, index === 0 ? null : index]),
    )
    const numbers = toThread(
      Object.entries(chain).map(([id, parentId]) => postFixture({ id: Number(id), parentId })),
    ).map(({ number }) => number)
    expect(numbers.slice(4, 8)).toEqual(['1.1.1.1.1', '1.1.1.1.1.1', '1.1.1.1.1.2', '1.1.1.1.1.3'])
    expect(new Set(numbers).size).toBe(3_000)
  })

  test('is empty for no posts', () => {
    expect(toThread([])).toEqual([])
  })
})
