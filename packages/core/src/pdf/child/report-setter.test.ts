import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Block } from '../../documents/report-document.ts'
import { fullPlan } from '../pool/child-protocol.ts'
import type { TypesetReport, TypesetRequest } from '../report-typesetter.ts'
import {
  asset,
  everyKindRequest,
  mapImage,
  paragraph,
  part,
  request,
  section,
  text,
} from '../testing/every-kind-document.ts'
import { textsInManyScripts } from '../testing/many-scripts.ts'
import { readPdf } from '../testing/read-pdf.ts'
import { ReportSetter } from './typeset-report.ts'

let workspace: string
let setter: ReportSetter

beforeAll(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'muniment-test-'))
  setter = new ReportSetter(workspace)
})
afterAll(() => rm(workspace, { recursive: true }))

function set(wanted: TypesetRequest): Promise<TypesetReport> {
  return setter.set({ request: wanted, plan: fullPlan })
}

function setBlocks(...blocks: readonly Block[]): Promise<TypesetReport> {
  return set(request([section('1', [part('answer', blocks, 'Answer')])]))
}

describe('a report of every kind', () => {
  test('is tagged, outlined, dated from the data, and holds its source', async () => {
    const report = await set(everyKindRequest)
    const pdf = await readPdf(report.pdf)
    expect(report.pages).toBe(pdf.pages)
    expect(pdf.marked).toBe(true)
    expect(pdf.language).toBe('en')
    expect(pdf.title).toBe('Midterm · Łukasz Żółciński · attempt 2')
    expect(pdf.displaysTitle).toBe(true)
    expect(pdf.created).toBe('2026-03-14T09:26:53.000Z')
    expect(pdf.outline).toContain('2 Multiple choice')
    expect(pdf.outline).toHaveLength(9)
    expect(pdf.attachments).toEqual([{ name: 'attempt.json', relationship: 'Source', text: '{"attempt":2}' }])
    expect(pdf.metadata).toContain('<pdfaid:part>3</pdfaid:part>')
    expect(pdf.metadata).toContain('<pdfuaid:part>1</pdfuaid:part>')
    for (const tag of ['H1', 'H2', 'H3', 'L', 'LI', 'Table', 'TH', 'TD', 'Figure', 'Formula', 'Link', 'Caption']) {
      expect(pdf.tags.get(tag) ?? 0, tag).toBeGreaterThan(0)
    }
    expect(pdf.alternatives).toContain('e^{i\\pi}+1=0')
    expect(pdf.alternatives).toContain('Map of the coast')
    expect(pdf.glyphs.shown).toBeGreaterThan(1000)
    expect(pdf.glyphs.missing).toBe(0)
  })

  test('is the same, byte for byte, the second time and from another compiler', async () => {
    const first = await set(everyKindRequest)
    const second = await set(everyKindRequest)
    const elsewhere = await new ReportSetter(workspace).set({ request: everyKindRequest, plan: fullPlan })
    expect(Buffer.compare(first.pdf, second.pdf)).toBe(0)
    expect(Buffer.compare(first.pdf, elsewhere.pdf)).toBe(0)
  })

  test('can be set on Letter and in German', async () => {
    const document = { ...everyKindRequest.document, language: 'de' }
    const pdf = await readPdf((await set({ ...everyKindRequest, document, paperSize: 'Letter' })).pdf)
    expect(pdf.language).toBe('de')
    expect(pdf.pageSize).toEqual({ width: 612, height: 792 })
    expect(pdf.outline).toContain('Zu diesem Bericht')
  })

  test('can be printed as plain text, section by section', async () => {
    const plain = everyKindRequest.document.sections.map((_, index) => index)
    const report = await setter.set({ request: everyKindRequest, plan: { leftOut: [], plain, plainFacts: true } })
    expect(report.notes).toContain('2 Multiple choice could not be set as designed and is printed as plain text.')
  })
})

test('an empty document is a report', async () => {
  const report = await set(request([], { title: '', subtitle: '', footer: { left: '', right: '' } }))
  expect(report.pages).toBe(1)
  expect(report.notes).toEqual([])
})

