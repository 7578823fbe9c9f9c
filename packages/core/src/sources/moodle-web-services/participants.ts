import { ArchivingError } from '../../errors/index.ts'
import type { Group, Participant } from '../activity-source.ts'
import {
  enrolledUsersAnswer,
  gradableUsersAnswer,
  gradeReportAnswer,
  type EnrolledUser,
} from './answers/participant-answers.ts'
import { listGroups } from './courses.ts'
import type { MoodleSession } from './moodle-session.ts'

/** What the gradebook knows of a person; it shows teachers user names and id numbers that the list of participants hides. */
export interface GradebookEntry {
  readonly userId: number
  readonly userName: string
  readonly firstName: string
  readonly lastName: string
  readonly fullName: string
  readonly idNumber: string
  readonly email: string
}

const pageSize = 200

/** Above this many people the grade report, which has every grade of everyone, is too large to read for its id numbers. */
export const largestGradeReport = 1000

/** Everyone enrolled and everyone whom the gradebook still knows, by user id. */
export async function* listParticipants(
  session: MoodleSession,
  courseId: number,
  signal: AbortSignal,
): AsyncGenerator<Participant, void, undefined> {
  const gradebook = await readGradebook(session, courseId, signal)
  const groupIdNumbers = new Map((await groupsOrNone(session, courseId, signal)).map((group) => [group.id, group]))
  const left = [...gradebook.values()].toSorted((one, other) => one.userId - other.userId)
  let next = 0
  for await (const user of listEnrolled(session, courseId, signal)) {
    for (; next < left.length && (left[next]?.userId ?? 0) <= user.id; next++) {
      const entry = left[next]
      if (entry && entry.userId < user.id) yield toFormerParticipant(entry)
    }
    yield toParticipant(user, gradebook.get(user.id), groupIdNumbers)
  }
  for (const entry of left.slice(next)) yield toFormerParticipant(entry)
}

/**
 * The enrolled users in the order of their ids, page by page. Each page overlaps the one before by a row: if that row
 * is no longer where it was, people have left in between, and reading goes back rather than skipping someone.
 */
async function* listEnrolled(
  session: MoodleSession,
  courseId: number,
  signal: AbortSignal,
): AsyncGenerator<EnrolledUser, void, undefined> {
  let lastId = 0
  let from = 0
  for (;;) {
    const page = await readEnrolledPage(session, courseId, from, signal)
    const firstId = page[0]?.id ?? Number.POSITIVE_INFINITY
    if (from > 0 && firstId > lastId) {
      from = Math.max(0, from - pageSize)
      continue
    }
    for (const user of page) {
      if (user.id <= lastId) continue
      lastId = user.id
      yield user
    }
    if (page.length < pageSize) return
    from += pageSize - 1
  }
}

async function readEnrolledPage(
  session: MoodleSession,
  courseId: number,
  from: number,
  signal: AbortSignal,
): Promise<readonly EnrolledUser[]> {
  const options = {
    userfields: 'id,username,firstname,lastname,fullname,email,idnumber,groups',
    limitfrom: from,
    limitnumber: pageSize,
    sortby: 'id',
    sortdirection: 'ASC',
  }
  const users = await session.call(
    {
      function: 'core_enrol_get_enrolled_users',
      values: { courseid: courseId, options: Object.entries(options).map(([name, value]) => ({ name, value })) },
      answer: enrolledUsersAnswer,
    },
    signal,
  )
  return users.toSorted((one, other) => one.id - other.id)
}

async function readGradebook(
  session: MoodleSession,
  courseId: number,
  signal: AbortSignal,
): Promise<ReadonlyMap<number, GradebookEntry>> {
  const entries = new Map<number, GradebookEntry>()
  for (const entry of await ifAllowed(() => readGradableUsers(session, courseId, signal)))
    entries.set(entry.userId, entry)
  if (entries.size > largestGradeReport) return entries
  for (const entry of await ifAllowed(() => readGradeReport(session, courseId, signal))) {
    const known = entries.get(entry.userId)
    entries.set(entry.userId, known ? { ...known, idNumber: known.idNumber || entry.idNumber } : entry)
  }
  return entries
}

/** People who can be given grades, such as students: those of whom work is expected. None where the source does not say. */
export async function readGradableUsers(
  session: MoodleSession,
  courseId: number,
  signal: AbortSignal,
): Promise<readonly GradebookEntry[]> {
  const name = 'core_grades_get_gradable_users'
  if (!(await session.offers(name, signal))) return []
  const question = { function: name, values: { courseid: courseId }, answer: gradableUsersAnswer }
  const { users } = await session.call(question, signal)
  return users.map((user) => ({
    userId: user.id,
    userName: user.username,
    firstName: user.firstname,
    lastName: user.lastname,
    fullName: user.fullname,
    idNumber: user.idnumber,
    email: user.email,
  }))
}

async function readGradeReport(
  session: MoodleSession,
  courseId: number,
  signal: AbortSignal,
): Promise<readonly GradebookEntry[]> {
  const name = 'gradereport_user_get_grade_items'
  if (!(await session.offers(name, signal))) return []
  const question = { function: name, values: { courseid: courseId }, answer: gradeReportAnswer }
  const { usergrades } = await session.call(question, signal)
  return usergrades.map((user) => ({
    userId: user.userid,
    userName: '',
    firstName: '',
    lastName: '',
    fullName: user.userfullname,
    idNumber: user.useridnumber,
    email: '',
  }))
}

async function groupsOrNone(session: MoodleSession, courseId: number, signal: AbortSignal): Promise<readonly Group[]> {
  return await ifAllowed(() => listGroups(session, courseId, signal))
}

/** Names and id numbers are worth having, but not being allowed to see them must not stop the work. */
export async function ifAllowed<Row>(read: () => Promise<readonly Row[]>): Promise<readonly Row[]> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof ArchivingError && error.code === 'source_denied') return []
    throw error
  }
}

function toParticipant(
  user: EnrolledUser,
  entry: GradebookEntry | undefined,
  groups: ReadonlyMap<number, Group>,
): Participant {
  return {
    userId: user.id,
    userName: user.username || (entry?.userName ?? ''),
    firstName: user.firstname || (entry?.firstName ?? ''),
    lastName: user.lastname || (entry?.lastName ?? ''),
    fullName: user.fullname,
    idNumber: user.idnumber || (entry?.idNumber ?? ''),
    email: user.email || (entry?.email ?? ''),
    groups: user.groups.map(({ id, name }) => ({ id, name, idNumber: groups.get(id)?.idNumber ?? '' })),
    enrolled: true,
  }
}

function toFormerParticipant(entry: GradebookEntry): Participant {
  return { ...entry, groups: [], enrolled: false }
}
