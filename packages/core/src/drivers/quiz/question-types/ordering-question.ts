import { attributeOf, childrenOf, elementsIn, hasClass, type HtmlElement } from '../../../documents/html/html-nodes.ts'
import type { Block } from '../../../documents/index.ts'
import { answerPart, promptPart, type Interpret, type QuestionTypeReader } from '../question-reading.ts'

/** Ordering: a list of items in the order in which the student put them; the text and the list share `.qtext`. */
export const readOrdering: QuestionTypeReader = (reading) => {
  const { answer, formulation } = reading.page
  const items = [...elementsIn(answer ?? formulation, isItem)].map((item) => reading.blocks(childrenOf(item)))
  const list: Block = { kind: 'list', ordered: true, start: 1, items }
  const withoutAnswer: Interpret = (element) => (element === answer ? { kind: 'nothing' } : undefined)
  return [...promptPart(reading, withoutAnswer), answerPart(reading, items.length === 0 ? [] : [list])]
}

function isItem(element: HtmlElement): boolean {
  if (element.tagName !== 'li') return false
  return hasClass(element, 'sortableitem') || (attributeOf(element, 'id') ?? '').startsWith('ordering_item')
}
