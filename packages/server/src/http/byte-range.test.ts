import { describe, expect, it } from 'vitest'
import { parseRange } from './byte-range.ts'

describe('the part that a Range header asks for', () => {
  it.each([
    ['bytes=0-0', { first: 0, last: 0 }],
    ['bytes=10-19', { first: 10, last: 19 }],
    ['bytes=90-', { first: 90, last: 99 }],
    ['bytes=90-1000', { first: 90, last: 99 }],
    ['bytes=-5', { first: 95, last: 99 }],
    ['bytes=-1000', { first: 0, last: 99 }],
    ['Bytes = 1 - 2', { first: 1, last: 2 }],
  ])('%s of 100 bytes', (header, range) => {
    expect(parseRange(header, 100)).toEqual(range)
  })

  it.each(['bytes=100-', 'bytes=100-200', 'bytes=-0'])('%s is not there', (header) => {
    expect(parseRange(header, 100)).toBe('unsatisfiable')
  })

  it.each([undefined, '', 'bytes=', 'bytes=-', 'bytes=5-3', 'bytes=0-1,4-5', 'items=0-1', 'bytes=a-b'])(
    '%s means the whole',
    (header) => {
      expect(parseRange(header, 100)).toBeUndefined()
    },
  )
})
