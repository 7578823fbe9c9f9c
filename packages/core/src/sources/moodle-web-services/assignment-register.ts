import type {
  Assignment,
  PersonState,
  SubmissionEntry,
  SubmissionPerson,
  SubmissionState,
  TeamEntry,
} from '../assignment-source.ts'
import type { GradeRow, SubmissionRow, UserFlagsRow } from './answers/assignment-answers.ts'
import type { AssignmentLists } from './assignment-lists.ts'
import { toGradeGiven, toSubmissionState } from './assignment-mapping.ts'
import type { AssignmentPeople } from './assignment-people.ts'
import { toIsoTime } from './value-parsing.ts'

/** One person of an entry, with what only this source may know: the real user id. */
export interface RegisterMember {
  readonly userId: number
  readonly state: PersonState
  readonly gradeRow: GradeRow | null
  readonly flagsRow: UserFlagsRow | null
}

/** An entry, and how Moodle knows it. */
export interface RegisterEntry {
  readonly entry: SubmissionEntry
  /** The row that holds the work: the team's in a team; null if Moodle has none. */
  readonly row: SubmissionRow | null
  readonly members: readonly RegisterMember[]
}

/** All entries of an assignment, in their order: teams by group id, people by user id or participant number. */
export function makeRegister(
  assignment: Assignment,
  lists: AssignmentLists,
  people: AssignmentPeople,
): readonly RegisterEntry[] {
  const rows = new Map(lists.submissions.filter(({ userid }) => userid > 0).map((row) => [row.userid, row]))
  const facts: Facts = {
    assignment,
    people,
    rows,
    grades: new Map(lists.grades.map((row) => [row.userid, row])),
    flags: new Map(lists.flags.map((row) => [row.userid, row])),
  }
  const listed = new Map(lists.participants.map((row) => [row.id, row]))
  // People who have left are no participants, but their work is still there.
  const userIds = new Set([...listed.keys(), ...rows.keys(), ...facts.grades.keys()])
  const members = [...userIds].map((userId) => toMember(userId, facts))
  const teams = assignment.teams
  if (!teams) return members.toSorted(byPerson).map((member) => personEntry(member, facts))
  const inTeams = new Map<number, RegisterMember[]>()
  const alone: RegisterMember[] = []
  for (const member of members) {
    const row = listed.get(member.userId)
    const groupId = row?.groupid ?? 0
    if (!row || (groupId === 0 && teams.groupRequired)) alone.push(member)
    else inTeams.set(groupId, [...(inTeams.get(groupId) ?? []), member])
  }
  return [
    ...teamEntries(lists, inTeams, people),
    ...alone.toSorted(byPerson).map((member) => personEntry(member, facts)),
  ]
}

interface Facts {
  readonly assignment: Assignment
  readonly people: AssignmentPeople
  readonly rows: ReadonlyMap<number, SubmissionRow>
  readonly grades: ReadonlyMap<number, GradeRow>
  readonly flags: ReadonlyMap<number, UserFlagsRow>
}

function toMember(userId: number, { assignment, people, rows, grades, flags }: Facts): RegisterMember {
  const row = rows.get(userId)
  const gradeRow = grades.get(userId) ?? null
  const person = people.person(userId) ?? unnamedPerson(row, gradeRow)
  const flagsRow = flags.get(userId) ?? null
  return { userId, gradeRow, flagsRow, state: personState(person, row, { assignment, gradeRow, flagsRow, people }) }
}

/** Someone whose identity is hidden and who has left: only the submission, or the grade, can be named. */
function unnamedPerson(row: SubmissionRow | undefined, gradeRow: GradeRow | null): SubmissionPerson {
  const id = row ? `submission-${row.id}` : `grade-${gradeRow?.id ?? 0}`
  return { id, shownName: '', participant: null, participantNumber: null }
}

/** What Moodle says of the same person once there is an empty row. */
function gradingStateWithoutRow(
  gradeRow: GradeRow | null,
  flagsRow: UserFlagsRow | null,
  assignment: Assignment,
): string {
  if (assignment.markingWorkflow) return flagsRow?.workflowstate || 'notmarked'
  return (gradeRow?.grade ?? -1) >= 0 ? 'graded' : 'notgraded'
}

interface StateFacts {
  readonly assignment: Assignment
  readonly gradeRow: GradeRow | null
  readonly flagsRow: UserFlagsRow | null
  readonly people: AssignmentPeople
}

function personState(
  person: SubmissionPerson,
  row: SubmissionRow | undefined,
  { assignment, gradeRow, flagsRow, people }: StateFacts,
): PersonState {
  return {
    person,
    state: rowFacts(row ?? null).state,
    grade: gradeRow ? toGradeGiven(gradeRow, people.marker) : null,
    gradingState: row?.gradingstatus || gradingStateWithoutRow(gradeRow, flagsRow, assignment),
    extendedTo: flagsRow?.extensionduedate ?? null,
    locked: flagsRow?.locked ?? false,
    workflowState: flagsRow?.workflowstate ?? '',
    allocatedMarker: flagsRow?.allocatedmarker ? people.marker(flagsRow.allocatedmarker) : null,
  }
}

function byPerson(one: RegisterMember, other: RegisterMember): number {
  return rankOf(one) - rankOf(other) || (one.state.person.id < other.state.person.id ? -1 : 1)
}

/** By what can be seen: an order by hidden user ids would give the identities away. */
function rankOf({ userId, state: { person } }: RegisterMember): number {
  if (person.participant) return userId
  return person.participantNumber ?? Number.MAX_SAFE_INTEGER
}

function personEntry(member: RegisterMember, { rows }: Facts): RegisterEntry {
  const row = rows.get(member.userId) ?? null
  const entry = { kind: 'person' as const, ...member.state, ...rowFacts(row), id: member.state.person.id }
  return { entry, row, members: [member] }
}

function teamEntries(
  lists: AssignmentLists,
  inTeams: ReadonlyMap<number, readonly RegisterMember[]>,
  people: AssignmentPeople,
): readonly RegisterEntry[] {
  const rows = new Map(lists.submissions.filter(({ userid }) => userid === 0).map((row) => [row.groupid, row]))
  const groupIds = [...new Set([...inTeams.keys(), ...rows.keys()])].toSorted((one, other) => one - other)
  return groupIds.map((groupId) => {
    const row = rows.get(groupId) ?? null
    const members = (inTeams.get(groupId) ?? []).toSorted(byPerson)
    const entry: TeamEntry = {
      kind: 'team',
      id: `team-${groupId}`,
      ...rowFacts(row),
      group: groupId === 0 ? null : people.group(groupId),
      members: members.map(({ state }) => state),
    }
    return { entry, row, members }
  })
}

interface RowFacts {
  readonly state: SubmissionState
  readonly attemptNumber: number | null
  readonly submissionId: number | null
  readonly modifiedAt: string | null
}

/** Anyone who looks at a submission's status can make an empty row, so an empty row must look like none. */
function rowFacts(row: SubmissionRow | null): RowFacts {
  const state = toSubmissionState(row?.status ?? '')
  if (!row || state === 'new' || state === 'none')
    return { state: 'none', attemptNumber: null, submissionId: null, modifiedAt: null }
  return {
    state,
    attemptNumber: row.attemptnumber + 1,
    submissionId: row.id,
    modifiedAt: toIsoTime(row.timemodified),
  }
}
