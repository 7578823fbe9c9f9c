import type {
  ClozePart,
  DragOntoImageQuestion,
  GapWordsQuestion,
  MatchQuestion,
  MultichoiceQuestion,
  NumericalQuestion,
  Question,
  Response,
} from './question-types.ts'
import { responseOf } from './question-types.ts'

/** The gaps of a text in reading order, each as the index of its right word. */
export function gapsOf(question: GapWordsQuestion): number[] {
  return [...question.text.matchAll(/\[\[(\d+)\]\]/g)].map((found) => Number(found[1]) - 1)
}

/** All matches to choose from; a stem's right one has the stem's own index. */
export function matchesOf(question: MatchQuestion): string[] {
  return [...question.pairs.map((pair) => pair.match), ...question.distractors]
}

export function isPartRight(part: ClozePart, given: string | number | readonly number[] | null | undefined): boolean {
  if (part.kind === 'text') return typeof given === 'string' && given.toLowerCase() === part.right.toLowerCase()
  if (part.kind !== 'checkboxes') return given === part.right
  return (
    Array.isArray(given) && given.length === part.right.length && part.right.every((right) => given.includes(right))
  )
}

function gradeMultichoice(question: MultichoiceQuestion, chosen: readonly number[]): number {
  const rightCount = question.choices.filter((choice) => choice.right).length
  const rights = chosen.filter((index) => question.choices[index]?.right).length
  return Math.max(0, (rights - (chosen.length - rights)) / rightCount)
}

/** 1 for the right number and unit, 0.9 for the right number alone. */
function gradeNumerical(question: NumericalQuestion, text: string): number {
  const [, number = '', unit = ''] = /^\s*([-+\d.eE]+)\s*(.*?)\s*$/.exec(text) ?? []
  if (number === '' || Math.abs(Number(number) - question.value) > question.tolerance) return 0
  return unit === question.unit ? 1 : 0.9
}

function shareOf<Item>(items: readonly Item[], isRight: (item: Item, index: number) => boolean): number {
  return items.filter((item, index) => isRight(item, index)).length / items.length
}

/** Which drops of a picture are filled rightly. */
export function isDropRight(question: DragOntoImageQuestion, index: number, item: number | null | undefined): boolean {
  return question.drops[index]?.right === item
}

/**
 * What an answer is worth, from 0 to 1; `undefined` where only a person can say (essay) or nothing was answered.
 */
export function gradeResponse(question: Question, response: Response | undefined): number | undefined {
  if (!response) return undefined
  switch (question.type) {
    case 'description':
    case 'essay':
      return undefined
    case 'multichoice':
      return gradeMultichoice(question, responseOf(response, 'multichoice')?.chosen ?? [])
    case 'truefalse':
      return responseOf(response, 'truefalse')?.value === question.right ? 1 : 0
    case 'shortanswer': {
      const given = responseOf(response, 'shortanswer')?.text.toLowerCase()
      return question.accepted.some((accepted) => accepted.toLowerCase() === given) ? 1 : 0
    }
    case 'numerical':
      return gradeNumerical(question, responseOf(response, 'numerical')?.text ?? '')
    case 'match': {
      const given = responseOf(response, 'match')?.matches
      return shareOf(question.pairs, (_, index) => given?.[index] === index)
    }
    case 'multianswer': {
      const given = responseOf(response, 'multianswer')?.parts
      return shareOf(question.parts, (part, index) => isPartRight(part, given?.[index]))
    }
    case 'ddwtos':
    case 'gapselect': {
      const given = responseOf(response, 'gaps')?.words
      return shareOf(gapsOf(question), (right, index) => given?.[index] === right)
    }
    case 'ddimageortext': {
      const given = responseOf(response, 'ddimageortext')?.items
      return shareOf(question.drops, (_, index) => isDropRight(question, index, given?.[index]))
    }
    case 'ordering':
      break
  }
  const given = responseOf(response, 'ordering')?.order
  return shareOf(question.items, (_, index) => given?.[index] === index)
}
