import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { conversionWords } from '../conversion-words.ts'
import { moodleDialect } from '../dialects/moodle-dialect.ts'
import type { Block, ReportDocument } from '../report-document.ts'
import { blockText } from '../report-text.ts'
import { renderReportHtml } from '../rendering/render-report-html.ts'
import type { ConversionContext } from './conversion-context.ts'
import { convertHtml } from './convert-html.ts'
import { attributeOf, elementsIn } from './html-nodes.ts'
import { parseHtml } from './parse-html.ts'

interface Asked {
  readonly images: string[]
  readonly files: string[]
  readonly notes: string[]
}

function contextThat(changes: Partial<ConversionContext> = {}): ConversionContext & { readonly asked: Asked } {
  const asked: Asked = { images: [], files: [], notes: [] }
  return {
    asked,
    words: conversionWords.en,
    dialect: moodleDialect,
    image: ({ address, alternative, width = 300, height = 200 }) => {
      asked.images.push(address)
      return address.includes('missing')
        ? undefined
        : { asset: 'a1', width, height, alternative: alternative || 'picture' }
    },
    file: ({ address }) => {
      asked.files.push(address)
      return undefined
    },
    note: (sentence) => asked.notes.push(sentence),
    ...changes,
  }
}

const convert = (html: string): readonly Block[] => convertHtml(html, contextThat())
const paragraph = (text: string): Block => ({ kind: 'paragraph', content: [{ kind: 'text', text }] })

function documentOf(blocks: readonly Block[]): ReportDocument {
  return {
    format: 1,
    title: 'Title',
    subtitle: '',
    language: 'en',
    author: '',
    keywords: [],
    date: '2026-01-01T00:00:00Z',
    footer: { left: '', right: '' },
    facts: [],
    sections: [{ number: '1', heading: 'Q', parts: [{ role: 'prompt', heading: '', blocks }] }],
    notes: [],
  }
}

describe('text', () => {
  test('white space collapses across elements and vanishes at the ends of a paragraph', () => {
    expect(convert('  <p>  one <span> two</span>\n <b></b> three </p>  ')).toEqual([paragraph('one two three')])
  })

  test('styles are flat however deep they are nested', () => {
    const [block] = convert(`<p>${'<b><i>'.repeat(40)}deep</p>`)
    expect(block).toEqual({
      kind: 'paragraph',
      content: [{ kind: 'text', text: 'deep', style: { bold: true, italic: true } }],
    })
  })

  test('a colour that would hide the text is dropped, one that means something stays', () => {
    expect(convert('<p style="color:#fff">hidden</p>')).toEqual([paragraph('hidden')])
    expect(convert('<p><span style="color: rgb(200, 0, 0)">red</span></p>')).toEqual([
      { kind: 'paragraph', content: [{ kind: 'text', text: 'red', style: { color: '#c80000' } }] },
    ])
  })

  test('only links of the web and of mail are kept', () => {
    expect(convert('<a href="javascript:alert(1)">a</a> <a href="data:text/html,x">b</a>')).toEqual([paragraph('a b')])
    const [block] = convert('<a href="https://example.org/x">c</a>')
    expect(block).toMatchObject({ content: [{ text: 'c', style: { link: 'https://example.org/x' } }] })
  })

  test('direction and language are kept where the source says them', () => {
    expect(convert('<p dir="rtl" lang="ar">مرحبا</p>')).toEqual([
      { kind: 'paragraph', direction: 'rtl', content: [{ kind: 'text', text: 'مرحبا', style: { language: 'ar' } }] },
    ])
  })

  test('what screen readers alone are told is not shown twice', () => {
    expect(convert('<p><span class="sr-only">Question 1</span> Text<span hidden>x</span></p>')).toEqual([
      paragraph('Text'),
    ])
  })
})

