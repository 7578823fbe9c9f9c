import {
  attributeOf,
  childrenOf,
  elementsIn,
  firstElement,
  firstOfClass,
  hasClass,
  isElement,
  isWithin,
  lineOf,
  moodleDialect,
  offeredOptions,
  type Block,
  type HtmlElement,
} from '../../../documents/index.ts'
import { elementsOfTag } from '../question-page.ts'
import { essaySetup } from './essay-setup.ts'
import {
  answerPart,
  choicesLine,
  promptPart,
  type Interpret,
  type QuestionReading,
  type QuestionTypeReader,
} from '../question-reading.ts'

/** Description: text only. */
export const readDescription: QuestionTypeReader = (reading) => promptPart(reading)

/**
 * Short answer, numerical and the calculated ones: a field, sometimes with a unit. The field can stand within the
 * question text (`_____` in a short answer); then the text shows the answer in its place.
 */
export const readFieldQuestion: QuestionTypeReader = (reading) => {
  const { answer, text } = reading.page
  if (!answer || (text && isWithin(answer, text))) {
    const blocks = text ? reading.blocks([text]) : []
    return [answerPart(reading, blocks)]
  }
  const units = elementsOfTag(answer, 'select').flatMap(offeredOptions)
  const shown = reading.blocks([answer], withoutLabel(reading))
  return [...promptPart(reading), answerPart(reading, [...shown, ...choicesLine(reading, units)])]
}

/** `Answer:` is the heading already. A label that holds the field is read for the field. */
function withoutLabel(reading: QuestionReading): Interpret {
  return (element) => {
    if (element.tagName !== 'label' || attributeOf(element, 'for') === undefined) return undefined
    const field = firstOfClass(element, 'answer') ?? firstElement(element, isField)
    if (field) return { kind: 'inlines', inlines: reading.inlines([field]) }
    return hasFollowingBox(element) ? undefined : { kind: 'nothing' }
  }
}

function isField(element: HtmlElement): boolean {
  return element.tagName === 'input' || element.tagName === 'select'
}

/** Labels of unit choices stand behind their radio buttons and are part of the answer. */
function hasFollowingBox(label: HtmlElement): boolean {
  const siblings = label.parentNode?.childNodes ?? []
  const before = siblings.slice(0, siblings.indexOf(label)).findLast((node) => 'tagName' in node)
  return before !== undefined && 'tagName' in before && attributeOf(before, 'type') === 'radio'
}

/** Essays: from the editor as formatted text, from a plain field as text whose lines count, with files. */
export const readEssay: QuestionTypeReader = (reading) => {
  const { answer, question } = reading.page
  const files = question.responseFiles.filter(({ area }) => area === 'attachments')
  const attachments = answer && childrenOf(answer).filter(isElement).find(isAttachments)
  const written = answer ? reading.blocks([answer], asWritten(attachments)) : []
  const listed = attachments ? unlistedFiles(attachments, reading) : []
  const blocks: readonly Block[] = [...written, ...listed]
  const asked = [...promptPart(reading), ...essaySetup(reading)]
  if (blocks.length === 0 && files.length > 0) return asked
  return [...asked, answerPart(reading, blocks)]
}

function isAttachments(element: HtmlElement): boolean {
  return hasClass(element, 'attachments')
}

/** Students can write any class: a sign of theirs that says “correct” is not the site's, and is only its text. */
function asWritten(attachments: HtmlElement | undefined): Interpret {
  const interpret: Interpret = (element) => {
    if (element === attachments) return { kind: 'nothing' }
    return moodleDialect.outcomeOf(element) ? { kind: 'children', interpret } : undefined
  }
  return interpret
}

/** Files that the page lists and the service did not: named at least. */
function unlistedFiles(attachments: HtmlElement, { materials }: QuestionReading): readonly Block[] {
  return [...elementsIn(attachments, (element) => element.tagName === 'a')]
    .filter((link) => materials.fileAt(attributeOf(link, 'href') ?? '') === undefined)
    .map((link) => lineOf(link))
    .filter((name) => name !== '')
    .map((label): Block => ({ kind: 'placeholder', label }))
}
