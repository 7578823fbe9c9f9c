import type { LocalizedText } from '../errors/localized-text.ts'
import type { ActivityOverview, ActivityState, ArchivableActivity, CourseOverview } from '../core.ts'
import type { Page, PageOptions } from '../driver/activity-archiving-driver.ts'
import { activeStates } from '../driver/activity-archiving-task.ts'
import { ArchivingError, toRecordedError, wrapUnknownError } from '../errors/index.ts'
import type { ActivitySource, Course } from './activity-source.ts'
import type { ActivityHistory, HistoryStore } from './history-store.ts'

/** Courses that are read at once. */
const coursesAtOnce = 4
const usualPage = 10
const largestPage = 50

/** What an overview of a source is made of. */
export interface OverviewPorts {
  readonly sourceId: string
  readonly source: ActivitySource
  readonly history: HistoryStore
  readonly listActivities: (courseId: number, signal?: AbortSignal) => Promise<readonly ArchivableActivity[]>
}

/**
 * A page of the courses of a source, by name, with what was archived of them.
 *
 * @throws ArchivingError of the source, if not even the courses can be listed or the sign-in does not hold any more;
 *   `input_invalid`, `storage_busy`, `storage_failed`, `aborted`
 */
export async function readOverview(
  ports: OverviewPorts,
  { limit = usualPage, cursor }: PageOptions = {},
  signal?: AbortSignal,
): Promise<Page<CourseOverview>> {
  const from = Number(cursor ?? 0)
  if (!Number.isInteger(limit) || limit < 1 || limit > largestPage) throw invalid('limit')
  if (!Number.isInteger(from) || from < 0) throw invalid('cursor')
  const courses = await ports.source.listCourses(signal)
  const shown = courses.slice(from, from + limit)
  const entries: CourseOverview[] = []
  for (let start = 0; start < shown.length; start += coursesAtOnce) {
    const some = shown.slice(start, start + coursesAtOnce)
    entries.push(...(await Promise.all(some.map((course) => overviewOfCourse(course, ports, signal)))))
  }
  const next = from + limit
  return next < courses.length ? { entries, nextCursor: String(next) } : { entries }
}

/**
 * One course, with what was archived of it.
 *
 * @throws ArchivingError `not_found` if the signed-in user has no such course; else as {@link readOverview}
 */
export async function readCourseOverview(
  ports: OverviewPorts,
  courseId: number,
  signal?: AbortSignal,
): Promise<CourseOverview> {
  const courses = await ports.source.listCourses(signal)
  const course = courses.find(({ id }) => id === courseId)
  if (course) return await overviewOfCourse(course, ports, signal)
  throw new ArchivingError('not_found', 'The site has no such course, or your account may not see it any more.', {
    german: 'Die Seite hat keinen solchen Kurs, oder Ihr Konto darf ihn nicht mehr sehen.',
  })
}

function invalid(field: 'limit' | 'cursor'): ArchivingError {
  const message =
    field === 'limit' ? `A page has 1 to ${largestPage} courses.` : 'The cursor is not one of an overview.'
  return new ArchivingError('input_invalid', message, { details: { field } })
}

async function overviewOfCourse(course: Course, ports: OverviewPorts, signal?: AbortSignal): Promise<CourseOverview> {
  try {
    return { course, activities: await readActivities(course, ports, signal), error: null }
  } catch (cause) {
    const error = wrapUnknownError(cause)
    // What concerns all courses ends the overview; what concerns one is told with it.
    if (!concernsOneCourse(error)) throw error
    return { course, activities: [], error: toRecordedError(error) }
  }
}

const codesOfOneCourse: ReadonlySet<string> = new Set(['source_denied', 'source_missing', 'source_unexpected'])

function concernsOneCourse({ code }: ArchivingError): boolean {
  return codesOfOneCourse.has(code)
}

async function readActivities(
  { id: courseId }: Course,
  { sourceId, source, history, listActivities }: OverviewPorts,
  signal?: AbortSignal,
): Promise<readonly ActivityOverview[]> {
  const activities = await listActivities(courseId, signal)
  const histories = await history.historyOf(
    sourceId,
    activities.map(({ courseModuleId }) => courseModuleId),
  )
  const known = new Map(histories.map((one) => [one.courseModuleId, one]))
  // Only where there is something to compare with: the others cost no request.
  const comparable = activities.filter(({ courseModuleId }) => known.get(courseModuleId)?.archived?.activityFingerprint)
  const now = comparable.length > 0 ? await lookAt(source, courseId, comparable, signal) : undefined
  return activities.map((activity) => {
    const { courseModuleId } = activity
    return toOverview(activity, known.get(courseModuleId), now?.get(courseModuleId))
  })
}

const codesOfAllCourses: ReadonlySet<string> = new Set(['source_unauthenticated', 'aborted'])

/** Where the look itself fails, what is archived is told all the same. */
async function lookAt(
  source: ActivitySource,
  courseId: number,
  activities: readonly ArchivableActivity[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<number, string> | undefined> {
  try {
    return await source.readActivityFingerprints?.(courseId, activities, signal)
  } catch (cause) {
    if (codesOfAllCourses.has(wrapUnknownError(cause).code)) throw cause
    return undefined
  }
}

/** @param fingerprint of the activity as it is now; undefined if it cannot be told */
function toOverview(
  activity: ArchivableActivity,
  history: ActivityHistory | undefined,
  fingerprint: string | undefined,
): ActivityOverview {
  const archived = history?.archived ?? null
  const before = archived?.activityFingerprint ?? null
  const changed = before === null || fingerprint === undefined ? null : before !== fingerprint
  const state = stateOf(activity, history, changed)
  return {
    activity,
    state,
    changed,
    archive: archived?.archive ?? null,
    taskId: history?.newest.taskId ?? null,
    reason: reasonOf(activity, state, history),
  }
}

function stateOf(
  { driverId }: ArchivableActivity,
  history: ActivityHistory | undefined,
  changed: boolean | null,
): ActivityState {
  const newest = history?.newest.state
  if (activeStates.some((state) => state === newest)) return 'archiving'
  if (newest === 'failed') return 'failed'
  if (history?.archived) return changed === true ? 'changed' : 'archived'
  return driverId === null ? 'not_supported' : 'never_archived'
}

function reasonOf(
  { kind }: ArchivableActivity,
  state: ActivityState,
  history: ActivityHistory | undefined,
): LocalizedText | null {
  if (state === 'failed') return history?.newest.error?.text ?? null
  if (state !== 'not_supported') return null
  return {
    en: `There is no archiver for activities of the kind “${kind}”.`,
    de: `Für Aktivitäten der Art „${kind}“ gibt es keinen Archivierer.`,
  }
}