describe('blocks', () => {
  test('headings are renumbered so that no level is skipped', () => {
    const levels = convert('<h3>a</h3><h6>b</h6><h4>c</h4><h2>d</h2>').map(
      (block) => block.kind === 'heading' && block.level,
    )
    expect(levels).toEqual([1, 2, 2, 1])
  })

  test('lists nest, and are laid flat beyond the bound', () => {
    const [list] = convert('<ol start="3"><li>a<ul><li>b</li></ul></li></ol>')
    expect(list).toMatchObject({
      kind: 'list',
      ordered: true,
      start: 3,
      items: [[{ kind: 'paragraph' }, { kind: 'list' }]],
    })
    expect(JSON.stringify(convert('<ul><li>'.repeat(60) + 'x')).length).toBeLessThan(1500)
  })

  test.each([
    ['<ol type="a" start="3"><li>x</ol>', { start: 3, numbering: 'a' }, 'c. x'],
    ['<ol style="list-style-type: upper-roman;"><li>x</ol>', { start: 1, numbering: 'I' }, 'I. x'],
    ['<ol style="list-style: inside lower-latin"><li>x</ol>', { start: 1, numbering: 'a' }, 'a. x'],
    ['<ol type="1" style="list-style-type:constructor"><li>x</ol>', { start: 1 }, '1. x'],
  ])('lists keep their letters: %s', (html, numbering, said) => {
    const [list] = convert(html)
    expect(list).toEqual({ kind: 'list', ordered: true, ...numbering, items: [[paragraph('x')]] })
    expect(blockText(convert(html))).toBe(said)
  })

  test('a table whose columns run from right to left says so', () => {
    expect(convert('<div dir="rtl"><table><tr><td>a<td>b</table></div>')).toMatchObject([
      { kind: 'table', direction: 'rtl' },
    ])
  })

  test('tables keep spans, captions and header rows', () => {
    const [table] = convert(
      '<table><caption>People</caption><thead><tr><th>a<th>b</tr></thead><tr><td rowspan=2>1<td>2<tr><td>3</table>',
    )
    expect(table).toMatchObject({ kind: 'table', rows: 3, columns: 2, headerRows: 1, caption: [{ text: 'People' }] })
    expect(table?.kind === 'table' && table.cells.map((cell) => [cell.row, cell.column, cell.rowSpan])).toEqual([
      [0, 0, 1],
      [0, 1, 1],
      [1, 0, 2],
      [1, 1, 1],
      [2, 1, 1],
    ])
  })

  test('a table beyond bounds becomes lines, with a note', () => {
    const context = contextThat()
    const blocks = convertHtml(`<table><tr>${'<td>x'.repeat(80)}</tr></table>`, context)
    expect(blocks).toHaveLength(1)
    expect(context.asked.notes).toEqual([conversionWords.en.tableTooLarge])
  })

  test('an image alone is a figure, a small one in a sentence stays in it', () => {
    expect(convert('<p>See <img src="a.png" alt="map"></p>').map((block) => block.kind)).toEqual([
      'paragraph',
      'figure',
    ])
    expect(convert('<p>A <img src="a.png" width=20 height=20> B</p>')).toHaveLength(1)
    expect(convert('<img src="missing.png" alt="map">')).toEqual([
      { kind: 'placeholder', label: 'Image not available: map' },
    ])
  })

  test('sound, film and frames leave a placeholder', () => {
    const kinds = convert(
      '<audio src="https://m.example/a.mp3"></audio><video><source src="b.mp4"></video><iframe src="https://x.example/"></iframe>',
    )
    expect(kinds.map((block) => block.kind === 'placeholder' && block.label)).toEqual([
      'Audio: a.mp3',
      'Video: b.mp4',
      'Embedded content: https://x.example/',
    ])
  })

  test('of a film all files are kept: other formats, subtitles', () => {
    const file: NonNullable<ReturnType<ConversionContext['file']>> = {
      name: 'kept',
      path: 'attachments/kept',
      mediaType: 'video/mp4',
      sizeBytes: 1,
      sha256: null,
    }
    const context = contextThat({ file: ({ address }) => ({ ...file, name: address }) })
    const html =
      '<video title="Talk"><source src="a.mp4"><source src="a.webm"><source src="a.mp4"><track src="a.vtt"><track></video>'
    expect(convertHtml(html, context)).toEqual([
      { kind: 'placeholder', label: 'Video: Talk', file: { ...file, name: 'a.mp4' } },
      {
        kind: 'files',
        files: [
          { ...file, name: 'a.webm' },
          { ...file, name: 'a.vtt' },
        ],
      },
    ])
  })

  test('answer fields show what was entered, and the icon behind them how it came out', () => {
    expect(
      convert(
        '<input type="text" value="Paris" class="correct"><i class="icon fa-circle-check text-success" title="Right"></i>',
      ),
    ).toEqual([
      { kind: 'paragraph', content: [{ kind: 'gap', answer: 'Paris', outcome: { tone: 'correct', label: 'Right' } }] },
    ])
    expect(convert('<textarea class="qtype_essay_monospaced">\n  a\n\tb\n</textarea>')).toEqual([
      { kind: 'preformatted', text: '  a\n\tb', monospaced: true },
    ])
  })
})

