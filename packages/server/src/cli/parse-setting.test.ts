import type { SettingsDefinition } from '@muniment/core'
import { expect, test } from 'vitest'
import { parseSettings } from './parse-setting.ts'

const base = { label: { en: 'x' }, group: { key: 'g', label: { en: 'G' } } }
const definitions: readonly SettingsDefinition[] = [
  { ...base, kind: 'boolean', key: 'htmlCopy', default: false },
  { ...base, kind: 'integer', key: 'size', default: 1, minimum: 1, maximum: 9 },
  { ...base, kind: 'text', key: 'note', default: '', maximumLength: 9 },
  {
    ...base,
    kind: 'multi-choice',
    key: 'sections',
    default: [],
    options: [
      { value: 'question', label: { en: 'Q' } },
      { value: 'history', label: { en: 'H' }, requires: ['marks'] },
      { value: 'marks', label: { en: 'M' }, requires: ['question'] },
      { value: 'grade', label: { en: 'G' } },
    ],
    minimumChoices: 0,
  },
  { ...base, kind: 'scope', key: 'scope', default: { mode: 'all' }, modes: [] },
]

test.each([
  ['htmlCopy=yes', { htmlCopy: true }],
  ['htmlCopy=Off', { htmlCopy: false }],
  ['size=3', { size: 3 }],
  ['size=three', { size: 'three' }],
  ['note=a=b', { note: 'a=b' }],
  ['note=', { note: '' }],
  ['sections=grade, history', { sections: ['grade', 'history'] }],
  ['sections=', { sections: [] }],
  ['sections=-grade', { sections: ['question', 'history', 'marks'] }],
  ['sections=-question', { sections: ['grade'] }],
  ['scope=all', { scope: { mode: 'all' } }],
  ['scope=users:12,15', { scope: { mode: 'users', ids: [12, 15] } }],
  ['unknown=1', { unknown: '1' }],
])('%s', (assignment, settings) => {
  expect(parseSettings([assignment], definitions)).toEqual(settings)
})

test.each([
  ['htmlCopy', 'input_invalid'],
  ['=3', 'input_invalid'],
  ['htmlCopy=perhaps', 'settings_invalid'],
  ['scope=users:me', 'settings_invalid'],
  ['sections=-grade,marks', 'settings_invalid'],
  ['sections=-grades', 'settings_invalid'],
])('%s is refused', (assignment, code) => {
  expect(() => parseSettings([assignment], definitions)).toThrow(expect.objectContaining({ code }))
})
