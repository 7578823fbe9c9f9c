import * as fc from 'fast-check'
import type {
  Block,
  ImageReference,
  Inline,
  OutcomeTone,
  PlacedThing,
  ReportAssets,
  ReportDocument,
  ReportPart,
  ReportPartRole,
  ReportSection,
  TableCell,
  TextStyle,
} from '../../documents/report-document.ts'
import { asset, dotImage, mapImage } from './every-kind-document.ts'
import { textsInManyScripts } from './many-scripts.ts'

const truncatedImage = asset(dotImage[1].bytes.slice(0, 60), 'image/png', 2, 1)
/** The pictures that {@link randomDocument} names; it names one more that is not among them. */
export const randomAssets: ReportAssets = new Map([mapImage, dotImage, truncatedImage])
const assetNames = [...randomAssets.keys(), 'gone']

const awkward = [
  ...Object.values(textsInManyScripts),
  'كتب الطالب هذا الجواب',
  'התשובה של התלמיד',
  '世界历史',
  '👩‍👩‍👧🏽 🇩🇪 ☎️',
  'e\u0301a\u0323\u0301',
  '\u202eoverride\u202c',
  '\ud800\u0000\u0007\ufffe',
  '#read("x") $x$ @cite *a* _b_ <label> // /* \\',
  '\u00a0\u2003\u3000\u200b\u2028',
  'a\tb\r\nc\n\n\nd',
  '',
]
const word = fc.stringMatching(/^[a-z]{5,12}$/u)
const longWord = fc.stringMatching(/^[a-z]{60,400}$/u)
const words = fc
  .array(fc.oneof({ weight: 12, arbitrary: word }, { weight: 1, arbitrary: longWord }), { minLength: 1, maxLength: 12 })
  // With spaces around, so that words of neighbouring texts do not run together.
  .map((list) => ` ${list.join(' ')} `)
const text = fc.oneof({ weight: 5, arbitrary: words }, { weight: 1, arbitrary: fc.constantFrom(...awkward) })
const size = fc.oneof(fc.integer({ min: 0, max: 900 }), fc.constantFrom(1, 5000, 20_000))
const color = fc.constantFrom('#000000', '#ffffff', '#fff59d', '#a8232b', 'red', '')
const tone = fc.constantFrom<OutcomeTone>('correct', 'partial', 'incorrect', 'unanswered', 'pending', 'neutral')
const outcome = fc.record({ tone, label: text })
const flag = fc.constant(true)

const style: fc.Arbitrary<TextStyle> = fc.record(
  {
    bold: flag,
    italic: flag,
    underline: flag,
    strikethrough: flag,
    subscript: flag,
    superscript: flag,
    code: flag,
    color,
    background: color,
    link: fc.constantFrom('https://example.org/a?b=c', 'mailto:a@example.org', 'javascript:1', 'no address'),
    language: fc.constantFrom('de', 'zh-Hant', 'x', 'tlh'),
    direction: fc.constantFrom('ltr', 'rtl'),
  },
  { requiredKeys: [] },
)

const image: fc.Arbitrary<ImageReference> = fc.record({
  asset: fc.constantFrom(...assetNames),
  width: size,
  height: size,
  alternative: words,
})

const formula = fc.oneof(
  word.map((name) => ({ notation: 'tex', source: `\\frac{1}{\\text{${name}}}` }) as const),
  word.map((name) => ({ notation: 'tex', source: `\\def\\x{${name}} \\begin{x} {{` }) as const),
  word.map((name) => ({ notation: 'mathml', source: `<math><mi>${name}</mi></math>` }) as const),
)

const inline: fc.Arbitrary<Inline> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('text'), text }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('text'), text, style }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'line-break' } as const) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('image'), image }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('formula'), formula }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('outcome'), tone, label: text }) },
  {
    weight: 2,
    arbitrary: fc.record(
      {
        kind: fc.constant('gap'),
        answer: text,
        outcome,
        box: fc.constantFrom('radio', 'checkbox'),
        checked: fc.boolean(),
      },
      { requiredKeys: ['kind', 'answer'] },
    ),
  },
)
const inlines = fc.array(inline, { maxLength: 6 })

const file = fc.record({
  name: words,
  path: fc.option(word.map((name) => `attachments/${name}.pdf`)),
  mediaType: fc.constant('application/pdf'),
  sizeBytes: fc.nat(),
  sha256: fc.option(fc.constant('ab'.repeat(32))),
})

const point = fc.record({ x: fc.integer({ min: -900, max: 9000 }), y: fc.double() })
const placed: fc.Arbitrary<PlacedThing> = fc.record(
  {
    x: fc.double(),
    y: fc.integer({ min: -900, max: 900 }),
    label: text,
    image,
    zone: text,
    shape: fc.constantFrom('item', 'marker'),
    outline: fc.oneof(
      fc.record({ shape: fc.constant('circle'), centre: point, radius: fc.double() }),
      fc.record({ shape: fc.constant('polygon'), corners: fc.array(point, { maxLength: 6 }) }),
    ),
  },
  { requiredKeys: ['x', 'y', 'label', 'shape'] },
)