describe('formulas', () => {
  test('TeX is read within what the filter marked, and only there', () => {
    expect(convert(String.raw`<span class="nolink">\(x<y\)</span> and \(z\)`)).toEqual([
      {
        kind: 'paragraph',
        content: [
          { kind: 'formula', formula: { notation: 'tex', source: 'x<y' } },
          { kind: 'text', text: String.raw` and \(z\)` },
        ],
      },
    ])
  })

  test.each([
    ['no filter', 'The books cost $$5 and $$6.'],
    ['no filter', String.raw`As [tex]x^2[/tex] and \[y\] show`],
    ['a class that others use too', '<span class="nolink">cost $$5 and $$6</span> more'],
    ['code', String.raw`<span class="filter_mathjaxloader_equation">write <code>\(x\)</code> for it</span>`],
  ])('what only looks like a formula stays text: %s', (_where, html) => {
    const [block] = convert(html)
    expect(JSON.stringify(block)).not.toContain('formula')
    expect(blockText(convert(html))).toBe(html.replaceAll(/<[^>]*>/g, ''))
  })

  test.each([
    [String.raw`\(x^2\)`, 'x^2', 'inline'],
    [String.raw`\[x^2\]`, 'x^2', 'display'],
    ['$$x^2$$', 'x^2', 'display'],
    ['[tex]x^2[/tex]', 'x^2', 'inline'],
    [String.raw`\(\ce{H2O}\)`, String.raw`\ce{H2O}`, 'inline'],
  ])('within what the filter marked, %s is a formula', (html, source, kind) => {
    const formula = { notation: 'tex', source }
    const inline = { kind: 'paragraph', content: [{ kind: 'formula', formula }] }
    expect(convert(`<span class="filter_mathjaxloader_equation">${html}</span>`)).toEqual([
      kind === 'display' ? { kind: 'formula', formula } : inline,
    ])
  })

  test.each([
    [
      'the TeX notation filter',
      '<span class="MathJax_Preview"><a href="https://m.example/filter/tex/displaytex.php?texexp=x" title="TeX"><img class="texrender" title="x^2" alt="x^2" src="https://m.example/filter/tex/pix.php/1.gif"></a></span><script type="math/tex">x^2</script>',
      { notation: 'tex', source: 'x^2' },
    ],
    [
      'MathType',
      '<img class="Wirisformula" alt="x" data-mathml="«math xmlns=¨http://www.w3.org/1998/Math/MathML¨»«mi»x«/mi»«mo»§#60;«/mo»«mn»2«/mn»«/math»" src="https://m.example/showimage.php?formula=1">',
      {
        notation: 'mathml',
        source: '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi><mo>&lt;</mo><mn>2</mn></math>',
      },
    ],
  ])('the picture of %s is the formula that it shows', (_maker, html, formula) => {
    expect(convert(html)).toEqual([{ kind: 'paragraph', content: [{ kind: 'formula', formula }] }])
  })

  test('MathML that is too long to be set is shown as its text, with a note', () => {
    const context = contextThat()
    const blocks = convertHtml(`<math>${'<mi>x</mi>'.repeat(8000)}</math>`, context)
    expect(blockText(blocks).length).toBeGreaterThan(7999)
    expect(context.asked.notes).toEqual([conversionWords.en.structureBeyondBounds])
  })

  test('display formulas stand on a line of their own', () => {
    const kinds = convert(
      '<span class="filter_mathjaxloader_equation"><p>a <span class="nolink">$$x^2$$</span> b</p></span>',
    )
    expect(kinds.map((block) => block.kind)).toEqual(['paragraph', 'formula', 'paragraph'])
  })

  test('MathML is written anew without anything that acts', () => {
    const [block] = convert(
      '<math><mi onclick="x()">a</mi><mtext><img src=x onerror=alert(1)>t</mtext><annotation-xml encoding="text/html"><script>1</script></annotation-xml></math>',
    )
    const source =
      block?.kind === 'paragraph' && block.content[0]?.kind === 'formula' ? block.content[0].formula.source : ''
    expect(source).toContain('<mi>a</mi>')
    expect(source).not.toMatch(/onclick|onerror|script|img/)
  })
})

const hostile = [
  '<script>alert(1)</script><p onclick="alert(1)">x</p>',
  '<svg><style><img src=x onerror=alert(1)></style></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<a href=" jav\tascript:alert(1)">x</a><form action=https://evil.example><button>go</button></form>',
  '<style>@import "https://evil.example/x.css"</style><link rel=stylesheet href=https://evil.example>',
  '<p style="background:url(https://evil.example/track)">x</p><base href=https://evil.example>',
  '<template><script>1</script></template><object data="https://evil.example/x.swf"><embed src=y></object>',
  '<meta http-equiv=refresh content="0;url=https://evil.example"><iframe srcdoc="<script>1</script>"></iframe>',
  '<plaintext><script>alert(1)</script>',
  '<select><option selected><script>1</script>x</select><textarea></textarea><img src=x onerror=alert(1)>',
]

