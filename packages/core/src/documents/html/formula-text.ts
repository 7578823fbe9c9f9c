import type { Formula } from '../report-document.ts'

/** A piece of a text in which formulas are written between delimiters. */
export type FormulaPiece = { readonly text: string } | { readonly formula: Formula; readonly display: boolean }

interface Delimiters {
  readonly open: string
  readonly close: string
  readonly display: boolean
}

/** As MathJax reads them in Moodle: `\( \)` in the line, `\[ \]` and `$$ $$` on a line of their own, `[tex]` old style. */
const delimiters: readonly Delimiters[] = [
  { open: String.raw`\(`, close: String.raw`\)`, display: false },
  { open: String.raw`\[`, close: String.raw`\]`, display: true },
  { open: '$$', close: '$$', display: true },
  { open: '[tex]', close: '[/tex]', display: false },
]

const longestFormula = 20_000

/** Splits a text into formulas and what stands between them. Takes linear time; a delimiter without its end is text. */
export function splitFormulas(text: string): readonly FormulaPiece[] {
  const pieces: FormulaPiece[] = []
  const exhausted = new Set<string>()
  let position = 0
  for (;;) {
    const next = nextFormula(text, position, exhausted)
    if (!next) break
    if (next.start > position) pieces.push({ text: text.slice(position, next.start) })
    pieces.push({ formula: { notation: 'tex', source: next.source }, display: next.display })
    position = next.end
  }
  if (position < text.length) pieces.push({ text: text.slice(position) })
  return pieces
}

interface FoundFormula {
  readonly start: number
  readonly end: number
  readonly source: string
  readonly display: boolean
}

function nextFormula(text: string, from: number, exhausted: Set<string>): FoundFormula | undefined {
  let first: FoundFormula | undefined
  for (const { open, close, display } of delimiters) {
    if (exhausted.has(open)) continue
    const start = text.indexOf(open, from)
    const end = start === -1 ? -1 : text.indexOf(close, start + open.length)
    if (end === -1) {
      exhausted.add(open)
      continue
    }
    const source = text.slice(start + open.length, end).trim()
    if (source === '' || source.length > longestFormula) continue
    if (!first || start < first.start) first = { start, end: end + close.length, source, display }
  }
  return first
}
