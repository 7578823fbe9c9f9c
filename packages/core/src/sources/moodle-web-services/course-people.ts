import { ArchivingError } from '../../errors/index.ts'
import type { Group, Participant } from '../source-records.ts'
import { listGroups } from './courses.ts'
import type { MoodleSession } from './moodle-session.ts'
import { ifAllowed, listParticipants, readGradableUsers } from './participants.ts'
import { shareOnce } from './share-once.ts'

/** How an answer names someone. */
export interface NamedPerson {
  readonly fullname: string
  readonly groups?: readonly Pick<Group, 'id' | 'name'>[] | null | undefined
}

/** Who is who in a course. */
export interface CoursePeople {
  /** A person; one whom the course does not know any more has the name that the answer tells. */
  person(userId: number, named: NamedPerson): Participant
  /** Null for Moodle's -1: all. */
  group(groupId: number): Group | null
}

/** More courses than are archived at once; a person takes a few hundred bytes. */
const mostKept = 4

/**
 * Keeps the people of the courses read last, so that not every item asks for all of them again. A listing reads
 * them anew.
 */
export class PeopleOfCourses {
  readonly #session: MoodleSession
  readonly #lifetime: AbortSignal
  readonly #kept = new Map<number, (signal: AbortSignal) => Promise<CoursePeople>>()

  constructor(session: MoodleSession, lifetime: AbortSignal) {
    this.#session = session
    this.#lifetime = lifetime
  }

  /** Reads them now. */
  async read(courseId: number, signal: AbortSignal): Promise<CoursePeople> {
    const load = shareOnce(() => readPeople(this.#session, courseId, this.#lifetime))
    this.#kept.delete(courseId)
    this.#kept.set(courseId, load)
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= mostKept) break
      this.#kept.delete(oldest)
    }
    return await load(signal)
  }

  /** Those of the last listing, or read now. */
  async get(courseId: number, signal: AbortSignal): Promise<CoursePeople> {
    return (await this.#kept.get(courseId)?.(signal)) ?? (await this.read(courseId, signal))
  }
}

async function readPeople(session: MoodleSession, courseId: number, signal: AbortSignal): Promise<CoursePeople> {
  const people = new Map<number, Participant>()
  for await (const participant of listParticipants(session, courseId, signal))
    people.set(participant.userId, participant)
  const groups = new Map((await groupsOrNone(session, courseId, signal)).map((group) => [group.id, group]))
  return {
    person: (userId, named) => people.get(userId) ?? toStranger(userId, named),
    group: (groupId) => (groupId > 0 ? (groups.get(groupId) ?? { id: groupId, name: '', idNumber: '' }) : null),
  }
}

/** Names of groups are worth having, but not being allowed to list them must not stop the work. */
async function groupsOrNone(session: MoodleSession, courseId: number, signal: AbortSignal): Promise<readonly Group[]> {
  try {
    return await listGroups(session, courseId, signal)
  } catch (error) {
    if (error instanceof ArchivingError && error.code === 'source_denied') return []
    throw error
  }
}

/** Someone who is not in the course, as an answer names them. */
function toStranger(userId: number, { fullname, groups }: NamedPerson): Participant {
  return {
    userId,
    userName: '',
    firstName: '',
    lastName: '',
    fullName: fullname,
    idNumber: '',
    email: '',
    groups: (groups ?? []).map(({ id, name }) => ({ id, name, idNumber: '' })),
    enrolled: false,
  }
}

/** Those of a course who can be graded, by user id: of them work is expected. Null where the site does not say. */
export async function expectedPeople(
  session: MoodleSession,
  { courseId, people }: { readonly courseId: number; readonly people: CoursePeople },
  signal: AbortSignal,
): Promise<readonly Participant[] | null> {
  const gradable = await ifAllowed(() => readGradableUsers(session, courseId, signal))
  if (gradable.length === 0) return null
  return gradable
    .map(({ userId, fullName }) => people.person(userId, { fullname: fullName }))
    .filter(({ enrolled }) => enrolled)
    .toSorted((one, other) => one.userId - other.userId)
}
