import type { Participant, QuizAttempt } from '../../sources/activity-source.ts'
import { anonymousParticipant, type PseudonymOf } from './anonymise.ts'

/** By which names and ids an archive tells of people and attempts. */
export interface AttemptIdentity {
  /** Set where nobody is named. */
  readonly pseudonymOf: PseudonymOf | undefined
  /** The person as the archive names them. */
  participant(participant: Participant): Participant
  /** What stands for the id of an attempt. */
  attemptId(attempt: Pick<QuizAttempt, 'id'>): string
  /** What stands for the id of a person. */
  userId(participant: Participant): string
}

/** People under the names by which the site knows them. */
const asKnown: AttemptIdentity = {
  pseudonymOf: undefined,
  participant: (participant) => participant,
  attemptId: ({ id }) => String(id),
  userId: ({ userId }) => String(userId),
}

/** As the settings ask for: by name, or under pseudonyms. */
export function attemptIdentity(anonymise: boolean, pseudonymOf: PseudonymOf): AttemptIdentity {
  if (!anonymise) return asKnown
  return {
    pseudonymOf,
    participant: (participant) => anonymousParticipant(participant, pseudonymOf),
    attemptId: ({ id }) => pseudonymOf(`attempt ${id}`),
    userId: ({ userId }) => pseudonymOf(`user ${userId}`),
  }
}
