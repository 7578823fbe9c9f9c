import {
  childrenOf,
  classesOf,
  isElement,
  type Block,
  type HtmlElement,
  type HtmlNode,
  type Interpretation,
  type ReportFile,
  type ReportPart,
  type ReportPartRole,
  type TableBlock,
} from '../../documents/index.ts'
import type { FileReference } from '../../sources/activity-source.ts'
import { isCommentFile } from './comment-files.ts'
import { isActor } from './history-rows.ts'
import { questionPart } from './quiz-parts.ts'
import type { Interpret, QuestionReading } from './question-reading.ts'
import type { ReportSectionName } from './report-sections.ts'

/** The parts that questions of all types have: files, feedback, right answer, comment, history. */
export function commonParts(reading: QuestionReading): readonly ReportPart[] {
  const { page, words } = reading
  const comment = reading.shows('comments')
    ? [...reading.blocks(page.comment), ...filesBlock(reading, isCommentFile)]
    : []
  const attachments = filesBlock(reading, ({ area }) => area === 'attachments')
  const others = filesBlock(reading, (file) => file.area !== 'attachments' && !isCommentFile(file))
  const linked = reading.materials.linkedFiles(questionPart(page.question).key)
  const specificFeedback = page.specificFeedback.filter((node) => mayTell(node, reading))
  return [
    part('answer', '', reading.blocks(page.controls, withoutButtons)),
    part('attachments', words.attachments, attachments),
    part('attachments', words.parts.otherFiles, others),
    part('attachments', words.parts.linkedFiles, linked.length === 0 ? [] : [{ kind: 'files', files: linked }]),
    feedbackPart(reading, 'specific-feedback', words.parts.specificFeedback, specificFeedback),
    feedbackPart(reading, 'general-feedback', words.parts.generalFeedback, page.generalFeedback),
    feedbackPart(reading, 'right-answer', words.parts.rightAnswer, page.rightAnswer),
    feedbackPart(reading, 'right-answer', words.parts.graderInfo, page.graderInfo),
    part('comment', words.parts.comment, comment),
    part('history', words.parts.history, reading.shows('history') ? historyBlocks(reading) : []),
  ].flat()
}

/**
 * What Moodle counts among the feedback but tells how an answer came out: states and tries with their marks and
 * penalties (`qbehaviour_adaptive`), counts of right parts, wrong parts, scores of an ordering.
 */
const toldByClass: Readonly<Record<string, readonly ReportSectionName[]>> = {
  correctness: ['correctness'],
  gradingdetails: ['marks', 'correctness'],
  gradedetails: ['marks', 'correctness'],
  scoredetails: ['marks', 'correctness'],
  numpartscorrect: ['correctness'],
  wrongparts: ['correctness'],
}

function mayTell(node: HtmlNode, reading: QuestionReading): boolean {
  const classes = isElement(node) ? classesOf(node) : []
  return classes
    .flatMap((name) => (Object.hasOwn(toldByClass, name) ? (toldByClass[name] ?? []) : []))
    .every((section) => reading.shows(section))
}

/** `Check` and `Try again` are no answers. */
const withoutButtons: Interpret = (element) => (element.tagName === 'button' ? { kind: 'nothing' } : undefined)

function part(role: ReportPartRole, heading: string, blocks: readonly Block[]): readonly ReportPart[] {
  return blocks.length === 0 ? [] : [{ role, heading, blocks }]
}

/** What is not shown is not even read, so that nothing is loaded for it. */
function feedbackPart(
  reading: QuestionReading,
  role: 'specific-feedback' | 'general-feedback' | 'right-answer',
  heading: string,
  nodes: readonly HtmlNode[],
): readonly ReportPart[] {
  return reading.shows(role) ? part(role, heading, reading.blocks(nodes)) : []
}

function filesBlock(reading: QuestionReading, belongs: (file: FileReference) => boolean): readonly Block[] {
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
    element.tagName === 'a' ? readLink(element, reading) : undefined,
  )
  return blocks.map((block) => {
    if (block.kind !== 'table') return block
    let table: TableBlock = { ...block, dense: true }
    if (!reading.shows('marks')) table = withoutColumn(table, marksColumn)
    if (!reading.shows('correctness')) table = withoutColumn(table, stateColumn)
    return table
  })
}

/** Links lead to pages of the site. The name of who marked by hand follows the comment without a space between. */
function readLink(link: HtmlElement, reading: QuestionReading): Interpretation {
  const inlines = reading.inlines(childrenOf(link))
  return isActor(link)
    ? { kind: 'blocks', blocks: [{ kind: 'paragraph', content: inlines }] }
    : { kind: 'inlines', inlines }
}

function withoutColumn(table: TableBlock, column: number): TableBlock {
  if (table.columns <= column) return table
  const cells = table.cells
    .filter((cell) => cell.column !== column)
    .map((cell) => (cell.column > column ? { ...cell, column: cell.column - 1 } : cell))
  return { ...table, columns: table.columns - 1, cells }
}
