import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inspectCopy } from '../../archive/contents/inspector/inspect-copy.ts'
import { FormulaRenderer } from '../../pdf/formulas/formula-renderer.ts'
import {
  asset,
  everyKindRequest,
  paragraph,
  part,
  request,
  section,
  text,
} from '../../pdf/testing/every-kind-document.ts'
import { formulaKey, type FormulaDrawing, type FormulaDrawings } from '../formula-drawings.ts'
import { attributeOf, classesOf, elementsIn, firstElement, textOf } from '../html/html-nodes.ts'
import { parseHtml } from '../html/parse-html.ts'
import type { Block, Formula, PlacementBlock, ReportDocument } from '../report-document.ts'
import { reportText } from '../report-text.ts'
import { renderReportHtml } from './render-report-html.ts'

const renderer = new FormulaRenderer()

async function draw(formula: Formula, display = false): Promise<FormulaDrawings> {
  return new Map([[formulaKey(formula, display), await renderer.draw(formula, display)]])
}

const documentOf = (...blocks: readonly Block[]): ReportDocument =>
  request([section('1', [part('answer', blocks)])]).document

const render = (...blocks: readonly Block[]): string => renderReportHtml(documentOf(...blocks), new Map())

const bodyOf = (html: string): string => html.slice(html.indexOf('<main>'))

/** How often each word with a letter in it occurs. */
function countWords(words: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const word of words.match(/[\p{L}\p{M}\p{N}]*\p{L}[\p{L}\p{M}\p{N}]*/gu) ?? []) {
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return counts
}

/** What a reader of the page finds in it: its text, and the descriptions of its pictures. */
function wordsOnPage(html: string): Map<string, number> {
  const { fragment } = parseHtml(bodyOf(html))
  const alternatives = [...elementsIn(fragment, ({ tagName }) => tagName === 'img')].map((image) =>
    attributeOf(image, 'alt'),
  )
  const spaced = bodyOf(html).replaceAll(/<(?!\/?su[bp]>)/g, ' <')
  return countWords([textOf(parseHtml(spaced).fragment), ...alternatives].join(' '))
}

function missingWords(document: ReportDocument, html: string): readonly string[] {
  const shown = wordsOnPage(html)
  const said = reportText(document).replaceAll('[x]', '')
  return [...countWords(said)].flatMap(([word, times]) =>
    (shown.get(word) ?? 0) < times ? [`${word} ${shown.get(word) ?? 0}/${times}`] : [],
  )
}

describe('the copy says all that the report says, and does nothing', () => {
  test('with every kind of block', () => {
    const { document, assets } = everyKindRequest
    const html = renderReportHtml(document, assets)
    expect(missingWords(document, html)).toEqual([])
    expect(inspectCopy(Buffer.from(html))).toEqual([])
  })

  test('whatever the report is made of', () => {
    fc.assert(
      fc.property(fc.array(anyBlock, { maxLength: 6 }), (blocks) => {
        const document = documentOf(...blocks)
        const html = renderReportHtml(document, everyKindRequest.assets)
        expect(missingWords(document, html)).toEqual([])
        expect(inspectCopy(Buffer.from(html))).toEqual([])
      }),
      { numRuns: 200 },
    )
  })
})

const words = fc.oneof(
  fc.stringMatching(/^[a-zäöß]{1,9}( [a-z]{1,9}){0,4}$/),
  fc.constantFrom('<script>alert(1)</script>', '" onload="x', '&amp;', 'שלום עולם', '世界', '\u0000\uD800', '</style>'),
)
const inlines = fc
  .array(
    fc.oneof(
      words.map((word) => text(word)),
      words.map((word) =>
        text(word, { bold: true, color: '#a00000', link: 'javascript:alert(1)', language: 'x" a="' }),
      ),
      fc.constant({ kind: 'line-break' } as const),
      words.map((answer) => ({ kind: 'gap', answer }) as const),
      words.map((label) => ({ kind: 'outcome', tone: 'partial', label }) as const),
      words.map((source) => ({ kind: 'formula', formula: { notation: 'tex', source } }) as const),
      words.map(
        (alternative) => ({ kind: 'image', image: { asset: 'gone', width: 9, height: 9, alternative } }) as const,
      ),
    ),
    { maxLength: 4 },
  )
  // Words of neighbours must stay apart, so that they can be counted.
  .map((some) => some.flatMap((inline) => [inline, text(' ')]))
