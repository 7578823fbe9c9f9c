import { expect, test } from 'vitest'
import type { SettingsDefinition } from '../driver/settings-definition.ts'
import { maskSettings } from './mask-settings.ts'

const group = { key: 'all', label: { en: 'All' } }
const definitions: readonly SettingsDefinition[] = [
  { kind: 'boolean', key: 'htmlCopy', label: { en: 'Copy' }, group, default: false },
  { kind: 'text', key: 'watermark', label: { en: 'Watermark' }, group, default: '', maximumLength: 100 },
  {
    kind: 'text',
    key: 'timeZone',
    label: { en: 'Zone' },
    group,
    default: 'UTC',
    maximumLength: 100,
    format: 'time-zone',
  },
  {
    kind: 'naming-pattern',
    key: 'filePattern',
    label: { en: 'File' },
    group,
    default: '',
    names: 'file',
    allowsFolders: false,
    variables: [],
  },
  {
    kind: 'scope',
    key: 'scope',
    label: { en: 'Scope' },
    group,
    default: { mode: 'all' },
    modes: [{ value: 'users', label: { en: 'Users' }, picks: 'users' }],
  },
]

test('settings keep what comes from closed lists, and nothing that a person wrote or people were chosen by', () => {
  const settings = {
    htmlCopy: true,
    watermark: 'Exam of Ada Lovelace',
    timeZone: 'Europe/Zurich',
    filePattern: 'Dr. Lovelace ${lastname}-${firstname}',
    scope: { mode: 'users', ids: [4711, 4712] },
    unknown: 'Lovelace',
  }
  expect(maskSettings(definitions, settings)).toEqual({
    htmlCopy: true,
    watermark: '20 characters',
    timeZone: 'Europe/Zurich',
    filePattern: '${lastname} ${firstname}',
    scope: 'users (2)',
  })
})