describe('hostile text', () => {
  test.each([
    ['template code', '#read("/etc/passwd") #eval("1+1") $x$ @cite `raw` [content] *a* _b_ <label> // /* \\ ~ -- "q"'],
    ['lone surrogates and NUL', 'a\ud800b\udfffc\u0000d\u0007\ufffe\u{10ffff}'],
    ['overrides of direction', '\u202egnp.exe\u202c \u2066x\u2069'],
    ['lonely marks', '\u0301\u0301\u0301 a\u0323\u0301\u0489 \u20e3 \ufe0f \u200d\u200d'],
    ['spaces of all kinds', '\u00a0\u2003\u3000\u1680\u2028\u2029\u180e\u061c|'],
    ['nothing but a space', ' '],
  ])('%s is printed, and sets nothing in motion', async (_name, hostile) => {
    const everywhere = request(
      [
        section(
          hostile,
          [
            part(
              'answer',
              [
                paragraph(
                  hostile,
                  text(hostile, { bold: true, italic: true, code: true, link: hostile, color: hostile }),
                ),
                { kind: 'preformatted', text: hostile, monospaced: true },
                { kind: 'preformatted', text: hostile, monospaced: false },
                { kind: 'placeholder', label: hostile },
                paragraph(
                  { kind: 'gap', answer: hostile },
                  { kind: 'formula', formula: { notation: 'tex', source: hostile } },
                ),
              ],
              hostile,
            ),
          ],
          { heading: hostile, mark: hostile, labels: [hostile] },
        ),
      ],
      {
        title: hostile,
        subtitle: hostile,
        author: hostile,
        keywords: [hostile],
        footer: { left: hostile, right: hostile },
      },
    )
    const report = await set(everywhere)
    expect(report.pages).toBeGreaterThan(0)
  })

  test('a word of 200,000 letters wraps', async () => {
    const report = await setBlocks(paragraph('x'.repeat(200_000)), {
      kind: 'preformatted',
      text: 'y'.repeat(9000),
      monospaced: true,
    })
    expect(report.pages).toBeGreaterThan(20)
  })

  test('what is not printable is named in a note', async () => {
    const report = await setBlocks(paragraph('\u{1f1e6}ก\ue000'))
    expect(report.notes.at(-1)).toContain('U+E000 (1×)')
  })
})

describe('structure that the compiler would refuse', () => {
  test('lists within lists within lists keep their words', async () => {
    let block: Block = paragraph('innermost')
    for (let level = 0; level < 400; level += 1) {
      const inner = [block]
      block =
        level % 2 === 0 ? { kind: 'list', ordered: false, start: 1, items: [inner] } : { kind: 'quote', content: inner }
    }
    const report = await setBlocks(block)
    expect(report.notes).toEqual(['Content nested very deeply is printed without its nesting.'])
  })

  test('wide tables, overlapping cells and spans over the border are set', async () => {
    const cells = Array.from({ length: 60 }, (_, column) => ({
      row: 0,
      column: column % 30,
      rowSpan: 5,
      columnSpan: 40,
      heading: true,
      content: [paragraph('Donaudampfschifffahrtsgesellschaft')],
    }))
    const report = await setBlocks({ kind: 'table', columns: 30, rows: 2, headerRows: 1, cells })
    expect(report.notes).toEqual(['A wide table is set in parts below each other, each with its first column.'])
  })

  test('a table of sixty columns is set in parts that can be read', async () => {
    const cells = Array.from({ length: 60 * 4 }, (_, index) => ({
      row: Math.floor(index / 60),
      column: index % 60,
      rowSpan: 1,
      columnSpan: 1,
      heading: index % 60 === 0,
      content: [paragraph(`value ${index}`)],
    }))
    const pdf = await readPdf((await setBlocks({ kind: 'table', columns: 60, rows: 4, headerRows: 1, cells })).pdf)
    expect(pdf.tags.get('Table')).toBe(5)
    expect(pdf.tags.get('Caption')).toBe(5)
    expect(pdf.pages).toBe(1)
  })

  test('headings never skip a level', async () => {
    const heading = (level: 1 | 2 | 3): Block => ({ kind: 'heading', level, content: [text(`level ${level}`)] })
    const pdf = await readPdf((await setBlocks(heading(3), heading(1), heading(3), heading(2))).pdf)
    expect(pdf.headings).toEqual(['H1', 'H2', 'H3', 'H4', 'H4', 'H5', 'H5'])
  })
})

describe('pictures', () => {
  async function withImage(bytes: Uint8Array): Promise<TypesetReport> {
    const [id, found] = asset(bytes, 'image/png', 10, 10)
    const image = { asset: id, width: 300, height: 200, alternative: 'The picture' }
    return set(
      request(
        [section('1', [part('answer', [{ kind: 'figure', image }, paragraph({ kind: 'image', image })])])],
        {},
        new Map([[id, found]]),
      ),
    )
  }

  test.each([
    ['nonsense', Buffer.from('not a picture'), 'could not be read'],
    [
      'a broken PNG',
      Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(200, 7)]),
      'could not be read',
    ],
    ['a broken SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><g></svg>'), 'could not be read'],
    [
      'an SVG that refers outside itself',
      Buffer.from(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd" width="9" height="9"/></svg>',
      ),
      'refers to something outside',
    ],
  ])('%s is told in a note', async (_name, bytes, words) => {
    const report = await withImage(bytes)
    expect(report.notes).toHaveLength(1)
    expect(report.notes[0]).toContain(words)
  })

  test('an SVG with texts in other typefaces is set in ours', async () => {
    expect((await withImage(Buffer.from(mapImage[1].bytes))).notes).toEqual([])
  })
})

describe('scripts beyond Latin', () => {
  const paragraphs = Object.entries(textsInManyScripts).map(([script, words]) => paragraph(text(`${script}: ${words}`)))

  test('are set without a missing glyph', async () => {
    const report = await setBlocks(...paragraphs)
    expect(report.notes).toEqual([])
    const { glyphs } = await readPdf(report.pdf)
    expect(glyphs.shown).toBeGreaterThan(Object.values(textsInManyScripts).join('').length / 2)
    expect(glyphs.missing).toBe(0)
  })
})
