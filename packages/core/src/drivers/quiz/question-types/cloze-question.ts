import {
  attributeOf,
  childrenOf,
  elementsIn,
  firstElement,
  hasClass,
  moodleDialect,
  offeredOptions,
  parseHtml,
  type Block,
  type HtmlElement,
  type Inline,
  type Interpretation,
  type ReportPart,
} from '../../../documents/index.ts'
import { boxOf, choicesBlock } from './choice-questions.ts'
import { answerPart, choicesLine, type QuestionReading, type QuestionTypeReader } from '../question-reading.ts'

/**
 * Embedded answers (Cloze): fields of several kinds within the question text. What Moodle says to each of them (state,
 * feedback, right answer, mark, in one text) is in a pop-up of the field, or below fields that are not in a line; here
 * it follows in a list, by the number of the field.
 */
export const readCloze: QuestionTypeReader = (reading) => {
  const { formulation } = reading.page
  const told: (readonly Block[])[] = []
  const shown = reading.blocks(childrenOf(formulation), (element) => readField(element, reading, told))
  const menus = [...elementsIn(formulation, (element) => element.tagName === 'select')]
  const offered = menus.flatMap((menu) => choicesLine(reading, offeredOptions(menu)))
  return [answerPart(reading, [...shown, ...offered]), ...toldPart(reading, told)]
}

/** Reads choices as choices, and collects in `told` what is said to each field. */
function readField(
  element: HtmlElement,
  reading: QuestionReading,
  told: (readonly Block[])[],
): Interpretation | undefined {
  if (hasClass(element, 'feedbacktrigger')) {
    const html = attributeOf(element, 'data-content') ?? attributeOf(element, 'data-bs-content') ?? ''
    told.push(reading.blocks(childrenOf(parseHtml(moodleDialect.prepare(html)).fragment)))
    return { kind: 'inlines', inlines: [...reading.inlines(childrenOf(element)), ...numberOf(told, reading)] }
  }
  if (hasClass(element, 'outcome')) {
    told.push(reading.blocks(childrenOf(element)))
    return { kind: 'inlines', inlines: numberOf(told, reading) }
  }
  const rows = hasClass(element, 'answer') ? [...elementsIn(element, isChoiceRow)] : []
  return rows.length === 0 ? undefined : { kind: 'blocks', blocks: [choicesBlock(rows, reading)] }
}

/** The innermost `div` of a choice in a column, or cell of one in a line. */
function isChoiceRow(element: HtmlElement): boolean {
  return isRowLike(element) && boxOf(element) !== undefined && firstElement(element, isRowLike) === undefined
}

function isRowLike(element: HtmlElement): boolean {
  return element.tagName === 'td' || ['form-check', 'r0', 'r1'].some((name) => hasClass(element, name))
}

/** The number of the field in the list of what is said, behind the field. */
function numberOf(told: readonly (readonly Block[])[], reading: QuestionReading): readonly Inline[] {
  const isSaid = showsTold(reading) && (told.at(-1)?.length ?? 0) > 0
  return isSaid ? [{ kind: 'text', text: `(${told.length})`, style: { superscript: true } }] : []
}

/** The texts mix four things in the site's words, so they are shown only where all four are. */
function showsTold(reading: QuestionReading): boolean {
  return (['specific-feedback', 'right-answer', 'marks', 'correctness'] as const).every((name) => reading.shows(name))
}

function toldPart(reading: QuestionReading, told: readonly (readonly Block[])[]): readonly ReportPart[] {
  if (!showsTold(reading) || told.every((blocks) => blocks.length === 0)) return []
  const list: Block = { kind: 'list', ordered: true, start: 1, items: told }
  return [{ role: 'specific-feedback', heading: reading.words.parts.specificFeedback, blocks: [list] }]
}
