import type {
  Block,
  ImageReference,
  Inline,
  ParagraphBlock,
  PreformattedBlock,
} from '../../documents/report-document.ts'
import { isRightToLeft } from '../../documents/text-direction.ts'
import type { BlockPlace } from './block-place.ts'
import { toPageFile } from './file-data.ts'
import { isRightToLeftContent, toPageInlines } from './inline-data.ts'
import type { PageBlock, PageInline } from './page-data.ts'
import { toPagePlacement } from './placement-data.ts'
import { plainTextOf } from './plain-text.ts'
import type { ReportContext } from './report-context.ts'
import { toPageTables } from './table-data.ts'

/** Deeper than this the compiler gives up; the nesting is dropped and noted, the words are kept. */
const deepest = 9
/** A picture or formula within a line that is larger than this is set on a line of its own. Points. */
const largestInLine = { width: 150, height: 40 } as const
const tabWidth = 4
/** A choice with more characters may be broken over pages. */
const longestOnOnePage = 900
const linesInPiece = 60

/** Blocks as the template sets them. */
export function toPageBlocks(
  context: ReportContext,
  blocks: readonly Block[],
  place: BlockPlace,
): readonly PageBlock[] {
  if (place.depth > deepest) return flatten(context, blocks, place)
  return blocks.flatMap((block) => toPageBlock(context, block, place))
}

function flatten(context: ReportContext, blocks: readonly Block[], place: BlockPlace): readonly PageBlock[] {
  const text = plainTextOf(blocks)
  if (text.trim() === '') return []
  context.note(context.words.notes.flattened)
  return [toPlainBlock(context, text, place.longestWord)]
}

function toPageBlock(context: ReportContext, block: Block, place: BlockPlace): readonly PageBlock[] {
  const inner: BlockPlace = { ...place, depth: place.depth + 1 }
  const within = (blocks: readonly Block[]): readonly PageBlock[] => toPageBlocks(context, blocks, inner)
  switch (block.kind) {
    case 'paragraph':
      return toParagraphs(context, block, place)
    case 'heading': {
      const content = toPageInlines(context, block.content, place.longestWord)
      if (content.length === 0) return []
      return [
        { kind: 'heading', level: place.levels.next(block.level), rtl: isRightToLeftContent(block.content), content },
      ]
    }
    case 'list': {
      const items = block.items.map((item) => within(item))
      const rtl = isRightToLeftBlocks(block.items)
      const start = Number.isSafeInteger(block.start) && block.start >= 0 ? block.start : 1
      const numbering = start > 0 ? `${block.numbering ?? '1'}.` : '1.'
      return items.length === 0 ? [] : [{ kind: 'list', ordered: block.ordered, numbering, start, rtl, items }]
    }
    case 'quote':
      return [{ kind: 'quote', rtl: isRightToLeftBlocks(block.content), content: within(block.content) }]
    case 'preformatted':
      return [toPreformatted(context, block, place.longestWord)]
    case 'table':
      return toPageTables(context, block, { place, toBlocks: toPageBlocks })
    case 'figure':
      return toFigure(context, block.image, block.caption ?? [], place)
    case 'formula': {
      const formula = context.formula(block.formula, true)
      if (formula !== undefined) return [{ kind: 'formula', ...formula }]
      const text = block.formula.source
      return [toPreformatted(context, { kind: 'preformatted', text, monospaced: true }, place.longestWord)]
    }
    case 'choices': {
      const choices = block.choices.map((choice) => ({
        long: plainTextOf([...choice.content, ...choice.feedback]).length > longestOnOnePage,
        label: context.printable.printBreakable(choice.label, 10),
        chosen: choice.chosen,
        content: within(choice.content),
        ...context.outcome(choice.outcome),
        feedback: within(choice.feedback),
      }))
      return choices.length === 0 ? [] : [{ kind: 'choices', multiple: block.multiple, choices }]
    }
    case 'matches': {
      const half = { ...inner, longestWord: Math.min(place.longestWord, 30) }
      const pairs = block.pairs.map((pair) => ({
        prompt: toPageBlocks(context, pair.prompt, half),
        answer: toPageBlocks(context, pair.answer, half),
        ...context.outcome(pair.outcome),
      }))
      const outcomes = pairs.some((pair) => pair.outcome !== undefined)
      return pairs.length === 0 ? [] : [{ kind: 'matches', outcomes, pairs }]
    }
    case 'placement':
      return [toPagePlacement(context, block)]
    case 'files':
      return block.files.length === 0
        ? []
        : [{ kind: 'files', files: block.files.map((file) => toPageFile(context, file)) }]
    case 'placeholder': {
      const files = block.file === undefined ? [] : [toPageFile(context, block.file)]
      return [{ kind: 'placeholder', label: context.printable.printBreakable(block.label, place.longestWord), files }]
    }
    case 'rule':
      return [{ kind: 'rule' }]
  }
}

