import { ArchivingError } from '../../errors/index.ts'
import type { Assignment, Marker, SubmissionPerson } from '../assignment-source.ts'
import type { Group, Participant } from '../source-records.ts'
import type { AssignmentLists } from './assignment-lists.ts'
import { listGroups } from './courses.ts'
import type { MoodleSession } from './moodle-session.ts'
import { listParticipants } from './participants.ts'

/** Who is who in an assignment, as far as it may be told. */
export interface AssignmentPeople {
  /** Null for someone who has left and has no number while identities are hidden: then only the submission can be named. */
  readonly person: (userId: number) => SubmissionPerson | null
  readonly marker: (userId: number) => Marker | null
  readonly group: (groupId: number) => Group
}

/**
 * While identities are hidden the services still answer with real user ids. Here they become participant numbers:
 * names of people of the assignment are not even kept then, and `mod_assign_get_user_mappings`, which would tell the
 * numbers of those who have left, is not called, since with it a marker could unmask everyone.
 */
export async function readAssignmentPeople(
  session: MoodleSession,
  assignment: Assignment,
  lists: AssignmentLists,
  signal: AbortSignal,
): Promise<AssignmentPeople> {
  const groups = await groupsById(session, assignment, lists, signal)
  const group = (groupId: number): Group => groups.get(groupId) ?? { id: groupId, name: '', idNumber: '' }
  const masked = assignment.identitiesHidden
  const known = await namesFrom(session, assignment, masked ? markerIds(lists) : null, signal)
  const marker = (userId: number): Marker => ({ userId, fullName: known.get(userId)?.fullName ?? '' })
  if (!masked) return { group, marker, person: (userId) => openPerson(userId, known.get(userId)) }
  const numbers = new Map(lists.participants.map((row) => [row.id, row]))
  return {
    group,
    marker: (userId) => (numbers.has(userId) ? null : marker(userId)),
    person: (userId) => {
      const row = numbers.get(userId)
      // Without a number there is nothing to call the person by.
      return row?.recordid && row.recordid > 0 ? maskedPerson(row.recordid, row.fullname) : null
    },
  }
}

function openPerson(userId: number, participant: Participant | undefined): SubmissionPerson {
  const known = participant ?? { ...nobody, userId }
  return { id: `user-${userId}`, shownName: known.fullName, participant: known, participantNumber: null }
}

/** Someone who has left the course so long ago that the gradebook has forgotten. */
const nobody = {
  userName: '',
  firstName: '',
  lastName: '',
  fullName: '',
  idNumber: '',
  email: '',
  groups: [],
  enrolled: false,
}

function maskedPerson(recordId: number, shownName: string): SubmissionPerson {
  return { id: `participant-${recordId}`, shownName, participant: null, participantNumber: recordId }
}

/** People of the course: all, or only those wanted. */
async function namesFrom(
  session: MoodleSession,
  assignment: Assignment,
  wanted: ReadonlySet<number> | null,
  signal: AbortSignal,
): Promise<ReadonlyMap<number, Participant>> {
  const known = new Map<number, Participant>()
  if (wanted?.size === 0) return known
  for await (const participant of listParticipants(session, assignment.courseId, signal)) {
    if (!wanted || wanted.has(participant.userId)) known.set(participant.userId, participant)
  }
  return known
}

/** Those who marked, without anyone who hands in. */
function markerIds(lists: AssignmentLists): ReadonlySet<number> {
  const markers = new Set([
    ...lists.grades.flatMap(({ grader }) => grader ?? []),
    ...lists.flags.flatMap(({ allocatedmarker }) => allocatedmarker ?? []),
  ])
  for (const { id } of lists.participants) markers.delete(id)
  for (const { userid } of lists.submissions) markers.delete(userid)
  return markers
}

/** Names of groups come with the participants, too; their id numbers do not. */
async function groupsById(
  session: MoodleSession,
  assignment: Assignment,
  lists: AssignmentLists,
  signal: AbortSignal,
): Promise<ReadonlyMap<number, Group>> {
  if (!assignment.teams) return new Map()
  const groups = new Map<number, Group>()
  for (const { groupid, groupname } of lists.participants) {
    if (groupid) groups.set(groupid, { id: groupid, name: groupname, idNumber: '' })
  }
  for (const group of await groupsIfAllowed(session, assignment, signal)) groups.set(group.id, group)
  return groups
}

async function groupsIfAllowed(
  session: MoodleSession,
  assignment: Assignment,
  signal: AbortSignal,
): Promise<readonly Group[]> {
  try {
    return await listGroups(session, assignment.courseId, signal)
  } catch (error) {
    if (error instanceof ArchivingError && error.code === 'source_denied') return []
    throw error
  }
}
