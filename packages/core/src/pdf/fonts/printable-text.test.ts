import { describe, expect, test } from 'vitest'
import { FontCoverage } from './font-coverage.ts'
import { isRightToLeft } from '../../documents/text-direction.ts'
import { PrintableText } from './printable-text.ts'
import { textsInManyScripts } from '../testing/many-scripts.ts'

const coverage = new FontCoverage()

function print(text: string): string {
  return new PrintableText(coverage).print(text)
}

describe('what can be printed stays as it was', () => {
  test.each([
    'plain ASCII <b>&amp;</b> #$@',
    'Zażółć gęślą jaźń',
    'decomposed e\u0301 and composed \u00e9',
    'Ελλάδα Привет हिन्दी',
    'كتب الطَّالِب',
    'שָׁלוֹם',
    '世界历史 ひらがな',
    '한국어 조선왕조실록',
    ...Object.values(textsInManyScripts),
    '👍🎉 ❤️ ✓ ∀x∈ℝ ⟦⟧',
    'soft\u00adhyphen\u200bbreak\u00a0fixed',
  ])('%s', (text) => {
    expect(print(text)).toBe(text)
  })
})

test.each([
  ['a\u0000b', 'a⟦U+0000⟧b'],
  ['\ud83d', '⟦U+D83D⟧'],
  ['\u202eexe', '⟦U+202E⟧exe'],
  ['\ue000', '⟦U+E000⟧'],
  ['ꦲ', '⟦U+A9B2⟧'],
  ['\u{10ffff}', '⟦U+10FFFF⟧'],
])('%j is shown as its code', (text, shown) => {
  expect(print(text)).toBe(shown)
})

test('replaced characters are counted, and large fonts asked for only when needed', () => {
  const printable = new PrintableText(coverage)
  printable.print('\ue000 \ue001 \ue000')
  expect([...printable.replaced]).toEqual([
    [0xe000, 2],
    [0xe001, 1],
  ])
  expect(printable.onDemandFamilies.size).toBe(0)
  printable.print('世')
  printable.print('ไทย')
  expect([...printable.onDemandFamilies].map(({ name }) => name)).toEqual(['Noto Sans SC', 'Noto Sans Thai'])
})

describe('long words', () => {
  const printable = new PrintableText(coverage)

  test('get places to break, and lose nothing', () => {
    const word = 'ab'.repeat(60)
    const broken = printable.printBreakable(word)
    expect(broken.replaceAll('\u200b', '')).toBe(word)
    expect(broken.split('\u200b').every((piece) => piece.length <= 25)).toBe(true)
  })

  test('are never broken between a letter and its mark', () => {
    expect(printable.printBreakable('e\u0301'.repeat(60))).not.toMatch(/\u200b\p{M}/u)
  })

  test('are left alone where the script breaks anywhere, and where they are short', () => {
    expect(printable.printBreakable('世'.repeat(200))).toBe('世'.repeat(200))
    expect(printable.printBreakable('short '.repeat(50))).toBe('short '.repeat(50))
  })
})

test.each([
  ['2026 العربية and more', true],
  ['«שלום»', true],
  ['English, then العربية', false],
  ['123', false],
  ['', false],
])('the direction of %j', (text, expected) => {
  expect(isRightToLeft(text)).toBe(expected)
})
