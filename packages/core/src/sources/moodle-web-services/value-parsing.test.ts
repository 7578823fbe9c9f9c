import { describe, expect, test } from 'vitest'
import { parseLocalisedNumber, toIsoTime, toLanguageTag } from './value-parsing.ts'

describe('parseLocalisedNumber', () => {
  test.each([
    ['7.90', 7.9],
    ['7,90', 7.9],
    ['7٫90', 7.9],
    ['0', 0],
    ['-0,25', -0.25],
    ['\u22121.50', -1.5],
    [' 10.00\u00A0', 10],
  ])('reads %j', (text, number) => {
    expect(parseLocalisedNumber(text)).toBe(number)
  })

  test.each([[''], ['-'], ['Not yet graded'], ['1.234,50'], ['1,2,3'], ['7.9 / 10'], ['0x10'], ['1e3']])(
    'does not guess %j',
    (text) => {
      expect(parseLocalisedNumber(text)).toBeNull()
    },
  )
})

test('times of 0 are no times', () => {
  expect(toIsoTime(1791195013)).toBe('2026-10-05T10:10:13.000Z')
  expect([toIsoTime(0), toIsoTime(null), toIsoTime(undefined), toIsoTime(1e300)]).toEqual([null, null, null, null])
})

test('language codes become language tags', () => {
  expect(['en', 'de_ch', 'en_us_k12', 'zh_tw', 'ca_valencia'].map((code) => toLanguageTag(code))).toEqual([
    'en',
    'de-CH',
    'en-US',
    'zh-TW',
    'ca',
  ])
})
