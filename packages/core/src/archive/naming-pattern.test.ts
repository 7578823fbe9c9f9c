import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expandNamingPattern, parseNamingPattern, type NamingPatternRules } from './naming-pattern.ts'
import { unsafePathReason } from './safe-path.ts'

const rules: NamingPatternRules = {
  key: 'folderPattern',
  allowsFolders: true,
  variables: [{ name: 'course' }, { name: 'name' }],
}
const expand = (pattern: string, values: Record<string, string>) =>
  expandNamingPattern(parseNamingPattern(pattern, rules), values)

describe('parseNamingPattern', () => {
  it.each([
    ['${nme}', /no variable “\$\{nme\}”.*\$\{course\}, \$\{name\}/u],
    ['a ${name', /not closed/u],
    ['${}', /no variable/u],
    ['a//b', /name in it is empty/u],
    ['/a', /name in it is empty/u],
    ['../${name}', /cannot be “\.\.”/u],
    ['a:${name}', /cannot have “:”/u],
    ['a\\b', /cannot have/u],
    ['  ', /is empty/u],
  ])('refuses %j and names the setting', (pattern, reason) => {
    expect(() => parseNamingPattern(pattern, rules)).toThrow(
      expect.objectContaining({
        code: 'settings_invalid',
        message: expect.stringMatching(reason),
        details: { setting: 'folderPattern' },
      }),
    )
  })

  it('refuses folders where none are allowed', () => {
    expect(() => parseNamingPattern('a/b', { ...rules, allowsFolders: false })).toThrow(/must not have folders/u)
    expect(() => parseNamingPattern('', { ...rules, allowsFolders: false })).toThrow(/is empty/u)
  })
})

describe('expandNamingPattern', () => {
  it('fills in values', () => {
    expect(expand('${course}/${name} $5', { course: 'HIST101', name: 'Łukasz Ó' })).toBe('HIST101/Łukasz Ó $5')
    expect(expand('', {})).toBe('')
  })

  it('makes no folder from a value, and a name from nothing', () => {
    expect(expand('${course}/${name}', { course: '../..', name: 'a/b\\c' })).toBe('_._/a_b_c')
    expect(expand('${course}/${name}', { name: 'CON' })).toBe('_/_CON')
  })

  it('does not expand what a value says', () => {
    expect(expand('${name}', { name: '${course}', course: 'x' })).toBe('${course}')
  })

  it('is safe for any values', () => {
    const text = fc.string({ unit: 'binary', maxLength: 200 })
    fc.assert(
      fc.property(text, text, (course, name) => {
        const path = expand('${course}/x ${name}${course}', { course, name })
        expect(unsafePathReason(path)).toBeNull()
        expect(path.split('/')).toHaveLength(2)
        expect(path).not.toMatch(/(?:^|\/)[.-]/u)
      }),
    )
  })
})
