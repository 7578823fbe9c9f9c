import { expect, test } from 'vitest'
import { itemLabel } from './list-numbering.ts'

test.each([
  [undefined, 1, '1.'],
  ['a', 1, 'a.'],
  ['a', 26, 'z.'],
  ['A', 28, 'AB.'],
  ['a', 703, 'aaa.'],
  ['i', 4, 'iv.'],
  ['I', 1994, 'MCMXCIV.'],
  ['I', 4000, '4000.'],
  ['a', 0, '0.'],
] as const)('numbered %s, item %i is %s', (numbering, number, label) => {
  const list = { kind: 'list', ordered: true, start: number, items: [] } as const
  expect(itemLabel(numbering === undefined ? list : { ...list, numbering }, 0)).toBe(label)
})
