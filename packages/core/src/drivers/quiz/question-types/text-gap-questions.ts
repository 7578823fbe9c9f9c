import {
  attributeOf,
  elementsIn,
  firstElement,
  hasClass,
  lineOf,
  numberInClass,
  offeredOptions,
  type HtmlElement,
  type HtmlParent,
} from '../../../documents/index.ts'
import { answerPart, choicesLine, type Interpret, type QuestionTypeReader } from '../question-reading.ts'

/**
 * Drag words into text: the gaps are empty; a hidden field holds the number of the word within its group's shuffled
 * words.
 */
export const readDragWords: QuestionTypeReader = (reading) => {
  const { text, formulation } = reading.page
  const words = [...elementsIn(formulation, (element) => hasClass(element, 'draghome'))]
  const interpret: Interpret = (element) => {
    const place = hasClass(element, 'drop') ? numberInClass(element, 'place') : undefined
    if (place === undefined) return undefined
    return {
      kind: 'inlines',
      inlines: [{ kind: 'gap', answer: droppedWord(formulation, place, reading.words.choice) }],
    }
  }
  const shown = text ? reading.blocks([text], interpret) : []
  return [answerPart(reading, [...shown, ...choicesLine(reading, words.map(wordOf))])]
}

function droppedWord(root: HtmlParent, place: number, unknownChoice: (number: number) => string): string {
  const field = firstElement(
    root,
    (element) => hasClass(element, 'placeinput') && numberInClass(element, 'place') === place,
  )
  const choice = Number(field ? attributeOf(field, 'value') : 0)
  if (!field || !Number.isInteger(choice) || choice <= 0) return ''
  const word = findDragged(root, choice, numberInClass(field, 'group'))
  return word ? wordOf(word) : unknownChoice(choice)
}

/** The thing that is dragged, by its number within its group. */
export function findDragged(root: HtmlParent, choice: number, group: number | undefined): HtmlElement | undefined {
  return firstElement(
    root,
    (element) =>
      hasClass(element, 'draghome') &&
      numberInClass(element, 'choice') === choice &&
      numberInClass(element, 'group') === group,
  )
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
