import {
  attributeOf,
  elementsIn,
  firstElement,
  hasClass,
  lineOf,
  numberInClass,
  offeredOptions,
  type HtmlElement,
} from '../../../documents/index.ts'
import { answerPart, choicesLine, type Interpret, type QuestionTypeReader } from '../question-reading.ts'
import { readDropAnswers, type DropAnswers } from './drop-answers.ts'

/**
 * Drag words into text: the gaps are empty; a hidden field holds the number of the word within its group's shuffled
 * words.
 */
export const readDragWords: QuestionTypeReader = (reading) => {
  const { text, formulation } = reading.page
  const answers = readDropAnswers(formulation)
  const interpret: Interpret = (element) => {
    const place = hasClass(element, 'drop') ? numberInClass(element, 'place') : undefined
    if (place === undefined) return undefined
    return { kind: 'inlines', inlines: [{ kind: 'gap', answer: droppedWord(answers, place, reading.words.choice) }] }
  }
  const shown = text ? reading.blocks([text], interpret) : []
  return [answerPart(reading, [...shown, ...choicesLine(reading, answers.things.map(wordOf))])]
}

function droppedWord(answers: DropAnswers, place: number, unknownChoice: (number: number) => string): string {
  const field = answers.fieldOfPlace(place)
  const choice = field ? answers.choiceIn(field) : 0
  if (!field || choice === 0) return ''
  const word = answers.thingIn(field)
  return word ? wordOf(word) : unknownChoice(choice)
}

/** The text of a word; of one that is a picture, what the picture shows. */
function wordOf(element: HtmlElement): string {
  const text = lineOf(element)
  const image = text === '' ? firstElement(element, (child) => child.tagName === 'img') : undefined
  return image ? (attributeOf(image, 'alt') ?? '').trim() : text
}

/** Select missing words: menus within the text. */
export const readSelectWords: QuestionTypeReader = (reading) => {
  const { text, formulation } = reading.page
  const menus = [...elementsIn(formulation, (element) => element.tagName === 'select')]
  const shown = text ? reading.blocks([text]) : []
  return [answerPart(reading, [...shown, ...choicesLine(reading, menus.flatMap(offeredOptions))])]
}
