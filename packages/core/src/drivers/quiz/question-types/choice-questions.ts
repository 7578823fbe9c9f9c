import {
  attributeOf,
  childrenOf,
  elementsIn,
  firstElement,
  firstOfClass,
  hasClass,
  isChecked,
  isElement,
  lineOf,
  type Block,
  type Choice,
  type HtmlElement,
} from '../../../documents/index.ts'
import { answerPart, promptPart, type QuestionReading, type QuestionTypeReader } from '../question-reading.ts'
import { outcomeOf } from './outcome-of.ts'

/** Multiple choice, true or false, calculated multiple choice: rows `.r0` and `.r1` with a box, a text and feedback. */
export const readChoiceQuestion: QuestionTypeReader = (reading) => {
  const rows = reading.page.answer ? [...elementsIn(reading.page.answer, isRow)] : []
  if (rows.length === 0) return [...promptPart(reading), answerPart(reading, reading.blocks(answerNodes(reading)))]
  return [...promptPart(reading), answerPart(reading, [...instruction(reading), choicesBlock(rows, reading)])]
}

/** Rows with a radio button or a box each, as choices. */
export function choicesBlock(rows: readonly HtmlElement[], reading: QuestionReading): Block {
  const multiple = rows.some((row) => attributeOf(boxOf(row) ?? row, 'type') === 'checkbox')
  return { kind: 'choices', multiple, choices: rows.map((row) => readChoice(row, reading)) }
}

/** The line above the choices, such as “Select one or more:”. Where it is for screen readers only, it is not shown. */
function instruction(reading: QuestionReading): readonly Block[] {
  const { answer } = reading.page
  const line = answer && firstOfClass(answer, 'prompt')
  return line ? reading.blocks([line]) : []
}

function answerNodes({ page }: QuestionReading): readonly HtmlElement[] {
  return page.answer ? [page.answer] : []
}

function isRow(element: HtmlElement): boolean {
  return (hasClass(element, 'r0') || hasClass(element, 'r1')) && boxOf(element) !== undefined
}

/** The radio button or box of a row. */
export function boxOf(row: HtmlElement): HtmlElement | undefined {
  return firstElement(
    row,
    (element) => element.tagName === 'input' && /^(?:radio|checkbox)$/.test(attributeOf(element, 'type') ?? ''),
  )
}

function readChoice(row: HtmlElement, reading: QuestionReading): Choice {
  const box = boxOf(row)
  const number = firstOfClass(row, 'answernumber')
  const feedback = childrenOf(row)
    .filter(isElement)
    .find((child) => hasClass(child, 'specificfeedback'))
  const outcome = outcomeOf(row, reading)
  return {
    label: number ? lineOf(number) : '',
    chosen: box !== undefined && isChecked(box),
    content: reading.blocks(childrenOf(row), (element) => {
      if (element === box || element === number || element === feedback) return { kind: 'nothing' }
      return isOutcomeIcon(element, row) ? { kind: 'nothing' } : undefined
    }),
    ...(outcome ? { outcome } : {}),
    feedback: feedback && reading.shows('specific-feedback') ? reading.blocks([feedback]) : [],
  }
}

/** The tick or cross of the row itself: its outcome says the same. */
function isOutcomeIcon(element: HtmlElement, row: HtmlElement): boolean {
  if (element.tagName !== 'i' && element.tagName !== 'img') return false
  if (!hasClass(element, 'icon')) return false
  const parent = element.parentNode
  return parent === row || (parent !== null && isElement(parent) && parent.parentNode === row)
}
