import { childrenOf, type Block, type HtmlParent } from '../../../documents/index.ts'
import {
  answerPart,
  paragraph,
  promptPart,
  questionName,
  type QuestionReading,
  type QuestionTypeReader,
} from '../question-reading.ts'
import { unseenFields } from '../unseen-fields.ts'

/**
 * A type that is not known: its text and its fields with what was entered, in the order of the page, and what the page
 * holds without showing it, which is often where a plugin keeps the answer.
 */
export const readUnknownQuestion: QuestionTypeReader = (reading) => {
  const { page, words } = reading
  reading.note(words.remarks.unknownType(page.question.type, questionName(reading)))
  const rest = reading.blocks(childrenOf(page.formulation), (element) =>
    element === page.text && !holdsFields(reading) ? { kind: 'nothing' } : undefined,
  )
  const answer = answerPart(reading, [...rest, ...unseenBlocks(reading)])
  return holdsFields(reading) ? [answer] : [...promptPart(reading), answer]
}

/** Longer values are shown in part; the record has the whole. */
const longestShown = 4_000

function unseenBlocks({ page, words }: QuestionReading): readonly Block[] {
  const fields = unseenFields(page.formulation)
  if (fields.length === 0) return []
  const blocks = fields.flatMap(({ name, value }): readonly Block[] => [
    { kind: 'paragraph', content: [{ kind: 'text', text: `${name}:`, style: { bold: true } }] },
    { kind: 'preformatted', text: value.slice(0, longestShown), monospaced: true },
    ...(value.length > longestShown ? [paragraph(words.cutOff(String(value.length)))] : []),
  ])
  return [paragraph(words.unseenData), ...blocks]
}

/** Whether answers stand within the question text, so that the two cannot be told apart. */
function holdsFields({ page }: QuestionReading): boolean {
  return page.text === undefined || holdsField(page.text)
}

function holdsField(element: HtmlParent): boolean {
  const stack = [...childrenOf(element)]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if ('tagName' in node && /^(?:input|select|textarea)$/.test(node.tagName)) return true
    stack.push(...childrenOf(node))
  }
  return false
}
