import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  assertSafePath,
  longestNameBytes,
  pathKey,
  splitExtension,
  toSafeName,
  toSafePath,
  unsafePathReason,
  withSuffix,
} from './safe-path.ts'

/** Text as hostile as it comes: any code unit, and a good share of what file systems trip over. */
const hostileText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '..',
        '.',
        '/',
        '\\',
        'CON',
        'com¹',
        'nul.txt',
        ' ',
        '\u202E',
        '\uD800',
        '%',
        '"',
        ':',
        '\0',
        '👩‍👩‍👧',
        'é',
        'e\u0301',
      ),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''))

describe('toSafeName', () => {
  it.each([
    ['Prüfung: Teil 1/2', 'Prüfung_ Teil 1_2'],
    ['CON', '_CON'],
    ['con.txt', '_con.txt'],
    ['COM¹', '_COM¹'],
    ['Console', 'Console'],
    ['aux .pdf', '_aux .pdf'],
    ['..', '_'],
    ['  name.. ', 'name'],
    ['', '_'],
    ['a\u202Efdp.exe', 'afdp.exe'],
    ['line\r\nbreak\ttab', 'line break tab'],
    ['Cafe\u0301', 'Café'],
    ['.htaccess', '.htaccess'],
    ['100%', '100_'],
    ['\uD800broken', '\uFFFDbroken'],
    ['张伟 👩‍👩‍👧', '张伟 👩‍👩‍👧'],
  ])('makes %j into %j', (name, safe) => {
    expect(toSafeName(name)).toBe(safe)
  })

  it('gives safe names of bounded length for anything, and leaves safe ones as they are', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const name = toSafeName(text)
        expect(unsafePathReason(name)).toBeNull()
        expect(name).not.toContain('/')
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(longestNameBytes)
        expect(toSafeName(name)).toBe(name)
        expect(name.normalize('NFC')).toBe(name)
      }),
    )
  })

  it('keeps the extension of a long name, cuts between graphemes and tells equal beginnings apart', () => {
    const family = '👩‍👩‍👧'
    const one = toSafeName(`${family.repeat(30)}1.pdf`)
    const two = toSafeName(`${family.repeat(30)}2.pdf`)
    expect(one).toMatch(/~[0-9a-f]{8}\.pdf$/u)
    expect(one).not.toBe(two)
    expect(one.split('~')[0]).toBe(family.repeat(5))
  })
})

describe('toSafePath', () => {
  it('keeps folders and never leaves them', () => {
    expect(toSafePath('a/../b/./c')).toBe('a/_/b/_/c')
    expect(toSafePath('/etc//passwd')).toBe('_/etc/_/passwd')
  })

  it('gives safe paths for anything', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(unsafePathReason(toSafePath(text))).toBeNull()
      }),
    )
  })
})

describe('assertSafePath', () => {
  it.each([
    '',
    '/a',
    'C:/a',
    'a/../b',
    './a',
    'a//b',
    'a\\b',
    'a.',
    'a ',
    'nul',
    'x/LPT1.txt',
    'ü'.repeat(128),
    'a\0b',
    'a\u202Eb',
  ])('refuses %j', (path) => {
    expect(() => assertSafePath(path)).toThrow(expect.objectContaining({ code: 'path_unsafe' }))
  })

  it('accepts ordinary paths', () => {
    for (const path of ['a', 'data/Żółć Łukasz/attempt 2.pdf', '.hidden', '100%.txt']) assertSafePath(path)
  })
})

describe('pathKey', () => {
  it.each([
    ['Straße', 'STRASSE'],
    ['Café', 'CAFE\u0301'],
    ['ΟΔΟΣ', 'οδος'],
    ['ﬁle', 'FILE'],
    ['\u212A', 'k'],
    ['ẞ', 'ss'],
  ])('levels %s and %s', (one, two) => {
    expect(pathKey(one)).toBe(pathKey(two))
  })
})

describe('withSuffix', () => {
  it('goes before the extension', () => {
    expect(withSuffix('a.b/report.pdf', 2)).toBe('a.b/report (2).pdf')
    expect(withSuffix('a.b/report', 3)).toBe('a.b/report (3)')
    expect(withSuffix('.hidden', 2)).toBe('.hidden (2)')
    expect(splitExtension('a/b.tar.gz')).toEqual({ stem: 'a/b.tar', extension: '.gz' })
  })
})
