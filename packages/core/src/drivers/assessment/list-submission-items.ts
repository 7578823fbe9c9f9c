import type { ItemDescription } from '../../driver/archiving-context.ts'
import type { ScopeValue } from '../../driver/settings-definition.ts'
import type { Participant } from '../../sources/activity-source.ts'
import type { Assignment, PersonState, SubmissionEntry, TeamEntry } from '../../sources/assignment-source.ts'
import { latestNumberOf, type SubmissionChoice } from './submission-view.ts'

/** One report to be made of an entry. */
export interface ChosenReport extends SubmissionChoice {
  readonly entry: SubmissionEntry
  /** The member whose own report it is. */
  readonly member: PersonState | null
}

/** Whether a scope asks for an entry. Groups are the source's to choose: it knows them while identities are hidden, too. */
export function isInScope(entry: SubmissionEntry, { mode, ids = [] }: ScopeValue): boolean {
  switch (mode) {
    case 'submitted':
      return entry.state === 'submitted' || wasReopened(entry)
    case 'graded':
      return statesOf(entry).some(({ grade }) => grade !== null && grade.grade !== null) || wasReopened(entry)
    case 'users':
      return statesOf(entry).some(({ person }) => isOneOf(person.participant, ids))
    default:
      return true
  }
}

/**
 * The reports of an entry: one an attempt, and of a team also one for each member an attempt, since grade and feedback
 * are each member's own.
 */
export function reportsOf(
  entry: SubmissionEntry,
  scope: ScopeValue,
  attempts: 'all' | 'latest',
): readonly ChosenReport[] {
  const latest = latestNumberOf(entry)
  const first = attempts === 'latest' ? latest : 1
  const numbers = Array.from({ length: latest - first + 1 }, (_, index) => first + index)
  const members = entry.kind === 'team' ? entry.members.filter((member) => isMemberInScope(member, entry, scope)) : []
  return numbers.flatMap((attemptNumber) =>
    [null, ...members].map((member) => ({
      entry,
      entryId: entry.id,
      ofTeam: entry.kind === 'team',
      attemptNumber,
      member,
      memberId: member?.person.id ?? null,
    })),
  )
}

/** Earlier attempts were handed in and mostly graded; which, is known only when they are read. */
function wasReopened(entry: SubmissionEntry): boolean {
  return latestNumberOf(entry) > 1
}

function statesOf(entry: SubmissionEntry): readonly PersonStateOfEntry[] {
  return entry.kind === 'team' ? entry.members : [entry]
}

type PersonStateOfEntry = Pick<PersonState, 'person' | 'grade'>

function isMemberInScope({ person }: PersonState, { group }: TeamEntry, { mode, ids = [] }: ScopeValue): boolean {
  const { participant } = person
  if (mode === 'users') return isOneOf(participant, ids)
  if (mode === 'groups')
    return participant === null || [...participant.groups, ...(group ? [group] : [])].some(({ id }) => ids.includes(id))
  return true
}

function isOneOf(participant: Participant | null, ids: readonly number[]): boolean {
  return participant !== null && ids.includes(participant.userId)
}

/** What is kept of an item between listing and archiving. */
export type AssessmentItemData =
  | { readonly kind: 'assignment' }
  | (SubmissionChoice & { readonly kind: 'submission'; readonly assignment: Assignment })
  /** A list that the signed-in user may not see. */
  | { readonly kind: 'refused'; readonly list: string; readonly message: string }

export type AssessmentItem = ItemDescription<AssessmentItemData>
