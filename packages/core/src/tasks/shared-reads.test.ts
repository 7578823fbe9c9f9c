import { expect, test } from 'vitest'
import { SharedReads } from './shared-reads.ts'

test('who asks at the same moment shares a read; who asks while it is made gets one of their own', async () => {
  const shared = new SharedReads()
  let reads = 0
  const begun = Promise.withResolvers<void>()
  const release = Promise.withResolvers<void>()
  const read = async () => {
    reads++
    begun.resolve()
    await release.promise
    return reads
  }
  const first = Array.from({ length: 200 }, () => shared.read('all', read))
  const other = shared.read('other', () => Promise.resolve('other'))
  await begun.promise
  expect(reads).toBe(1)
  const late = shared.read('all', read)
  release.resolve()
  expect(new Set(await Promise.all(first)).size).toBe(1)
  expect(await late).toBe(2)
  expect(reads).toBe(2)
  expect(await other).toBe('other')
})

test('a read that fails fails for all who share it, and not for the next', async () => {
  const shared = new SharedReads()
  const failing = () => Promise.reject(new Error('no'))
  const both = await Promise.allSettled([shared.read('all', failing), shared.read('all', failing)])
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await shared.read('all', () => Promise.resolve('yes'))).toBe('yes')
})
