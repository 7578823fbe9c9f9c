import { ArchivingError } from '../../errors/index.ts'
import type { Group, Participant } from '../source-records.ts'
import type { PostAuthorAnswer } from './answers/forum-answers.ts'
import { listGroups } from './courses.ts'
import type { MoodleSession } from './moodle-session.ts'
import { listParticipants } from './participants.ts'
import { shareOnce } from './share-once.ts'

/** Who is who in the forums of a course. */
export interface ForumPeople {
  /** An author; one whom the course does not know any more has the name that the post tells. */
  person(userId: number, author: PostAuthorAnswer): Participant
  /** Null for Moodle's -1: all. */
  group(groupId: number): Group | null
}

/** More courses than are archived at once; a person takes a few hundred bytes. */
const mostKept = 4

/**
 * Keeps the people of the courses read last, so that not every discussion asks for all of them again. A listing reads
 * them anew.
 */
export class ForumPeopleOfCourses {
  readonly #session: MoodleSession
  readonly #lifetime: AbortSignal
  readonly #kept = new Map<number, (signal: AbortSignal) => Promise<ForumPeople>>()

  constructor(session: MoodleSession, lifetime: AbortSignal) {
    this.#session = session
    this.#lifetime = lifetime
  }

  /** Reads them now. */
  async read(courseId: number, signal: AbortSignal): Promise<ForumPeople> {
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
  async get(courseId: number, signal: AbortSignal): Promise<ForumPeople> {
    return (await this.#kept.get(courseId)?.(signal)) ?? (await this.read(courseId, signal))
  }
}

async function readPeople(session: MoodleSession, courseId: number, signal: AbortSignal): Promise<ForumPeople> {
  const people = new Map<number, Participant>()
  for await (const participant of listParticipants(session, courseId, signal))
    people.set(participant.userId, participant)
  const groups = new Map((await groupsOrNone(session, courseId, signal)).map((group) => [group.id, group]))
  return {
    person: (userId, author) => people.get(userId) ?? toStranger(userId, author),
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

/** Someone who is not in the course, as a post names them. */
function toStranger(userId: number, { fullname, groups }: PostAuthorAnswer): Participant {
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
