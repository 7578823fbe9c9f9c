import type { JsonValue } from '../driver/archiving-context.ts'
import type { ReportFact } from '../documents/index.ts'
import type { Participant } from '../sources/activity-source.ts'
import type { ReportIdentity } from './report-identity.ts'
import type { ReportReader } from './report-reader.ts'
import type { ReportSettings } from './report-settings.ts'
import { reportWords } from './report-words.ts'

/** Facts at the head of a report that say whose it is. */
export function personFacts(
  participant: Participant,
  reader: ReportReader,
  { identity, settings }: { readonly identity: ReportIdentity; readonly settings: ReportSettings },
): readonly ReportFact[] {
  const words = reportWords(settings.language)
  const { fullName, idNumber, userName, groups } = identity.participant(participant)
  return [
    ...reader.fact(words.student, fullName),
    ...reader.fact(words.idNumber, idNumber),
    ...reader.fact(words.userName, settings.anonymise ? '' : userName),
    ...reader.fact(words.groups, groups.map(({ name }) => name).join(', ')),
  ]
}

/** A person as data, as the archive names them. */
export function personRecord(participant: Participant, identity: ReportIdentity): JsonValue {
  const named = identity.participant(participant)
  return {
    userId: identity.pseudonymOf ? null : named.userId,
    userName: named.userName,
    fullName: named.fullName,
    idNumber: named.idNumber,
    groups: named.groups.map(({ name }) => name),
  }
}

/** People in the order of their names as the archive has them: it does not tell who is who. */
export function byName(people: readonly Participant[]): readonly Participant[] {
  const key = ({ lastName, firstName, fullName, userId }: Participant): string =>
    `${lastName === '' ? fullName : lastName}\u0000${firstName}\u0000${String(userId).padStart(12, '0')}`
  return people.toSorted((one, other) => (key(one) < key(other) ? -1 : 1))
}
