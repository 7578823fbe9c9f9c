import { gapsOf, matchesOf } from './grading.ts'
import type { ClozePart, Question, Response } from './question-types.ts'

/** How well a question was answered, where the exact words do not matter. */
export type Quality = 'right' | 'partly' | 'wrong'

/** All places right, only the first right, or every place filled with its neighbour's. */
function places(rights: readonly number[], quality: Quality): (number | null)[] {
  if (quality === 'right') return [...rights]
  if (quality === 'partly') return rights.map((right, index) => (index === 0 ? right : null))
  return rights.map((_, index) => rights[(index + 1) % rights.length] ?? null)
}

function clozePart(part: ClozePart, isRight: boolean): string | number | readonly number[] {
  if (part.kind === 'text') return isRight ? part.right : 'perhaps'
  if (part.kind === 'checkboxes') return isRight ? part.right : part.right.slice(1)
  return isRight ? part.right : (part.right + 1) % part.options.length
}

function chosenOf(choices: readonly { readonly right: boolean }[], quality: Quality): number[] {
  const indexes = choices.map((_, index) => index)
  const rights = indexes.filter((index) => choices[index]?.right)
  if (quality === 'right') return rights
  if (quality === 'partly') return rights.slice(0, 1)
  return indexes.filter((index) => !rights.includes(index)).slice(0, 1)
}

/** A response of that quality; `undefined` for what cannot be answered or has to be written out (essays). */
export function derivedResponse(question: Question, quality: Quality): Response | undefined {
  switch (question.type) {
    case 'description':
    case 'essay':
      return undefined
    case 'multichoice':
      return { type: 'multichoice', chosen: chosenOf(question.choices, quality) }
    case 'truefalse':
      return { type: 'truefalse', value: question.right === (quality === 'right') }
    case 'shortanswer':
      return { type: 'shortanswer', text: quality === 'right' ? (question.accepted[0] ?? '') : 'I am not sure' }
    case 'numerical': {
      const text = { right: `${question.value} ${question.unit}`, partly: `${question.value}`, wrong: '42 km' }[quality]
      return { type: 'numerical', text }
    }
    case 'match': {
      const rights = question.pairs.map((_, index) => index)
      const given =
        quality === 'partly'
          ? rights.map((right) => (right === 0 ? 0 : matchesOf(question).length - 1))
          : places(rights, quality)
      return { type: 'match', matches: given }
    }
    case 'multianswer':
      return {
        type: 'multianswer',
        parts: question.parts.map((part, index) =>
          clozePart(part, quality === 'right' || (quality === 'partly' && index % 2 === 0)),
        ),
      }
    case 'ddwtos':
    case 'gapselect':
      return { type: 'gaps', words: places(gapsOf(question), quality) }
    case 'ddimageortext':
      return {
        type: 'ddimageortext',
        items: places(
          question.drops.map((drop) => drop.right),
          quality,
        ),
      }
    case 'ordering':
      break
  }
  const order = question.items.map((_, index) => index)
  if (quality === 'right') return { type: 'ordering', order }
  const moved = quality === 'partly' ? [0, ...order.slice(1).toReversed()] : [...order.slice(1), 0]
  return { type: 'ordering', order: moved }
}
