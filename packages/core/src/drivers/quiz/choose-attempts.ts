import type { QuizAttempt } from '../../sources/activity-source.ts'
import type { ScopeValue } from '../../driver/settings-definition.ts'

/**
 * The attempts that a scope asks for, out of all attempts in the order of user, then number. Holds the attempts of one
 * user at a time.
 */
export async function* chooseAttempts(
  attempts: AsyncIterable<QuizAttempt>,
  scope: ScopeValue,
): AsyncGenerator<QuizAttempt> {
  const better = Object.hasOwn(betterBy, scope.mode) ? betterBy[scope.mode] : undefined
  if (!better) {
    const isChosen = choiceOf(scope)
    for await (const attempt of attempts) if (isChosen(attempt)) yield attempt
    return
  }
  let chosen: QuizAttempt | undefined
  for await (const attempt of attempts) {
    if (chosen && chosen.participant.userId !== attempt.participant.userId) {
      yield chosen
      chosen = undefined
    }
    if (attempt.state === 'finished' && (!chosen || better(attempt, chosen))) chosen = attempt
  }
  if (chosen) yield chosen
}

function choiceOf({ mode, ids = [] }: ScopeValue): (attempt: QuizAttempt) => boolean {
  const chosen = new Set(ids)
  switch (mode) {
    case 'all':
      return () => true
    case 'attempts':
      return (attempt) => chosen.has(attempt.id)
    case 'users':
      return (attempt) => attempt.state === 'finished' && chosen.has(attempt.participant.userId)
    case 'groups':
      return (attempt) =>
        attempt.state === 'finished' && attempt.participant.groups.some((group) => chosen.has(group.id))
    default:
      return (attempt) => attempt.state === 'finished'
  }
}

const isEarlier = (attempt: QuizAttempt, than: QuizAttempt): boolean => attempt.number < than.number

const isLater = (attempt: QuizAttempt, than: QuizAttempt): boolean => attempt.number > than.number

/** More marks; of equal ones the first stays, as Moodle counts. Not graded is less than any mark. */
const isBetter = (attempt: QuizAttempt, than: QuizAttempt): boolean =>
  (attempt.sumOfMarks ?? Number.NEGATIVE_INFINITY) > (than.sumOfMarks ?? Number.NEGATIVE_INFINITY)

/** For modes that take one attempt of each person: which of two it is. */
const betterBy: Readonly<Record<string, (attempt: QuizAttempt, than: QuizAttempt) => boolean>> = {
  first: isEarlier,
  latest: isLater,
  best: isBetter,
}
