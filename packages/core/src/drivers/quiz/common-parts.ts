import {
  attributeOf,
  childrenOf,
  type Block,
  type HtmlElement,
  type HtmlNode,
  type Inline,
  type ReportFile,
  type ReportPart,
  type ReportPartRole,
  type TableBlock,
} from '../../documents/index.ts'
import type { ReviewedFile } from '../../sources/activity-source.ts'
import { isCommentFile } from './comment-files.ts'
import type { Interpret, QuestionReading } from './question-reading.ts'

/** The parts that questions of all types have: files, feedback, right answer, comment, history. */
export function commonParts(reading: QuestionReading): readonly ReportPart[] {
  const { page, words } = reading
  return [
    part('answer', '', reading.blocks(page.controls, withoutButtons)),
    part(
      'attachments',
      words.parts.attachments,
      filesBlock(reading, ({ area }) => area === 'attachments'),
    ),
    part(
      'attachments',
      words.parts.otherFiles,
      filesBlock(reading, (file) => file.area !== 'attachments' && !isCommentFile(file)),
    ),
    htmlPart(reading, 'specific-feedback', words.parts.specificFeedback, page.specificFeedback),
    htmlPart(reading, 'general-feedback', words.parts.generalFeedback, page.generalFeedback),
    htmlPart(reading, 'right-answer', words.parts.rightAnswer, page.rightAnswer),
    part('comment', words.parts.comment, [...reading.blocks(page.comment), ...filesBlock(reading, isCommentFile)]),
    part('history', words.parts.history, historyBlocks(reading)),
  ].flat()
}

/** `Check` and `Try again` are no answers. */
const withoutButtons: Interpret = (element) => (element.tagName === 'button' ? { kind: 'nothing' } : undefined)

function part(role: ReportPartRole, heading: string, blocks: readonly Block[]): readonly ReportPart[] {
  return blocks.length === 0 ? [] : [{ role, heading, blocks }]
}

function htmlPart(
  reading: QuestionReading,
  role: ReportPartRole,
  heading: string,
  nodes: readonly HtmlNode[],
): readonly ReportPart[] {
  return part(role, heading, reading.blocks(nodes))
}

function filesBlock(reading: QuestionReading, belongs: (file: ReviewedFile) => boolean): readonly Block[] {
  const files = reading.page.files
    .filter(belongs)
    .map((file): ReportFile | undefined => reading.materials.fileAt(file.address))
    .filter((file) => file !== undefined)
  return files.length === 0 ? [] : [{ kind: 'files', files }]
}

/** Columns of Moodle's history: step, time, action, state, marks. */
const stateColumn = 3
const marksColumn = 4

/** The response history as a small table, without its links, and without what the report is not to tell. */
function historyBlocks(reading: QuestionReading): readonly Block[] {
  const { history } = reading.page
  if (!history) return []
  const blocks = reading.lines([history], (element) =>
    element.tagName === 'a' ? { kind: 'inlines', inlines: linkText(element, reading) } : undefined,
  )
  return blocks.map((block) => {
    if (block.kind !== 'table') return block
    let table: TableBlock = { ...block, dense: true }
    if (!reading.shows('marks')) table = withoutColumn(table, marksColumn)
    if (!reading.shows('correctness')) table = withoutColumn(table, stateColumn)
    return table
  })
}

/** The name of who marked by hand follows the comment without a space between. */
function linkText(link: HtmlElement, reading: QuestionReading): readonly Inline[] {
  const text = reading.inlines(childrenOf(link))
  return (attributeOf(link, 'href') ?? '').includes('/user/') ? [{ kind: 'line-break' }, ...text] : text
}

function withoutColumn(table: TableBlock, column: number): TableBlock {
  if (table.columns <= column) return table
  const cells = table.cells
    .filter((cell) => cell.column !== column)
    .map((cell) => (cell.column > column ? { ...cell, column: cell.column - 1 } : cell))
  return { ...table, columns: table.columns - 1, cells }
}
