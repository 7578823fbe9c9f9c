import type { ItemDescription } from '../../driver/archiving-context.ts'
import { toJson } from '../../reporting/to-json.ts'
import type { Quiz, QuizAttempt, QuizAttemptState } from '../../sources/activity-source.ts'

/** In other states, Moodle keeps what is answered without telling that the attempt has changed. */
const settledStates: ReadonlySet<QuizAttemptState> = new Set(['finished', 'abandoned'])

/**
 * What tells whether an attempt has changed: Moodle keeps a new time with it when it is graded, commented or regraded, and
 * with the quiz when its settings, overall feedback included, are saved. Names and groups of the person stand in the report.
 *
 * None for an attempt that is not over, and for a quiz that does not tell when it was changed. It does not tell that a
 * student has flagged a question after the end.
 */
export function attemptFingerprint(quiz: Quiz, attempt: QuizAttempt): Pick<ItemDescription, 'fingerprint'> {
  if (!settledStates.has(attempt.state) || quiz.modifiedAt === null || attempt.modifiedAt === null) return {}
  const { introHtml: _intro, otherFacts: _others, ...facts } = quiz
  return { fingerprint: toJson({ quiz: facts, attempt }) }
}