/** A paragraph; large pictures and wide formulas in it get a line of their own. */
function toParagraphs(context: ReportContext, paragraph: ParagraphBlock, place: BlockPlace): readonly PageBlock[] {
  const rtl =
    paragraph.direction === undefined ? isRightToLeftContent(paragraph.content) : paragraph.direction === 'rtl'
  const alignment = paragraph.alignment ?? 'start'
  const blocks: PageBlock[] = []
  let run: PageInline[] = []
  const flush = (): void => {
    if (run.some((inline) => !isBlank(inline))) blocks.push({ kind: 'paragraph', rtl, alignment, content: run })
    run = []
  }
  for (const inline of toPageInlines(context, paragraph.content, place.longestWord)) {
    if (typeof inline === 'object' && 'kind' in inline && isLarge(inline)) {
      flush()
      blocks.push(inline.kind === 'image' ? { ...inline, caption: [] } : inline)
    } else run.push(inline)
  }
  flush()
  return blocks
}

type DrawnInline = Extract<PageInline, { readonly kind: 'image' | 'formula' }>

function isLarge(inline: Extract<PageInline, { readonly kind: string }>): inline is DrawnInline {
  if (inline.kind !== 'image' && inline.kind !== 'formula') return false
  const widest = inline.kind === 'formula' ? largestInLine.width * 2 : largestInLine.width
  return inline.width > widest || inline.height > largestInLine.height
}

function isBlank(inline: PageInline): boolean {
  if (typeof inline === 'string') return inline.trim() === ''
  return 'text' in inline ? inline.text.trim() === '' : inline.kind === 'line-break'
}

function toFigure(
  context: ReportContext,
  reference: ImageReference,
  caption: readonly Inline[],
  place: BlockPlace,
): readonly PageBlock[] {
  const image = context.image(reference)
  const shownCaption = toPageInlines(context, caption, place.longestWord)
  if (image !== undefined) return [{ kind: 'image', ...image, caption: shownCaption }]
  const label = context.words.notes.imageNotShown(context.alternative(reference))
  const placeholder: PageBlock = { kind: 'placeholder', label: context.printable.printBreakable(label), files: [] }
  if (shownCaption.length === 0) return [placeholder]
  return [placeholder, { kind: 'paragraph', rtl: false, alignment: 'start', content: shownCaption }]
}

function toPreformatted(context: ReportContext, block: PreformattedBlock, longestWord: number): PageBlock {
  if (!block.monospaced) return toPlainBlock(context, block.text, longestWord)
  const lines = toLines(block.text).map((line) => context.printable.printBreakable(line, longestWord))
  return { kind: 'preformatted', monospaced: true, pieces: inPieces(lines).map((piece) => piece.join('\n')) }
}

/** Text without any structure, as a block. */
export function toPlainBlock(context: ReportContext, text: string, longestWord: number): PageBlock {
  const paragraphs = toLines(text)
    .join('\n')
    .replaceAll(/^\n+|\n+$/gu, '')
    .split('\n\n')
    .flatMap((paragraph) => {
      const rtl = isRightToLeft(paragraph)
      const lines = paragraph.split('\n').map((line) => context.printable.printBreakable(line, longestWord))
      return inPieces(lines).map((piece, index) => ({ rtl, lines: piece, goesOn: index > 0 }))
    })
  return { kind: 'preformatted', monospaced: false, paragraphs }
}

/** The compiler's time grows with the square of the lines of one paragraph. */
function inPieces(lines: readonly string[]): readonly (readonly string[])[] {
  const count = Math.max(1, Math.ceil(lines.length / linesInPiece))
  return Array.from({ length: count }, (_, index) => lines.slice(index * linesInPiece, (index + 1) * linesInPiece))
}

function isRightToLeftBlocks(blocks: unknown): boolean {
  return isRightToLeft(plainTextOf(blocks))
}

function toLines(text: string): readonly string[] {
  return text.split(/\r\n|[\r\n]/u).map(expandTabs)
}

function expandTabs(line: string): string {
  let column = 0
  return line.replaceAll(/\t|[^\t]+/gu, (piece) => {
    if (piece !== '\t') {
      column += piece.length
      return piece
    }
    const width = tabWidth - (column % tabWidth)
    column += width
    return ' '.repeat(width)
  })
}
