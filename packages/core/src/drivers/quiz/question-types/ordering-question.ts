import {
  attributeOf,
  childrenOf,
  elementsIn,
  firstOfClass,
  hasClass,
  moodleDialect,
  type Block,
  type HtmlElement,
  type Inline,
  type ListNumbering,
} from '../../../documents/index.ts'
import {
  answerPart,
  promptPart,
  type Interpret,
  type QuestionReading,
  type QuestionTypeReader,
} from '../question-reading.ts'
import { outcomeOf } from './outcome-of.ts'

/** Ordering: a list of items in the order in which the student put them; the text and the list share `.qtext`. */
export const readOrdering: QuestionTypeReader = (reading) => {
  const { answer, formulation } = reading.page
  const items = [...elementsIn(answer ?? formulation, isItem)].map((item) => readItem(item, reading))
  const list: Block = { kind: 'list', ordered: true, start: 1, ...numberingOf(formulation), items }
  const withoutAnswer: Interpret = (element) => (element === answer ? { kind: 'nothing' } : undefined)
  return [...promptPart(reading, withoutAnswer), answerPart(reading, items.length === 0 ? [] : [list])]
}

/** Numbering of the items by the class of their list (qtype_ordering_question::get_numbering_styles). */
const numberingOfClass: Readonly<Record<string, ListNumbering>> = {
  numberingabc: 'a',
  numberingABCD: 'A',
  numberingiii: 'i',
  numberingIIII: 'I',
}

function numberingOf(formulation: QuestionReading['page']['formulation']): { readonly numbering?: ListNumbering } {
  for (const [name, numbering] of Object.entries(numberingOfClass)) {
    if (firstOfClass(formulation, name)) return { numbering }
  }
  return {}
}

function isItem(element: HtmlElement): boolean {
  if (element.tagName !== 'li') return false
  return hasClass(element, 'sortableitem') || (attributeOf(element, 'id') ?? '').startsWith('ordering_item')
}

/** The item with its tick or cross behind it, where it stands in all other types. */
function readItem(item: HtmlElement, reading: QuestionReading): readonly Block[] {
  const outcome = outcomeOf(item, reading)
  if (!outcome) return reading.blocks(childrenOf(item))
  const blocks = reading.blocks(childrenOf(item), (element) =>
    moodleDialect.outcomeOf(element) ? { kind: 'nothing' } : undefined,
  )
  const sign: Inline = { kind: 'outcome', ...outcome }
  const last = blocks.at(-1)
  if (last?.kind !== 'paragraph') return [...blocks, { kind: 'paragraph', content: [sign] }]
  const space: Inline = { kind: 'text', text: ' ' }
  return [...blocks.slice(0, -1), { ...last, content: [...last.content, space, sign] }]
}
