import { expect, test } from 'vitest'
import { csvRow } from './item-lists.ts'

test('half a character stands in items.csv as the file can hold it, so that a verifier finds the same', () => {
  const item = { key: 'k', title: 'Essay \uD800', state: 'archived', files: [], row: { a: '\uDC00' } } as const
  const cells = csvRow(['a'], { ...item, remarks: [], error: null }).map(String)
  expect(cells.map((cell) => Buffer.from(cell).toString())).toEqual(cells)
})
