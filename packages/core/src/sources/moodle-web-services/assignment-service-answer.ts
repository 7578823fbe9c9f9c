import type { ServiceAnswer } from '../source-records.ts'
import { keepAnswer } from './keep-answer.ts'
import type { AnsweredCall } from './quiz-service-answer.ts'

/** Sums over the whole class, which change whenever anyone hands in, and what depends on who reads. */
const fields = new Set(['gradingsummary', 'canpost', 'delete', 'avatar', 'profileurl', 'time'])

const told =
  'Left out: gradingsummary (sums over the whole class, which change whenever anyone hands in), and canpost, delete, avatar, profileurl and time (timecreated in words) of comments, which depend on who reads.'

/**
 * An answer of the functions of assignments as it is kept.
 *
 * @param moreChanges sentences about what was changed before
 */
export function toAssignmentServiceAnswer(
  call: AnsweredCall,
  answer: unknown,
  moreChanges: readonly string[] = [],
): ServiceAnswer {
  return keepAnswer(call, answer, { fields, told: [...moreChanges, told] })
}