const leaves: readonly fc.Arbitrary<Block>[] = [
  fc.record(
    {
      kind: fc.constant('paragraph'),
      content: inlines,
      alignment: fc.constantFrom('start', 'center', 'end'),
      direction: fc.constantFrom('ltr', 'rtl'),
    },
    { requiredKeys: ['kind', 'content'] },
  ),
  fc.record({ kind: fc.constant('heading'), level: fc.constantFrom(1, 2, 3), content: inlines }),
  fc.record({ kind: fc.constant('preformatted'), text, monospaced: fc.boolean() }),
  fc.record({ kind: fc.constant('figure'), image, caption: inlines }, { requiredKeys: ['kind', 'image'] }),
  fc.record({ kind: fc.constant('formula'), formula }),
  fc.record({ kind: fc.constant('placement'), background: image, placed: fc.array(placed, { maxLength: 4 }) }),
  fc.record({ kind: fc.constant('files'), files: fc.array(file, { maxLength: 3 }) }),
  fc.record({ kind: fc.constant('placeholder'), label: text, file }, { requiredKeys: ['kind', 'label'] }),
  fc.constant({ kind: 'rule' }),
]

/** Cells may overlap, lie outside the table and span beyond it. */
function tableOf(content: fc.Arbitrary<readonly Block[]>): fc.Arbitrary<Block> {
  const count = fc.integer({ min: 0, max: 5 })
  const cell: fc.Arbitrary<TableCell> = fc.record({
    row: count,
    column: count,
    rowSpan: fc.integer({ min: 0, max: 4 }),
    columnSpan: fc.integer({ min: 0, max: 4 }),
    heading: fc.boolean(),
    content,
  })
  return fc.record(
    {
      kind: fc.constant('table'),
      columns: count,
      rows: count,
      headerRows: fc.integer({ min: 0, max: 6 }),
      caption: inlines,
      cells: fc.array(cell, { maxLength: 8 }),
      dense: fc.boolean(),
    },
    { requiredKeys: ['kind', 'columns', 'rows', 'headerRows', 'cells'] },
  )
}

const { blocks } = fc.letrec<{ blocks: readonly Block[]; block: Block }>((tie) => {
  const several = tie('blocks')
  const choice = fc.record(
    { label: text, chosen: fc.boolean(), content: several, outcome, feedback: several },
    { requiredKeys: ['label', 'chosen', 'content', 'feedback'] },
  )
  const pair = fc.record({ prompt: several, answer: several, outcome }, { requiredKeys: ['prompt', 'answer'] })
  return {
    blocks: fc.array(tie('block'), { maxLength: 3, depthIdentifier: 'report' }),
    block: fc.oneof(
      { depthIdentifier: 'report', maxDepth: 6, withCrossShrink: true },
      ...leaves,
      fc.record({
        kind: fc.constant('list'),
        ordered: fc.boolean(),
        start: fc.integer({ min: -2, max: 99 }),
        items: fc.array(several, { maxLength: 3 }),
      }),
      fc.record({ kind: fc.constant('quote'), content: several }),
      fc.record({ kind: fc.constant('choices'), multiple: fc.boolean(), choices: fc.array(choice, { maxLength: 3 }) }),
      fc.record({ kind: fc.constant('matches'), pairs: fc.array(pair, { maxLength: 3 }) }),
      tableOf(several),
    ),
  }
})

const role = fc.constantFrom<ReportPartRole>(
  'prompt',
  'answer',
  'specific-feedback',
  'general-feedback',
  'right-answer',
  'comment',
  'history',
  'attachments',
  'other',
)
const part: fc.Arbitrary<ReportPart> = fc.record({ role, heading: text, blocks })
const section: fc.Arbitrary<ReportSection> = fc.record(
  {
    startsPage: text,
    number: fc.constantFrom('', '1', '12b', 'i'),
    heading: text,
    outcome,
    mark: text,
    labels: fc.array(text, { maxLength: 2 }),
    parts: fc.array(part, { maxLength: 2 }),
  },
  { requiredKeys: ['number', 'heading', 'parts'] },
)

/** Any report document, likely or not; its pictures are {@link randomAssets}. */
export const randomDocument: fc.Arbitrary<ReportDocument> = fc.record({
  format: fc.constant(1),
  title: text,
  subtitle: text,
  language: fc.constantFrom('en', 'de'),
  author: text,
  keywords: fc.array(text, { maxLength: 3 }),
  date: fc.constant('2026-03-14T09:26:53Z'),
  footer: fc.record({ left: text, right: text }),
  facts: fc.array(fc.record({ label: text, value: inlines, emphasis: fc.boolean() }), { maxLength: 3 }),
  sections: fc.array(section, { maxLength: 3 }),
  notes: fc.array(text, { maxLength: 3 }),
})
