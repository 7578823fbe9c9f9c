import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromNulSafe, toNulSafe } from './nul-safe-text.ts'

test('text without NUL stands for any text, and for no other one', () => {
  const text = fc.string({ unit: fc.constantFrom('\0', '\uE000', '0', '1', 'a', '\uE001') })
  fc.assert(
    fc.property(text, (any) => {
      expect(toNulSafe(any)).not.toContain('\0')
      expect(fromNulSafe(toNulSafe(any))).toBe(any)
    }),
  )
})
