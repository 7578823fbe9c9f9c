import type { MultiChoiceSetting, SettingsDefinition } from '@muniment/sdk'
import { expect, test } from 'vitest'
import { faultOf, isSameValue, isShown, lacksOf, readNumber, withoutLacking } from './form-values.ts'

const base = { label: { en: 'x' }, group: { key: 'g', label: { en: 'G' } } }
const option = (value: string, ...requires: string[]) => ({ value, label: { en: value }, requires })
const parts: MultiChoiceSetting = {
  ...base,
  kind: 'multi-choice',
  key: 'parts',
  default: [],
  options: [option('text'), option('marks', 'text'), option('history', 'marks')],
  minimumChoices: 1,
}
const size: SettingsDefinition = { ...base, kind: 'integer', key: 'size', default: 3, minimum: -1, maximum: 9 }
const zone: SettingsDefinition = {
  ...base,
  kind: 'text',
  key: 'zone',
  default: 'UTC',
  maximumLength: 16,
  format: 'time-zone',
}
const scope: SettingsDefinition = {
  ...base,
  kind: 'scope',
  key: 'scope',
  default: { mode: 'all' },
  modes: [
    { value: 'all', label: { en: 'All' } },
    { value: 'users', label: { en: 'Users' }, picks: 'users' },
  ],
}

test.each([
  [size, 9, undefined],
  [size, 10, 'number'],
  [size, '', 'number'],
  [size, '4x', 'number'],
  [zone, 'Europe/Berlin', undefined],
  [zone, 'Europe/Nowhere', 'time-zone'],
  [zone, 'Mars/Olympus Mons', 'length'],
  [parts, ['text'], undefined],
  [parts, [], 'choices'],
  [scope, { mode: 'all' }, undefined],
  [scope, { mode: 'users' }, 'picks'],
  [scope, { mode: 'users', ids: [] }, 'picks'],
  [scope, { mode: 'users', ids: [7] }, undefined],
] as const)('%o: %o is %s', (definition, value, fault) => {
  expect(faultOf(definition, value)?.kind).toBe(fault)
})

test.each([
  ['12', 12],
  [' -1 ', -1],
  ['1.5', '1.5'],
  ['', ''],
  ['1e3', '1e3'],
])('%s is read as %s', (text, value) => {
  expect(readNumber(text)).toBe(value)
})

test('what needs something that is not chosen says what, and goes with it', () => {
  expect(lacksOf(parts, 'history', ['text']).map(({ value }) => value)).toEqual(['marks'])
  expect(lacksOf(parts, 'history', ['text', 'marks'])).toEqual([])
  expect(withoutLacking(parts, ['text', 'marks', 'history'])).toEqual(['text', 'marks', 'history'])
  expect(withoutLacking(parts, ['marks', 'history']), 'one takes the next along').toEqual([])
})

test('a setting is hidden with the one that shows it', () => {
  const deep: readonly SettingsDefinition[] = [
    { ...base, kind: 'boolean', key: 'one', default: false },
    { ...base, kind: 'boolean', key: 'two', default: true, visibleWhen: { setting: 'one', isOneOf: [true] } },
    { ...size, visibleWhen: { setting: 'two', isOneOf: [true] } },
  ]
  const isSizeShown = (one: boolean, two: boolean) => isShown(deep[2] ?? size, deep, { one, two, size: 3 })
  expect(isSizeShown(true, true)).toBe(true)
  expect(isSizeShown(true, false)).toBe(false)
  expect(isSizeShown(false, true)).toBe(false)
})

test('the order of a choice is no difference', () => {
  expect(isSameValue(['a', 'b'], ['b', 'a'])).toBe(true)
  expect(isSameValue({ mode: 'users', ids: [10, 9] }, { mode: 'users', ids: [9, 10] })).toBe(true)
  expect(isSameValue({ mode: 'users', ids: [9] }, { mode: 'groups', ids: [9] })).toBe(false)
  expect(isSameValue({ mode: 'all' }, { mode: 'all', ids: [] })).toBe(true)
})
