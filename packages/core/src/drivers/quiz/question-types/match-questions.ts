import {
  attributeOf,
  childrenOf,
  elementsIn,
  firstElement,
  isElement,
  lineOf,
  type Block,
  type HtmlElement,
  type MatchesBlock,
} from '../../../documents/index.ts'
import {
  answerPart,
  choicesLine,
  paragraph,
  promptPart,
  type QuestionReading,
  type QuestionTypeReader,
} from '../question-reading.ts'
import { outcomeOf } from './outcome-of.ts'

/** Matching and random matching: a table with a menu in each row. */
export const readMatchQuestion: QuestionTypeReader = (reading) => {
  const { answer } = reading.page
  const rows = answer ? [...elementsIn(answer, (element) => element.tagName === 'tr')] : []
  const pairs = rows.map((row) => readPair(row, reading)).filter((pair) => pair !== undefined)
  if (!answer || pairs.length === 0)
    return [...promptPart(reading), answerPart(reading, answer ? reading.blocks([answer]) : [])]
  const offered = optionsIn(answer).map(lineOf)
  const blocks: readonly Block[] = [{ kind: 'matches', pairs }, ...choicesLine(reading, offered)]
  return [...promptPart(reading), answerPart(reading, blocks)]
}

function readPair(row: HtmlElement, reading: QuestionReading): MatchesBlock['pairs'][number] | undefined {
  const [prompt, control] = childrenOf(row).filter(isElement)
  const menu = control && firstElement(control, (element) => element.tagName === 'select')
  if (!prompt || !control) return undefined
  const outcome = outcomeOf(control, reading)
  const chosen = menu ? lineOfChosen(menu) : ''
  const answer = menu ? (chosen === '' ? [] : [paragraph(chosen)]) : reading.blocks(childrenOf(control))
  return { prompt: reading.blocks(childrenOf(prompt)), answer, ...(outcome ? { outcome } : {}) }
}

/** The options of menus without `Choose…`, which has the value 0 in this type. */
function optionsIn(element: HtmlElement): readonly HtmlElement[] {
  const options = [...elementsIn(element, (child) => child.tagName === 'option')]
  return options.filter((option) => !['', '0'].includes(attributeOf(option, 'value') ?? ''))
}

function lineOfChosen(menu: HtmlElement): string {
  const chosen = optionsIn(menu).find((option) => attributeOf(option, 'selected') !== undefined)
  return chosen ? lineOf(chosen) : ''
}
