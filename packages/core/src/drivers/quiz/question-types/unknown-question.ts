import { attributeOf, childrenOf, elementsIn, type Block, type HtmlElement } from '../../../documents/index.ts'
import {
  answerPart,
  paragraph,
  promptPart,
  questionName,
  type QuestionReading,
  type QuestionTypeReader,
} from '../question-reading.ts'

/** A type that is not known: its text and its fields with what was entered, in the order of the page. */
export const readUnknownQuestion: QuestionTypeReader = (reading) => {
  const { page, words } = reading
  reading.note(words.remarks.unknownType(page.question.type, questionName(reading)))
  const rest = reading.blocks(childrenOf(page.formulation), (element) =>
    element === page.text && !holdsFields(reading) ? { kind: 'nothing' } : undefined,
  )
  const answer = answerPart(reading, [...rest, ...unseenData(reading)])
  return holdsFields(reading) ? [answer] : [...promptPart(reading), answer]
}

/** Fields of Moodle's question engine itself, which are no answer. */
const ownFields =
  /_:(?:sequencecheck|flagged)$|^(?:sesskey|slots|thispage|nextpage|attempt|timeup|scrollpos|mdlscrollto)$/
/** Longer values are cut: a drawing can take a megabyte. The service's own answer has all of it. */
const longestValue = 20_000

/** Many types keep the answer in hidden fields, for a script to show: as data, by the names that the page gives them. */
function unseenData({ page, words }: QuestionReading): readonly Block[] {
  const fields = [...elementsIn(page.formulation, isHiddenField)]
  const values = fields.flatMap((field): readonly Block[] => {
    const name = (attributeOf(field, 'name') ?? '').replace(/^q\d+:\d+_/u, '')
    const value = attributeOf(field, 'value') ?? ''
    if (value === '' || ownFields.test(attributeOf(field, 'name') ?? '')) return []
    const shown = value.slice(0, longestValue)
    const rest = shown.length < value.length ? [paragraph(words.cutOff(String(value.length)))] : []
    return [paragraph(`${name}:`), { kind: 'preformatted', monospaced: true, text: shown }, ...rest]
  })
  return values.length === 0 ? [] : [paragraph(words.unseenData), ...values]
}

function isHiddenField(element: HtmlElement): boolean {
  return element.tagName === 'input' && attributeOf(element, 'type') === 'hidden'
}

/** Whether answers stand within the question text, so that the two cannot be told apart. */
function holdsFields({ page }: QuestionReading): boolean {
  const { text } = page
  return text === undefined || /^(?:input|select|textarea)$/.test(firstFieldTag(text))
}

function firstFieldTag(element: Parameters<typeof childrenOf>[0]): string {
  const stack = [...childrenOf(element)]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if ('tagName' in node && /^(?:input|select|textarea)$/.test(node.tagName)) return node.tagName
    stack.push(...childrenOf(node))
  }
  return ''
}
