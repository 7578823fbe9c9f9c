import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { comparePaths, formatBagInfo, formatManifestLine, parseBagInfo, parseManifestLine } from './bag-tag-files.ts'
import { toSortedJson } from './sorted-json.ts'

const sha256 = 'a'.repeat(64)

const byBytes = (one: string, two: string) => Buffer.compare(Buffer.from(one), Buffer.from(two))

describe('manifests', () => {
  it('percent-encode line ends and percent signs, and nothing else (RFC 8493, 2.1.3)', () => {
    expect(formatManifestLine({ sha256, path: 'data/100%\r\nü .txt' })).toBe(`${sha256}  data/100%25%0D%0Aü .txt\n`)
  })

  it('are read as they were written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (path) => {
        expect(parseManifestLine(formatManifestLine({ sha256, path }).slice(0, -1))).toEqual({ sha256, path })
      }),
    )
  })

  it('are read as they were written where a name has a line separator of Unicode', () => {
    const path = 'data/a\u2028b\u2029\u0085'
    expect(parseManifestLine(formatManifestLine({ sha256, path }).slice(0, -1))).toEqual({ sha256, path })
  })

  it.each(['', sha256, `${sha256} data/a`, `${sha256.toUpperCase()}  a`, `${sha256}  a%41`, `x${sha256}  a`])(
    'refuse %j',
    (line) => {
      expect(parseManifestLine(line)).toBeNull()
    },
  )

  it('are in the order of the bytes', () => {
    const paths = ['b', 'a', 'a/b', '\u{1F600}', '\uFFFD', 'é', 'Z']
    expect(paths.toSorted(comparePaths)).toEqual(paths.toSorted(byBytes))
  })
})

describe('bag-info.txt', () => {
  it('lets no value start a line, folds long ones at spaces, and is read back', () => {
    const long = 'a long value of many words '.repeat(10).trim()
    const text = formatBagInfo([
      ['External-Description', long],
      ['Contact', 'x\r\nPayload-Oxum: 0.0'],
      ['Url', `https://example.edu/${'x'.repeat(100)}`],
      ['Empty', ''],
    ])
    for (const line of text.split('\n')) if (!line.startsWith('Url')) expect(line.length).toBeLessThanOrEqual(79)
    expect(text).not.toMatch(/^Payload/mu)
    expect(parseBagInfo(text)).toEqual([
      ['External-Description', long],
      ['Contact', 'x Payload-Oxum: 0.0'],
      ['Url', `https://example.edu/${'x'.repeat(100)}`],
      ['Empty', ''],
    ])
  })

  it.each(['', 'a:b', 'a\nb', ' a'])('refuses the label %j', (label) => {
    expect(() => formatBagInfo([[label, 'x']])).toThrow(expect.objectContaining({ code: 'input_invalid' }))
  })

  it('is refused where a line is no field', () => {
    expect(parseBagInfo('  a\n')).toBeNull()
    expect(parseBagInfo('abc\n')).toBeNull()
  })
})

describe('toSortedJson', () => {
  it('sorts keys at every depth and keeps lists as they are', () => {
    expect(toSortedJson({ b: [{ z: 1, a: 2 }], a: null, c: undefined })).toBe('{"a":null,"b":[{"a":2,"z":1}]}')
    expect(toSortedJson(undefined)).toBe('null')
  })
})
