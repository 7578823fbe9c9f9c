import type { Participant } from '../sources/activity-source.ts'
import { anonymousParticipant, type PseudonymOf } from './pseudonyms.ts'

/** By which names and ids an archive tells of people and things. */
export interface ReportIdentity {
  /** Set where nobody is named. */
  readonly pseudonymOf: PseudonymOf | undefined
  /** The person as the archive names them. */
  participant(participant: Participant): Participant
  /** What stands for the id of a person. */
  userId(participant: Pick<Participant, 'userId'>): string
  /** What stands for the id of something that people made, by its kind: `attempt`, `submission`, `post`. */
  id(kind: string, id: number): string
}

/** People under the names by which the site knows them. */
const asKnown: ReportIdentity = {
  pseudonymOf: undefined,
  participant: (participant) => participant,
  userId: ({ userId }) => String(userId),
  id: (_kind, id) => String(id),
}

/** As the settings ask for: by name, or under pseudonyms. */
export function reportIdentity(anonymise: boolean, pseudonymOf: PseudonymOf): ReportIdentity {
  if (!anonymise) return asKnown
  return {
    pseudonymOf,
    participant: (participant) => anonymousParticipant(participant, pseudonymOf),
    userId: ({ userId }) => pseudonymOf(`user ${userId}`),
    id: (kind, id) => pseudonymOf(`${kind} ${id}`),
  }
}
