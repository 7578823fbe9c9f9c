import { describe, expect, test } from 'vitest'
import { encodeArguments } from './form-encoding.ts'

function pairs(...values: Parameters<typeof encodeArguments>): string[][] {
  return [...encodeArguments(...values)].map(([name, value]) => [name, value])
}

describe('encodeArguments', () => {
  test('writes lists and objects in brackets', () => {
    expect(pairs({ courseids: [2, 5], options: [{ name: 'userfields', value: 'id,email' }] })).toEqual([
      ['courseids[0]', '2'],
      ['courseids[1]', '5'],
      ['options[0][name]', 'userfields'],
      ['options[0][value]', 'id,email'],
    ])
  })

  test('writes booleans as 1 and 0', () => {
    expect(pairs({ includepreviews: true, onlyactive: false })).toEqual([
      ['includepreviews', '1'],
      ['onlyactive', '0'],
    ])
  })

  test('leaves out empty lists, keeps negative numbers and any text', () => {
    expect(pairs({ courseids: [], page: -1, text: 'Zoë & 明=?' })).toEqual([
      ['page', '-1'],
      ['text', 'Zoë & 明=?'],
    ])
  })

  test('refuses what is not a number', () => {
    expect(() => encodeArguments({ grade: Number.NaN })).toThrow(RangeError)
  })
})
