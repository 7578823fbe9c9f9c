import { childrenOf } from '../../../documents/index.ts'
import {
  answerPart,
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
  return holdsFields(reading) ? [answerPart(reading, rest)] : [...promptPart(reading), answerPart(reading, rest)]
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
