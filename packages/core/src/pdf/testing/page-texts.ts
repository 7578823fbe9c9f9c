import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFName,
  PDFRawStream,
  type PDFDocument,
  type PDFPage,
} from '@cantoo/pdf-lib'
import { contentOperations, type ContentOperation } from './content-operations.ts'

/** The words of a page, a line for each run of glyphs. Words within pictures are not among them. */
export interface PageTexts {
  readonly body: string
  /** What is marked as the foot of the page (ISO 32000-1, 14.8.2.2.2). */
  readonly foot: string
  /** Runs of glyphs that say in which language they are (ISO 32000-1, 14.9.2). */
  readonly passages: readonly { readonly language: string; readonly text: string }[]
  /** Words by the numbers that the structure names (MCID; ISO 32000-1, 14.7.4.2). */
  readonly marked: ReadonlyMap<number, string>
}

interface Run {
  readonly text: string
  /** Number of the marked content in which it stands; undefined for what is in no reading order. */
  readonly content: number | undefined
  readonly language: string | undefined
}

/** What the pages say, by the Unicode values that their fonts give to glyphs (ISO 32000-1, 9.10.3). */
export function readPageTexts(document: PDFDocument): readonly PageTexts[] {
  return document.getPages().map((page) => {
    const content = contentOf(page)
    const subtype = /\/Subtype\s*\/Footer\b/u.exec(content)?.index ?? content.length
    const start = content.lastIndexOf('/Artifact', subtype)
    const end = subtype === content.length ? subtype : content.indexOf('EMC', subtype)
    const fonts = fontsOf(page)
    const foot = subtype === content.length ? '' : content.slice(start, end)
    const around = foot === '' ? content : content.slice(0, start) + content.slice(end)
    const runs = shownRuns(around, fonts)
    return {
      body: wordsOf(runs),
      foot: wordsOf(shownRuns(foot, fonts)),
      marked: byContent(runs),
      passages: runs.flatMap(({ text, language }) => (language === undefined ? [] : [{ text, language }])),
    }
  })
}

type GlyphMeanings = ReadonlyMap<string, string>

function wordsOf(runs: readonly Run[]): string {
  return runs.map(({ text }) => text).join('\n')
}

function byContent(runs: readonly Run[]): ReadonlyMap<number, string> {
  const texts = new Map<number, string>()
  for (const { content, text } of runs) {
    if (content !== undefined) texts.set(content, (texts.get(content) ?? '') + text)
  }
  return texts
}

/** What a marked-content sequence says of the glyphs in it (ISO 32000-1, 14.9). */
interface MarkedContent {
  readonly content: number | undefined
  readonly language: string | undefined
  /** What is to be read instead of the glyphs; empty once it has been read. */
  replacement: string | undefined
}

function shownRuns(content: string, fonts: ReadonlyMap<string, GlyphMeanings>): readonly Run[] {
  let font: GlyphMeanings = new Map()
  const marked: MarkedContent[] = []
  const runs: Run[] = []
  for (const operation of contentOperations(content)) {
    const { operator, strings, names } = operation
    if (operator === 'Tf') font = fonts.get(names.at(-1) ?? '') ?? new Map()
    if (operator === 'BMC' || operator === 'BDC') marked.push(markedContentOf(operation, marked.at(-1)))
    if (operator === 'EMC') marked.pop()
    if (operator !== 'Tj' && operator !== 'TJ') continue
    const within = marked.at(-1)
    const codes = strings.join('').match(/[\s\S]{2}/gu) ?? []
    const text = within?.replacement ?? codes.map((code) => font.get(code) ?? '\ufffd').join('')
    if (within?.replacement !== undefined) within.replacement = ''
    runs.push({ text, language: within?.language, content: within?.content })
  }
  return runs
}

/** Its properties have either a language or a replacement as their only string. */
function markedContentOf({ names, strings, numbers }: ContentOperation, around?: MarkedContent): MarkedContent {
  const value = strings.at(-1) ?? ''
  const replacement = value.startsWith('\u00fe\u00ff') ? utf16(Buffer.from(value.slice(2), 'latin1')) : value
  return {
    content: names.includes('MCID') ? numbers.at(-1) : around?.content,
    language: names.includes('Lang') ? value : undefined,
    replacement: names.includes('ActualText') ? replacement : undefined,
  }
}

function utf16(bigEndian: Buffer): string {
  return bigEndian.swap16().toString('utf16le')
}

function contentOf(page: PDFPage): string {
  const contents = page.node.Contents()
  const streams =
    contents instanceof PDFArray
      ? Array.from({ length: contents.size() }, (_, index) => contents.lookup(index))
      : [contents]
  return streams.map(textOfStream).join('\n')
}

function fontsOf(page: PDFPage): ReadonlyMap<string, GlyphMeanings> {
  const fonts = page.node.Resources()?.lookupMaybe(PDFName.of('Font'), PDFDict)
  return new Map(
    fonts?.keys().map((key) => {
      const toUnicode = fonts.lookup(key, PDFDict).lookup(PDFName.of('ToUnicode'))
      return [key.decodeText(), meaningsIn(textOfStream(toUnicode))]
    }),
  )
}

/** Our compiler writes single characters (`bfchar`) only. */
function meaningsIn(characterMap: string): GlyphMeanings {
  if (characterMap.includes('beginbfrange')) throw new Error('a character map with ranges, which this cannot read')
  const pairs = characterMap.matchAll(/^<(?<code>[\da-f]{4})>\s*<(?<text>[\da-f]+)>/gimu)
  return new Map(
    Array.from(pairs, ({ groups }) => [
      Buffer.from(groups?.['code'] ?? '', 'hex').toString('latin1'),
      Buffer.from(groups?.['text'] ?? '', 'hex')
        .swap16()
        .toString('utf16le'),
    ]),
  )
}

function textOfStream(stream: unknown): string {
  return stream instanceof PDFRawStream ? Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1') : ''
}
