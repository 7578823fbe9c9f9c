import type { z } from 'zod'
import { ArchivingError } from '../../errors/index.ts'
import type { Activity, Course, Group } from '../activity-source.ts'
import {
  allowedGroupsAnswer,
  courseContentsAnswer,
  courseGroupsAnswer,
  courseModuleAnswer,
  userCoursesAnswer,
} from './answers/course-answers.ts'
import { callEach } from './batch-calls.ts'
import type { MoodleSession } from './moodle-session.ts'

/** The courses in which the signed-in user is enrolled, by name. */
export async function listCourses(session: MoodleSession, signal: AbortSignal): Promise<readonly Course[]> {
  const { userid } = await session.siteInfo(signal)
  const courses = await session.call(
    {
      function: 'core_enrol_get_users_courses',
      values: { userid, returnusercount: false },
      answer: userCoursesAnswer,
    },
    signal,
  )
  return courses
    .map((course) => ({
      id: course.id,
      name: course.fullname,
      shortName: course.shortname,
      idNumber: course.idnumber,
      startsAt: course.startdate,
      endsAt: course.enddate,
      visible: course.visible,
    }))
    .toSorted((one, other) => compareText(one.name, other.name) || one.id - other.id)
}

/** All activities of a course in the order of its page. */
export async function listActivities(
  session: MoodleSession,
  courseId: number,
  signal: AbortSignal,
): Promise<readonly Activity[]> {
  const sections = await readCoursePage(session, courseId, signal)
  const moduleIds = sections.flatMap(({ modules }) => modules.map(({ id }) => id))
  const idNumbers = await readIdNumbers(session, moduleIds, signal)
  return sections.flatMap(({ name, modules }) =>
    modules.map((module) => ({
      courseModuleId: module.id,
      instanceId: module.instance,
      kind: module.modname,
      name: module.name,
      courseId,
      sectionName: name,
      idNumber: idNumbers.get(module.id) ?? '',
      visible: module.visible,
      opensAt: dateOf(module.dates, openingDates),
      closesAt: dateOf(module.dates, closingDates),
    })),
  )
}

async function readCoursePage(
  session: MoodleSession,
  courseId: number,
  signal: AbortSignal,
): Promise<z.output<typeof courseContentsAnswer>> {
  const question = {
    function: 'core_course_get_contents',
    values: { courseid: courseId, options: [{ name: 'excludecontents', value: true }] },
    answer: courseContentsAnswer,
  }
  return await session.call(question, signal)
}

/** Moodle's `dataid` of the dates that it shows on the course page, by what they mean. */
const openingDates = new Set([
  'timeopen',
  'allowsubmissionsfromdate',
  'available',
  'timeavailablefrom',
  'submissionstart',
])
const closingDates = new Set(['timeclose', 'duedate', 'deadline', 'timeavailableto', 'submissionend'])

function dateOf(
  dates: readonly { readonly dataid: string; readonly timestamp: string | null }[],
  wanted: ReadonlySet<string>,
): string | null {
  return dates.find(({ dataid }) => wanted.has(dataid))?.timestamp ?? null
}

/** The id numbers that teachers gave to activities. Where they may not be seen there are none. */
async function readIdNumbers(
  session: MoodleSession,
  moduleIds: readonly number[],
  signal: AbortSignal,
): Promise<ReadonlyMap<number, string>> {
  const name = 'core_course_get_course_module'
  if (!(await session.offers(name, signal))) return new Map()
  const values = moduleIds.map((id) => ({ cmid: id }))
  const results = await callEach(session, { function: name, values, answer: courseModuleAnswer }, signal)
  return new Map(results.flatMap((result) => (result.ok ? [[result.value.cm.id, result.value.cm.idnumber]] : [])))
}

/** The groups of a course, by name. A non-editing teacher may only ask which groups an activity has. */
export async function listGroups(
  session: MoodleSession,
  courseId: number,
  signal: AbortSignal,
): Promise<readonly Group[]> {
  try {
    const question = {
      function: 'core_group_get_course_groups',
      values: { courseid: courseId },
      answer: courseGroupsAnswer,
    }
    return sortGroups((await session.call(question, signal)).map((group) => toGroup(group)))
  } catch (error) {
    if (!(error instanceof ArchivingError) || error.code !== 'source_denied') throw error
    return await listGroupsOfActivities(session, courseId, signal)
  }
}

/** Activities may use different groupings, so the groups of several are put together. */
async function listGroupsOfActivities(
  session: MoodleSession,
  courseId: number,
  signal: AbortSignal,
): Promise<readonly Group[]> {
  const modules = (await readCoursePage(session, courseId, signal)).flatMap((section) => section.modules)
  const quizzes = modules.filter(({ modname }) => modname === 'quiz')
  const asked = quizzes.length > 0 ? quizzes : modules.filter(({ modname }) => ['assign', 'forum'].includes(modname))
  const values = asked.map(({ id }) => ({ cmid: id }))
  const name = 'core_group_get_activity_allowed_groups'
  const results = await callEach(session, { function: name, values, answer: allowedGroupsAnswer }, signal)
  const groups = results.flatMap((result) => (result.ok ? result.value.groups : []))
  return sortGroups([...new Map(groups.map((group) => [group.id, toGroup(group)])).values()])
}

function toGroup(group: { readonly id: number; readonly name: string; readonly idnumber: string }): Group {
  return { id: group.id, name: group.name, idNumber: group.idnumber }
}

function sortGroups(groups: readonly Group[]): readonly Group[] {
  return groups.toSorted((one, other) => compareText(one.name, other.name) || one.id - other.id)
}

/** The same order on every computer, whatever its language. */
function compareText(one: string, other: string): number {
  return collator.compare(one, other)
}

const collator = new Intl.Collator('en', { numeric: true })
