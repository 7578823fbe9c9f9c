import { expect, test } from 'vitest'
import { formatBytes, formatSecondsLeft, formatTable } from './quantities.ts'

test.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1_000, '1.0 kB'],
  [99_940, '99.9 kB'],
  [123_456, '123 kB'],
  [999_950, '1.0 MB'],
  [3_400_000, '3.4 MB'],
  [5e15, '5000 TB'],
])('%d is %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text)
})

test.each([
  [3, 'a few seconds'],
  [42, 'about 40 s'],
  [100, 'about 2 min'],
  [5_400, 'about 1.5 h'],
])('%d seconds are %s', (seconds, text) => {
  expect(formatSecondsLeft(seconds)).toBe(text)
})

test('columns line up, also with characters that are two columns wide', () => {
  expect(
    formatTable([
      ['1', 'Łukasz', 'x'],
      ['23', '李雷', 'y'],
    ]),
  ).toEqual(['1   Łukasz  x', '23  李雷    y'])
})