const position = fc.oneof(fc.integer({ min: -50, max: 900 }), fc.constantFrom(Number.NaN, Infinity, 1e300))
const { block: anyBlock } = fc.letrec<{ block: Block; blocks: readonly Block[] }>((tie) => ({
  blocks: fc.array(tie('block'), { maxLength: 3 }),
  block: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    inlines.map((content): Block => ({ kind: 'paragraph', content })),
    fc.tuple(fc.constantFrom(1, 2, 3), inlines).map(([level, content]): Block => ({ kind: 'heading', level, content })),
    words.map((word): Block => ({ kind: 'preformatted', text: word, monospaced: true })),
    fc.tuple(position, position, words).map(([x, y, label]): Block => placementOf({ x, y, label, shape: 'marker' })),
    words.map((label): Block => ({ kind: 'placeholder', label, file: { ...file, name: label } })),
    fc
      .array(tie('blocks'), { maxLength: 3 })
      .map((items): Block => ({ kind: 'list', ordered: items.length > 1, start: 1, items })),
    tie('blocks').map((content): Block => ({ kind: 'quote', content })),
    fc.tuple(tie('blocks'), words).map(([content, label]): Block => {
      const choice = { label, chosen: true, content, feedback: content }
      return { kind: 'choices', multiple: true, choices: [choice] }
    }),
    fc
      .tuple(tie('blocks'), tie('blocks'))
      .map(([prompt, answer]): Block => ({ kind: 'matches', pairs: [{ prompt, answer }] })),
    tie('blocks').map((content): Block => {
      const cell = { row: 0, column: 0, rowSpan: 1, columnSpan: 1, heading: true, content }
      return { kind: 'table', columns: 1, rows: 1, headerRows: 1, cells: [cell] }
    }),
  ),
}))
const file = { path: '../../evil.txt', mediaType: 'text/plain', sizeBytes: 3, sha256: 'abc' }

function placementOf(...placed: PlacementBlock['placed']): PlacementBlock {
  return { kind: 'placement', background: { asset: 'gone', width: 400, height: 200, alternative: 'map' }, placed }
}

describe('formulas', () => {
  const tex: Formula = { notation: 'tex', source: String.raw`\frac{a}{b}` }

  test('are drawn, and found by their source', async () => {
    const document = documentOf(paragraph({ kind: 'formula', formula: tex }))
    const html = renderReportHtml(document, new Map(), await draw(tex))
    expect(html).toContain('<path')
    expect(html).toContain(String.raw`<span class="source">\frac{a}{b}</span>`)
    expect(missingWords(document, html)).toEqual([])
    expect(inspectCopy(Buffer.from(html))).toEqual([])
  })

  test('that cannot be drawn are printed as code, with a note', async () => {
    const broken: Formula = { notation: 'tex', source: String.raw`\frac{` }
    const document = documentOf({ kind: 'formula', formula: broken })
    const html = renderReportHtml(document, new Map(), await draw(broken, true))
    expect(html).toContain(String.raw`<code class="formula display" dir="ltr">\frac{</code>`)
    expect(html).toContain('A formula could not be drawn')
  })

  test('in MathML are left to the browser', () => {
    const source = '<math><mi onclick="1">a</mi></math>'
    expect(render({ kind: 'formula', formula: { notation: 'mathml', source } })).toMatch(/<math[^>]*><mi>a<\/mi>/)
  })

  test.each([
    '<svg viewBox="0 0 1 1"><script>1</script></svg>',
    '<svg viewBox="0 0 1 1"><image href="https://example.edu/a.png"/></svg>',
    '<svg viewBox="0 0 1 1"><g><foreignObject><p>x</p></foreignObject></g></svg>',
    '<svg viewBox="0 0 1 1"><text>x</text></svg>',
    '<svg viewBox="1 onload"><path d="M0 0"/></svg>',
    '<p>x</p>',
  ])('a drawing that is more than a drawing is not shown: %s', (svg) => {
    const drawing: FormulaDrawing = { svg, width: 10, height: 10, depth: 0 }
    const html = renderReportHtml(
      documentOf(paragraph({ kind: 'formula', formula: tex })),
      new Map(),
      new Map([[formulaKey(tex, false), drawing]]),
    )
    expect(html).toContain(String.raw`<code class="formula" dir="ltr">\frac{a}{b}</code>`)
    expect(bodyOf(html)).not.toContain('<svg')
  })

  test('of a drawing, only what is known to be still is kept', () => {
    const svg = '<svg viewBox="0 0 1 1"><path d="M0 0" onclick="1" fill="url(#a)" style="x" stroke="red"/></svg>'
    const html = renderReportHtml(
      documentOf(paragraph({ kind: 'formula', formula: tex })),
      new Map(),
      new Map([[formulaKey(tex, false), { svg, width: 10, height: 10, depth: 0 }]]),
    )
    expect(html).toContain('<path d="M0 0" stroke="red"></path>')
  })
})

