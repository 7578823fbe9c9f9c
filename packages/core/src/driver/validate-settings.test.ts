import { expect, test } from 'vitest'
import type { SettingsDefinition } from './settings-definition.ts'
import { validateSettings } from './validate-settings.ts'

const base = { label: { en: 'x' }, group: { key: 'g', label: { en: 'G' } } }
const option = (value: string) => ({ value, label: { en: value } })
const definitions: readonly SettingsDefinition[] = [
  { ...base, kind: 'boolean', key: 'copy', default: false },
  { ...base, kind: 'integer', key: 'size', default: 3, minimum: 1, maximum: 9 },
  { ...base, kind: 'text', key: 'note', default: '', maximumLength: 5 },
  { ...base, kind: 'text', key: 'zone', default: 'UTC', maximumLength: 64, format: 'time-zone' },
  { ...base, kind: 'choice', key: 'paper', default: 'A4', options: [option('A4'), option('Letter')] },
  {
    ...base,
    kind: 'multi-choice',
    key: 'parts',
    default: ['a'],
    options: ['a', 'b', 'c'].map(option),
    minimumChoices: 1,
  },
  {
    ...base,
    kind: 'naming-pattern',
    key: 'name',
    default: '${id}',
    names: 'file',
    allowsFolders: false,
    variables: [{ name: 'id', label: { en: 'Id' }, example: '1' }],
  },
  {
    ...base,
    kind: 'scope',
    key: 'scope',
    default: { mode: 'all' },
    modes: [
      { value: 'all', label: { en: 'All' } },
      { value: 'users', label: { en: 'Users' }, picks: 'users' },
    ],
  },
]

test('defaults are valid, filled in, and not shared between tasks', () => {
  const first = validateSettings(definitions, {})
  expect(validateSettings(definitions, first)).toEqual(first)
  expect(first['parts']).toEqual(['a'])
  expect(first['parts']).not.toBe(definitions[5]?.default)
})

test('given values are kept, in the order of the definition, and the given object is not changed', () => {
  const given = Object.freeze({ copy: true, parts: ['c', 'a', 'c'], scope: { mode: 'users', ids: [9, 3, 9] } })
  expect(validateSettings(definitions, given)).toMatchObject({
    copy: true,
    parts: ['a', 'c'],
    scope: { mode: 'users', ids: [3, 9] },
  })
})

test.each([
  ['copy', 'yes'],
  ['size', 0],
  ['size', 10],
  ['size', 1.5],
  ['size', Number.NaN],
  ['note', 'longer'],
  ['note', 7],
  ['zone', 'Mars/Olympus'],
  ['zone', ''],
  ['paper', 'A3'],
  ['parts', []],
  ['parts', ['a', 'z']],
  ['parts', 'a'],
  ['name', '${none}'],
  ['name', 'a/b'],
  ['name', ''],
  ['scope', 'all'],
  ['scope', { mode: 'none' }],
  ['scope', { mode: 'all', ids: [1] }],
  ['scope', { mode: 'users' }],
  ['scope', { mode: 'users', ids: [] }],
  ['scope', { mode: 'users', ids: [0] }],
  ['scope', { mode: 'users', ids: ['1'] }],
  ['scope', null],
  ['unknown', 1],
])('%s: %j is refused, and the error names the setting', (setting, value) => {
  expect(() => validateSettings(definitions, { [setting]: value })).toThrow(
    expect.objectContaining({ code: 'settings_invalid', details: { setting } }),
  )
})

test('a key of Object.prototype is no setting', () => {
  expect(() => validateSettings(definitions, JSON.parse('{"__proto__": 1, "constructor": 1}'))).toThrow(
    expect.objectContaining({ code: 'settings_invalid' }),
  )
})

test('a choice that needs others is refused without them, naming both', () => {
  const parts: SettingsDefinition = {
    ...base,
    kind: 'multi-choice',
    key: 'parts',
    default: [],
    options: [option('marks'), { ...option('history'), requires: ['marks'] }],
    minimumChoices: 0,
  }
  expect(validateSettings([parts], { parts: ['history', 'marks'] })).toEqual({ parts: ['marks', 'history'] })
  expect(() => validateSettings([parts], { parts: ['history'] })).toThrow(/history, which needs marks/)
})

test('what an operator has fixed stays as it is', () => {
  const reason = { en: 'The faculty wants all parts.' }
  const fixed = definitions.map((definition) =>
    definition.key === 'parts' ? { ...definition, fixed: { reason } } : definition,
  )
  expect(validateSettings(fixed, {})['parts']).toEqual(['a'])
  expect(validateSettings(fixed, { parts: ['a'] })['parts']).toEqual(['a'])
  expect(() => validateSettings(fixed, { parts: ['a', 'b'] })).toThrow(
    expect.objectContaining({
      code: 'settings_invalid',
      details: { setting: 'parts' },
      message: expect.stringContaining('faculty wants'),
    }),
  )
})
