import { gradeResponse } from '../../sample-course/grading.ts'
import type { Slot } from './slot.ts'
import { rightness } from './slot.ts'

/** How Moodle tells the state of a question, in its several ways. */
export interface QuestionState {
  /** The question engine's own name: `gradedright`, `complete` … */
  readonly state: string
  readonly stateClass: string
  /** In words; the question's box can show others than the row (essays: "Complete"). */
  readonly status: string
  readonly shownClass: string
  readonly shownStatus: string
  readonly mark: number | undefined
}

const words = { correct: 'Correct', partiallycorrect: 'Partially correct', incorrect: 'Incorrect' }
const engineNames = { correct: 'right', partiallycorrect: 'partial', incorrect: 'wrong' }

function plain(state: string, stateClass: string, status: string, mark?: number): QuestionState {
  return { state, stateClass, status, shownClass: stateClass, shownStatus: status, mark }
}

/** The mark that the answer earns without a person. */
export function automaticMark(slot: Slot): number | undefined {
  const share = gradeResponse(slot.question, slot.response)
  return share === undefined ? undefined : share * slot.question.maxMark
}

function openState(slot: Slot, isIncomplete: boolean): QuestionState {
  if (slot.response === undefined) return plain('todo', 'notyetanswered', 'Not yet answered')
  return isIncomplete
    ? plain('invalid', 'invalidanswer', 'Incomplete answer')
    : plain('complete', 'answersaved', 'Answer saved')
}

/** Places left empty matter until the attempt is finished. */
export function stateOf(slot: Slot, isIncomplete = false): QuestionState {
  const answered = slot.response !== undefined
  if (!slot.finished) return openState(slot, isIncomplete)
  const isEssay = slot.question.type === 'essay'
  if (slot.graded) {
    const verdict = rightness(slot.graded.mark / slot.question.maxMark)
    const state = plain(`mangr${engineNames[verdict]}`, verdict, words[verdict], slot.graded.mark)
    return isEssay ? { ...state, shownClass: 'complete', shownStatus: 'Complete' } : state
  }
  if (!answered) return plain('gaveup', 'notanswered', 'Not answered')
  if (isEssay) {
    const state = plain('needsgrading', 'requiresgrading', 'Requires grading')
    return { ...state, shownClass: 'complete', shownStatus: 'Complete' }
  }
  const verdict = rightness(gradeResponse(slot.question, slot.response))
  return plain(`graded${engineNames[verdict]}`, verdict, words[verdict], automaticMark(slot))
}