describe('placements', () => {
  test('borders of drop zones are drawn behind what was placed, in pixels of the picture', () => {
    const circle = { shape: 'circle', centre: { x: 50, y: 60 }, radius: 30 } as const
    const corner = { x: 10.5, y: 20 }
    const html = render(
      placementOf(
        { x: 40, y: 50, label: 'Rome', shape: 'marker', zone: 'circle', outline: circle },
        {
          x: 1,
          y: 2,
          label: 'Veii',
          shape: 'item',
          outline: { shape: 'polygon', corners: [corner, { x: Number.NaN, y: 1e9 }] },
        },
      ),
    )
    const zones = firstElement(parseHtml(html).fragment, (element) => classesOf(element).includes('zones'))
    expect(zones && attributeOf(zones, 'viewBox')).toBe('0 0 400 200')
    expect(html).toContain('<circle cx="50" cy="60" r="30"/>')
    expect(html).toContain('<polygon points="10.5,20 0,100000"/>')
    expect(html.indexOf('class="zones"')).toBeLessThan(html.indexOf('class="thing'))
  })

  test('without borders nothing is drawn for them', () => {
    expect(bodyOf(render(placementOf({ x: 40, y: 50, label: 'Rome', shape: 'item' })))).not.toContain('<svg')
  })

  test('a label near the right border stands on the left of its pin', () => {
    expect(render(placementOf({ x: 390, y: 50, label: 'Rome', shape: 'marker' }))).toMatch(
      /class="thing marker turned" style="right:2.5%;top:25%;max-width:97.5%"/,
    )
  })

  test('a picture that was placed is as large as the background says', () => {
    const [id, dot] = asset(Buffer.from('x'), 'image/png', 100, 50)
    const image = { asset: id, width: 100, height: 50, alternative: 'dot' }
    const block = placementOf({ x: 40, y: 50, label: 'dot', shape: 'item', image })
    expect(renderReportHtml(documentOf(block), new Map([[id, dot]]))).toContain('left:10%;top:25%;width:25%')
  })
})

describe('nothing is hidden or turned round', () => {
  test.each([
    [{ color: '#ffffff' }, false],
    [{ color: '#1b2228', background: '#000000' }, false],
    [{ color: '#ffffff', background: '#800000' }, true],
    [{ color: '#a8232b' }, true],
  ])('words in the colours %j', (style, shown) => {
    expect(render(paragraph(text('words', style))).includes('class="tinted"')).toBe(shown)
  })

  test('characters that override the direction are shown as their codes', () => {
    expect(render(paragraph('pay \u202e001\u202c'))).toContain('pay ⟦U+202E⟧001')
  })
})

describe('structure', () => {
  test('no level of heading is skipped', () => {
    const heading = (level: 1 | 2 | 3): Block => ({ kind: 'heading', level, content: [text('x')] })
    const { document } = request([
      section('1', [part('prompt', [heading(2), heading(3)]), part('answer', [heading(3), heading(1)], 'Answer')]),
    ])
    const html = renderReportHtml(document, new Map())
    const levels = [...html.matchAll(/<h([1-6])/g)].map((found) => Number(found[1]))
    expect(levels).toEqual([1, 2, 3, 4, 3, 4, 4])
  })

  test('lists and quotes from right to left have their marks on the right', () => {
    const items = [[paragraph('שלום')], [paragraph('b')]]
    expect(render({ kind: 'list', ordered: true, start: 2, items })).toContain('<ol start="2" dir="rtl">')
    expect(render({ kind: 'quote', content: [paragraph('مرحبا')] })).toContain('<blockquote dir="rtl">')
    expect(render({ kind: 'quote', content: [paragraph('Hello שלום')] })).toContain('<blockquote dir="ltr">')
  })

  test('a picture that browsers do not show is named, with a note', () => {
    const [id, tiff] = asset(Buffer.from('x'), 'image/tiff', 10, 10)
    const image = { asset: id, width: 10, height: 10, alternative: 'scan' }
    const html = renderReportHtml(documentOf({ kind: 'figure', image }), new Map([[id, tiff]]))
    expect(html).toContain('<span class="placeholder">scan</span>')
    expect(html).toContain('A picture of a kind that browsers do not show is in the PDF: scan')
  })
})
