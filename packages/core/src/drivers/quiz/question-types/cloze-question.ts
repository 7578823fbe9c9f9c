import {
  attributeOf,
  childrenOf,
  elementsIn,
  hasClass,
  moodleDialect,
  offeredOptions,
  parseHtml,
  type Block,
  type HtmlElement,
  type Interpretation,
  type ReportPart,
} from '../../../documents/index.ts'
import { answerPart, choicesLine, type QuestionReading, type QuestionTypeReader } from '../question-reading.ts'

/**
 * Embedded answers (Cloze): fields of several kinds within the question text. What Moodle says to each of them (state,
 * feedback, right answer, mark, in one text) is in a pop-up of the field, or below fields that are not in a line.
 */
export const readCloze: QuestionTypeReader = (reading) => {
  const { formulation } = reading.page
  const toldAll = tellsAll(reading)
  const interpret = (element: HtmlElement): Interpretation | undefined =>
    !toldAll && hasClass(element, 'outcome') ? { kind: 'nothing' } : undefined
  const shown = reading.blocks(childrenOf(formulation), interpret)
  const menus = [...elementsIn(formulation, (element) => element.tagName === 'select')]
  const offered = menus.flatMap((menu) => choicesLine(reading, offeredOptions(menu)))
  return [answerPart(reading, [...shown, ...offered]), ...(toldAll ? popUpsPart(reading) : [])]
}

/** The texts mix four things in the site's words, so they are shown only where all four are. */
function tellsAll(reading: QuestionReading): boolean {
  return (['specific-feedback', 'right-answer', 'marks', 'correctness'] as const).every((name) => reading.shows(name))
}

function popUpsPart(reading: QuestionReading): readonly ReportPart[] {
  const items = [...elementsIn(reading.page.formulation, (element) => hasClass(element, 'feedbacktrigger'))]
    .map((trigger) => attributeOf(trigger, 'data-content') ?? attributeOf(trigger, 'data-bs-content') ?? '')
    .map((html): readonly Block[] => reading.blocks(childrenOf(parseHtml(moodleDialect.prepare(html)).fragment)))
  if (items.every((item) => item.length === 0)) return []
  const list: Block = { kind: 'list', ordered: true, start: 1, items }
  return [{ role: 'specific-feedback', heading: reading.words.parts.specificFeedback, blocks: [list] }]
}
