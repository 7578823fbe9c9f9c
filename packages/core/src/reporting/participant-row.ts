import type { ItemOutcome } from '../driver/archiving-context.ts'
import type { Participant } from '../sources/activity-source.ts'

/** Columns of items.csv that say whose item it is, in order. */
export const participantColumns = [
  'user_id',
  'user_name',
  'id_number',
  'first_name',
  'last_name',
  'groups',
  'enrolled',
] as const

/** Values of {@link participantColumns}. `participant` is under a pseudonym already where the archive names nobody. */
export function participantRow(participant: Participant, anonymise: boolean): ItemOutcome['row'] {
  return {
    user_id: anonymise ? null : participant.userId,
    user_name: participant.userName,
    id_number: participant.idNumber,
    first_name: participant.firstName,
    last_name: participant.lastName,
    groups: participant.groups.map((group) => group.name).join('; '),
    enrolled: participant.enrolled,
  }
}
