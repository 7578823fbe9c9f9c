import { conversionWords, type OutcomeTone, type ReportSection } from '../../documents/index.ts'
import type { ReviewedQuestion } from '../../sources/activity-source.ts'
import type { AttemptWords } from './attempt-words.ts'

/** What Moodle's classes of a question's state mean (`question_state::get_state_class`). */
const toneOfClass: Readonly<Record<string, OutcomeTone>> = {
  correct: 'correct',
  partiallycorrect: 'partial',
  incorrect: 'incorrect',
  notanswered: 'unanswered',
  notyetanswered: 'unanswered',
  requiresgrading: 'pending',
  invalidanswer: 'neutral',
  answersaved: 'neutral',
  complete: 'neutral',
}

/** The same for the states themselves (`question_state`), where a review gives no class. */
const toneOfState: Readonly<Record<string, OutcomeTone>> = {
  gradedright: 'correct',
  mangrright: 'correct',
  gradedpartial: 'partial',
  mangrpartial: 'partial',
  gradedwrong: 'incorrect',
  mangrwrong: 'incorrect',
  gaveup: 'unanswered',
  mangaveup: 'unanswered',
  needsgrading: 'pending',
}

/** How a question came out, in the words of the site. Informations have no outcome. */
export function questionOutcome(question: ReviewedQuestion, words: AttemptWords): ReportSection['outcome'] {
  if (question.type === 'description') return undefined
  const tone = lookUp(toneOfClass, question.stateClass) ?? lookUp(toneOfState, question.state) ?? 'neutral'
  const label = question.stateText === '' ? conversionWords[words.language].outcomes[tone] : question.stateText
  return label === '' ? undefined : { tone, label }
}

function lookUp(table: Readonly<Record<string, OutcomeTone>>, key: string): OutcomeTone | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined
}
