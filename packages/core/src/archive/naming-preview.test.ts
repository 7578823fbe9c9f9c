import { expect, it } from 'vitest'
import type { NamingPatternSetting } from '../driver/settings-definition.ts'
import { previewNamingPattern } from './naming-preview.ts'

const setting = (names: NamingPatternSetting['names'], allowsFolders = names === 'folder'): NamingPatternSetting => ({
  kind: 'naming-pattern',
  key: 'pattern',
  label: { en: 'Pattern' },
  group: { key: 'names', label: { en: 'Names' } },
  default: '${name}',
  names,
  allowsFolders,
  variables: [
    { name: 'name', label: { en: 'Name' }, example: 'Żółciński' },
    { name: 'idnumber', label: { en: 'Id number' }, example: '123', canBeEmpty: true },
    { name: 'long', label: { en: 'Long' }, example: 'Ringelnatz '.repeat(30) },
  ],
})
const kindsOf = (...args: Parameters<typeof previewNamingPattern>) =>
  previewNamingPattern(...args).problems.map(({ kind }) => kind)

it('gives the name that the examples make', () => {
  expect(previewNamingPattern(setting('file'), '${name} ${idnumber}')).toEqual({
    example: 'Żółciński 123',
    problems: [],
  })
  expect(previewNamingPattern(setting('archive'), 'Exam ${name}').example).toBe('Exam Żółciński.zip')
  expect(previewNamingPattern(setting('folder'), '${name}/${idnumber} x').example).toBe('Żółciński/123 x')
  expect(previewNamingPattern(setting('folder'), '')).toEqual({ example: '', problems: [] })
})

it.each([
  ['${nme}', 'invalid'],
  ['a:${name}', 'invalid'],
  ['', 'invalid'],
  ['NUL', 'reserved'],
  ['${long}', 'shortened'],
  ['${idnumber}', 'maybe-empty'],
  ['\u200D', 'empty'],
])('%j: %s', (pattern, kind) => {
  expect(kindsOf(setting('file'), pattern)).toEqual([kind])
})

it('cuts a name as the archive does', () => {
  const { example } = previewNamingPattern(setting('archive'), '${long}')
  expect(example).toMatch(/^Ringelnatz .*~[0-9a-f]{8}\.zip$/u)
  expect(Buffer.byteLength(example ?? '')).toBeLessThanOrEqual(84)
  expect(kindsOf(setting('folder'), '${name}/a ${long}/b ${long}')).toEqual(['shortened'])
})