/** Elements and attributes that may stand in a rendered report; everything else would be a leak. */
const allowed =
  /^(?:html|head|meta|title|style|body|main|header|h[1-6]|p|section|div|span|footer|ul|ol|li|strong|em|u|s|sub|sup|code|pre|a|br|hr|img|figure|figcaption|blockquote|table|thead|tbody|tr|th|td|caption|dl|dt|dd|math|m[a-z]+|none)$/
const allowedAttribute =
  /^(?:lang|charset|http-equiv|content|name|class|dir|style|href|rel|alt|src|width|height|scope|rowspan|colspan|start|type|aria-hidden|xmlns|math[a-z]+|display|displaystyle|stretchy)$/

function expectHarmless(html: string): void {
  for (const element of elementsIn(parseHtml(html).fragment, () => true)) {
    expect(element.tagName).toMatch(allowed)
    for (const { name } of element.attrs) expect(name).toMatch(allowedAttribute)
    expect(attributeOf(element, 'href') ?? 'https://').toMatch(/^(?:https?:|mailto:|\.\/)/)
    expect(attributeOf(element, 'src') ?? 'data:image/').toMatch(/^data:image\//)
    expect(attributeOf(element, 'style') ?? '').toMatch(/^(?:(?:color|background-color|left|top|width):[#\w.%]+;?)*$/)
  }
}

describe('hostile HTML', () => {
  test.each(hostile)('nothing acts that survives: %s', (html) => {
    expectHarmless(renderReportHtml(documentOf(convert(html)), new Map()))
  })

  test('nesting without end is shown as text, with a note, and in time', () => {
    for (const tag of ['<div>', '<b>', '<table><tr><td>', '<ul><li>', '<font color=red>', '<svg>']) {
      const context = contextThat()
      const blocks = convertHtml(`${tag.repeat(50_000)}the text`, context)
      expect(blockText(blocks)).toContain('the text')
      expect(context.asked.notes).toEqual([conversionWords.en.structureBeyondBounds])
    }
  })

  test('formatting that multiplies itself is stopped', () => {
    const openers = Array.from({ length: 400 }, (_, index) => `<b class="c${index}">`).join('')
    const context = contextThat()
    const blocks = convertHtml(`<p>${openers}${'<p>x'.repeat(5000)}`, context)
    expect(blockText(blocks)).toContain('x')
    expect(context.asked.notes).toHaveLength(1)
  })

  test('many unfinished formulas take linear time', () => {
    const html = `<span class="nolink">${String.raw`\(`.repeat(200_000)}</span>`
    expect(blockText(convert(html)).length).toBe(400_000)
  })

  test('no HTML makes it throw or leak, whatever it is made of', () => {
    const pieces = fc.constantFrom(
      '<p>',
      '</p>',
      '<b>',
      '</b>',
      '<table>',
      '<tr>',
      '<td rowspan=3>',
      '<th colspan=0>',
      '</table>',
      '<ul>',
      '<li>',
      '<svg>',
      '<math>',
      '<mi>',
      '</math>',
      '<script>',
      '</script>',
      '<img src=x alt=y>',
      '<a href="javascript:1">',
      '<select>',
      '<option selected>',
      '<textarea>',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '&#0;',
      '&amp',
      '\u0000',
      '\uD800',
      '<h4>',
      '<blockquote dir=rtl>',
      '<q>',
      '<pre>',
      '<span class="nolink">\\(',
      '\\)</span>',
      '$$',
      '<i class="icon text-success">',
      '<template>',
      '<frameset>',
      '<plaintext>',
      '<form>',
      '<input type=radio checked>',
      '<div style="color:red;text-align:right">',
      ' ',
      '\n',
      'word',
      '世界',
      'שלום',
    )
    const html = fc
      .array(fc.oneof(pieces, fc.string({ maxLength: 8 })), { maxLength: 60 })
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(html, (text) => {
        expectHarmless(renderReportHtml(documentOf(convert(text)), new Map()))
      }),
      { numRuns: 400 },
    )
  })

  test('plain words are never lost', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,9}$/), { minLength: 1, maxLength: 12 })
    const tags = fc.constantFrom(
      'p',
      'b',
      'li',
      'td',
      'h2',
      'blockquote',
      'span',
      'center',
      'dd',
      'font',
      'button',
      'x-y',
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(tags, words), { maxLength: 20 }), (parts) => {
        const html = parts.map(([tag, own]) => `<${tag}>${own.join(' ')}</${tag}>`).join('')
        const text = blockText(convert(html)).replaceAll(/[\s|\u2022-]+/g, '')
        expect(text).toBe(parts.map(([, own]) => own.join('')).join(''))
      }),
    )
  })
})
