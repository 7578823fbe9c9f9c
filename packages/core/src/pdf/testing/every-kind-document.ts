import { createHash } from 'node:crypto'
import type {
  Block,
  Inline,
  ReportAsset,
  ReportAssets,
  ReportDocument,
  ReportPart,
  ReportSection,
} from '../../documents/report-document.ts'
import type { TypesetRequest } from '../report-typesetter.ts'

/** A run of text. */
export function text(words: string, style?: Extract<Inline, { kind: 'text' }>['style']): Inline {
  return style === undefined ? { kind: 'text', text: words } : { kind: 'text', text: words, style }
}

/** A paragraph of words or of inlines. */
export function paragraph(...content: readonly (string | Inline)[]): Block {
  return { kind: 'paragraph', content: content.map((part) => (typeof part === 'string' ? text(part) : part)) }
}

/** An asset under the hash of its bytes. */
export function asset(bytes: Uint8Array, mediaType: string, width: number, height: number): [string, ReportAsset] {
  return [createHash('sha256').update(bytes).digest('hex'), { bytes, mediaType, width, height }]
}

/** A small map, drawn by hand. */
export const mapImage = asset(
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="220" viewBox="0 0 400 220"><rect width="400" height="220" fill="#eef3f4"/><path d="M20 170C80 60 140 160 200 90S330 30 380 90V220H20Z" fill="#cfdcd6"/><path d="M40 40H150M40 60H120" stroke="#889" fill="none"/><circle cx="250" cy="120" r="26" fill="none" stroke="#567"/><text x="236" y="124" font-family="Arial" font-size="11">Rome</text></svg>`,
  ),
  'image/svg+xml',
  400,
  220,
)

/** A PNG of two pixels. */
export const dotImage = asset(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAEklEQVQImWPYbWy829iYAUIBACHKBIVvmFfZAAAAAElFTkSuQmCC',
    'base64',
  ),
  'image/png',
  2,
  1,
)

/** A section with one answer. */
export function section(
  number: string,
  parts: readonly ReportPart[],
  rest: Partial<ReportSection> = {},
): ReportSection {
  return { number, heading: 'Essay', parts, ...rest }
}

/** A part without heading. */
export function part(role: ReportPart['role'], blocks: readonly Block[], heading = ''): ReportPart {
  return { role, heading, blocks }
}

/** The request for a document with the given sections. */
export function request(
  sections: readonly ReportSection[],
  rest: Partial<ReportDocument> = {},
  assets: ReportAssets = new Map(),
): TypesetRequest {
  return {
    document: {
      format: 1,
      title: 'Midterm · Łukasz Żółciński · attempt 2',
      subtitle: 'HIST101 World history · moodle.example',
      language: 'en',
      author: 'Muniment',
      keywords: ['HIST101', 'Midterm', 'Łukasz Żółciński'],
      date: '2026-03-14T09:26:53Z',
      footer: { left: 'Łukasz Żółciński · Midterm', right: 'Attempt 2' },
      facts: [],
      sections,
      notes: [],
      ...rest,
    },
    assets,
    paperSize: 'A4',
    source: { fileName: 'attempt.json', description: 'The attempt as data', json: Buffer.from('{"attempt":2}') },
  }
}

const image = { asset: mapImage[0], width: 400, height: 220, alternative: 'Map of the coast' }
const dot = { asset: dotImage[0], width: 14, height: 14, alternative: 'a red dot' }
const lorem =
  'The treaty was signed after eleven weeks of talks, and its consequences outlasted everyone who had taken part in them. '

const prompts: readonly Block[] = [
  paragraph(
    'Describe ',
    text('three causes', { bold: true }),
    ' of the war, and ',
    text('their order', { italic: true }),
    '.',
  ),
  { kind: 'heading', level: 3, content: [text('Material')] },
  {
    kind: 'list',
    ordered: true,
    start: 3,
    items: [
      [paragraph('Third point')],
      [paragraph('Fourth point'), { kind: 'list', ordered: false, start: 1, items: [[paragraph('within')]] }],
    ],
  },
  { kind: 'quote', content: [paragraph(lorem)] },
  { kind: 'formula', formula: { notation: 'tex', source: '\\int_0^1 \\frac{x^2}{\\sqrt{1+x}}\\,dx' } },
  paragraph(
    'Inline formula ',
    { kind: 'formula', formula: { notation: 'tex', source: 'e^{i\\pi}+1=0' } },
    ' and chemistry ',
    {
      kind: 'formula',
      formula: { notation: 'tex', source: '\\ce{H2O -> H+ + OH-}' },
    },
    ' and MathML ',
    {
      kind: 'formula',
      formula: { notation: 'mathml', source: '<math><mfrac><mi>a</mi><mi>b</mi></mfrac></math>' },
    },
    ' and a broken one ',
    { kind: 'formula', formula: { notation: 'tex', source: '\\frac{1}{' } },
    '.',
  ),
  { kind: 'figure', image, caption: [text('The coast, drawn from memory')] },
]

const everyStyle: Block = paragraph(
  text('underline', { underline: true }),
  ' ',
  text('struck', { strikethrough: true }),
  ' H',
  text('2', { subscript: true }),
  'O x',
  text('2', { superscript: true }),
  ' ',
  text('let x = 1;', { code: true }),
  ' ',
  text('coloured', { color: '#a8232b' }),
  ' ',
  text('marked', { background: '#fff59d' }),
  ' ',
  text('faint', { color: '#ffffff' }),
  ' ',
  text('Wort', { language: 'de' }),
  ' ',
  text('a link', { link: 'https://example.org/a?b=c' }),
  ' ',
  { kind: 'outcome', tone: 'correct', label: 'Correct' },
  ' ',
  { kind: 'image', image: dot },
  { kind: 'line-break' },
  'next line',
)

const choices: Block = {
  kind: 'choices',
  multiple: false,
  choices: [
    { label: 'a.', chosen: false, content: [paragraph('The assassination in Sarajevo')], feedback: [] },
    {
      label: 'b.',
      chosen: true,
      content: [
        paragraph(
          'The fall of Constantinople, which closed the overland routes to the east and set the search for others going',
        ),
      ],
      outcome: { tone: 'incorrect', label: 'Incorrect' },
      feedback: [paragraph('That was in 1453.')],
    },
    { label: 'c.', chosen: false, content: [paragraph('The Congress of Vienna')], feedback: [] },
  ],
}
const ticks: Block = {
  kind: 'choices',
  multiple: true,
  choices: [
    {
      label: '',
      chosen: true,
      content: [paragraph('Rhine')],
      outcome: { tone: 'correct', label: 'Correct' },
      feedback: [],
    },
    { label: '', chosen: false, content: [paragraph('Danube')], feedback: [] },
  ],
}

const matches: Block = {
  kind: 'matches',
  pairs: [
    {
      prompt: [paragraph('Julius Caesar')],
      answer: [paragraph('44 BC')],
      outcome: { tone: 'correct', label: 'Correct' },
    },
    { prompt: [paragraph('Augustus')], answer: [], outcome: { tone: 'unanswered', label: 'Not answered' } },
  ],
}

const placement: Block = {
  kind: 'placement',
  background: image,
  placed: [
    { x: 40, y: 150, label: 'Carthage', zone: 'zone 1', shape: 'item' },
    { x: 200, y: 20, label: '', zone: 'zone 2', shape: 'item' },
    {
      x: 250,
      y: 120,
      label: 'Rome',
      zone: 'circle at 250,120;30 (pixels)',
      shape: 'marker',
      outline: { shape: 'circle', centre: { x: 250, y: 120 }, radius: 30 },
    },
    {
      x: 90,
      y: 60,
      label: 'Veii',
      zone: 'polygon with corners at 60,40; 130,50; and one far outside',
      shape: 'marker',
      outline: {
        shape: 'polygon',
        corners: [
          { x: 60, y: 40 },
          { x: 130, y: 50 },
          { x: Number.NaN, y: 9e9 },
        ],
      },
    },
  ],
}

const gaps: Block = paragraph(
  'The capital is ',
  { kind: 'gap', answer: 'Rome', outcome: { tone: 'correct', label: 'Correct' } },
  ' and the river is ',
  { kind: 'gap', answer: '', outcome: { tone: 'unanswered', label: 'Not answered' } },
  ', tick: ',
  { kind: 'gap', answer: '', box: 'checkbox', checked: true },
  ' or ',
  { kind: 'gap', answer: '', box: 'radio', checked: false },
  '; a long one: ',
  { kind: 'gap', answer: lorem },
)

function cell(
  row: number,
  column: number,
  words: string,
  heading = false,
): Extract<Block, { kind: 'table' }>['cells'][number] {
  return { row, column, rowSpan: 1, columnSpan: 1, heading, content: [paragraph(words)] }
}

const history: Block = {
  kind: 'table',
  columns: 5,
  rows: 3,
  headerRows: 1,
  dense: true,
  cells: [
    ...['Step', 'Time', 'Action', 'State', 'Marks'].map((word, column) => cell(0, column, word, true)),
    ...['1', '14 March 2026, 09:26:53', 'Started', 'Not yet answered', ''].map((word, column) => cell(1, column, word)),
    ...[
      '2',
      '14 March 2026, 09:41:07',
      'Saved: The assassination of the archduke in Sarajevo',
      'Answer saved',
      '4.30',
    ].map((word, column) => cell(2, column, word)),
  ],
}

const files: Block = {
  kind: 'files',
  files: [
    {
      name: 'essay (final) 2.pdf',
      path: 'attachments/007/essay (final) 2.pdf',
      mediaType: 'application/pdf',
      sizeBytes: 1234567,
      sha256: 'ab12cd34ef56ab12cd34ef56ab12cd34ef56ab12cd34ef56ab12cd34ef56ab12',
    },
    { name: 'lost.bin', path: null, mediaType: 'application/octet-stream', sizeBytes: 12, sha256: null },
  ],
}

const scripts: readonly Block[] = [
  paragraph(
    'Polish Zażółć gęślą jaźń, Greek Ελλάδα, Cyrillic Привет, Chinese 世界历史, Japanese ひらがな カタカナ, emoji 🎉👍, signs ∀x∈ℝ ✓ ♣ ⇒.',
  ),
  paragraph('كتب الطالب هذا الجواب في عام 1453 عن القسطنطينية.'),
  paragraph('התשובה של התלמיד נכתבה בעברית (2026).'),
  paragraph(
    'Combining: e\u0301 a\u0308 n\u0303; Thai ภาษาไทย; Korean 한국어; private \ue000; override \u202eabc\u202c.',
  ),
]

/** One document with every kind of part, block and inline. */
export const everyKindRequest: TypesetRequest = request(
  [
    section(
      '1',
      [
        part('prompt', prompts),
        part(
          'answer',
          [
            paragraph(lorem.repeat(4)),
            everyStyle,
            { kind: 'preformatted', text: 'Dear examiner,\n\n  two spaces\tand a tab\nfine', monospaced: false },
          ],
          'Answer',
        ),
        part('specific-feedback', [paragraph('Well argued, though the third cause is missing.')], 'Feedback'),
        part('right-answer', [paragraph('The alliance system, nationalism, and the crisis of July.')], 'Right answer'),
        part('comment', [paragraph('Marked by ', text('Prof. Ada King', { bold: true }), ': good.')], 'Comment'),
        part('attachments', [files], 'Attachments'),
        part('history', [history], 'Response history'),
      ],
      { outcome: { tone: 'partial', label: 'Partially correct' }, mark: '4.30 / 10.00', labels: ['flagged'] },
    ),
    section('2', [part('prompt', [paragraph('Which event came first?')]), part('answer', [choices], 'Answer')], {
      startsPage: 'Page 2',
      heading: 'Multiple choice',
      outcome: { tone: 'incorrect', label: 'Incorrect' },
      mark: '0.00 / 1.00',
    }),
    section('3', [part('prompt', [paragraph('Tick all.')]), part('answer', [ticks], 'Answer')], {
      heading: 'Multiple choice',
      outcome: { tone: 'correct', label: 'Correct' },
      mark: '1.00 / 1.00',
    }),
    section('4', [part('answer', [matches], 'Answer')], {
      heading: 'Matching',
      outcome: { tone: 'pending', label: 'Requires grading' },
      mark: '– / 2.00',
    }),
    section('5', [part('answer', [placement], 'Answer')], {
      heading: 'Drag and drop onto image',
      outcome: { tone: 'unanswered', label: 'Not answered' },
      mark: '0.00 / 3.00',
    }),
    section('6', [part('answer', [gaps], 'Answer')], { heading: 'Embedded answers', mark: '1.00 / 3.00' }),
    section('7', [
      part(
        'answer',
        [
          { kind: 'preformatted', text: 'def f(x):\n    return x  # ' + 'long '.repeat(40), monospaced: true },
          { kind: 'rule' },
          { kind: 'placeholder', label: 'Audio recording, 12 s' },
          { kind: 'figure', image: { ...image, asset: 'gone' } },
        ],
        'Answer',
      ),
    ]),
    section('i', [part('other', scripts)], {
      heading: 'Information',
      outcome: { tone: 'neutral', label: 'Information' },
    }),
  ],
  {
    facts: [
      { label: 'Student', value: [text('Łukasz Żółciński')], emphasis: true },
      { label: 'ID number', value: [text('S-1024')] },
      { label: 'Course', value: [text('World history')] },
      { label: 'Attempt', value: [text('2 (id 17)')] },
      { label: 'State', value: [text('Finished')], emphasis: true },
      { label: 'Started', value: [text('14 March 2026, 09:26:53 UTC')] },
      { label: 'Completed', value: [text('14 March 2026, 10:02:11 UTC')] },
      { label: 'Duration', value: [text('35 min 18 s')] },
      { label: 'Marks', value: [text('6.30 / 20.00')] },
      { label: 'Grade', value: [text('31.50 / 100.00')], emphasis: true },
      {
        label: 'Overall feedback',
        value: [text('You have understood the course of events; read chapter 4 again before the final exam, please.')],
      },
    ],
    notes: ['The file lost.bin could not be fetched.'],
  },
  new Map([mapImage, dotImage]),
)
