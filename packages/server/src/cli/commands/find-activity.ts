import { ArchivingError } from '@muniment/core'
import type { ArchivableActivity, Course } from '@muniment/sdk'

const shown = 20

/**
 * The course that a short name, a name or an id means.
 *
 * @throws ArchivingError `not_found` listing what there is, `input_invalid` if several are meant.
 */
export function findCourse(courses: readonly Course[], wanted: string): Course {
  const matches = firstMatches(courses, [
    (course) => String(course.id) === wanted,
    (course) => course.shortName === wanted,
    (course) => course.name === wanted,
    (course) => course.idNumber === wanted && wanted !== '',
    (course) => [course.shortName, course.name].some((name) => equalsLoosely(name, wanted)),
  ])
  return only(matches, {
    none: `There is no course “${wanted}” that you can read. ${listed(courses, describeCourse)}`,
    several: `Several courses are called “${wanted}”. Name one by its id. ${listed(matches, describeCourse)}`,
  })
}

/**
 * The activity that a name or a course-module id means.
 *
 * @throws ArchivingError `not_found` listing what there is, `input_invalid` if several are meant, `not_supported` if
 *   no driver archives its kind.
 */
export function findActivity(
  activities: readonly ArchivableActivity[],
  wanted: string,
): ArchivableActivity & { readonly driverId: string } {
  const named = firstMatches(activities, [
    (activity) => String(activity.courseModuleId) === wanted,
    (activity) => activity.name === wanted,
    (activity) => equalsLoosely(activity.name, wanted),
  ])
  const archivable = named.filter((activity) => activity.driverId !== null)
  const matches = archivable.length > 0 ? archivable : named
  const activity = only(matches, {
    none: `There is no activity “${wanted}” in this course. ${listed(activities, describeActivity)}`,
    several: `Several activities are called “${wanted}”. Name one by its id. ${listed(matches, describeActivity)}`,
  })
  const { driverId } = activity
  if (driverId !== null) return { ...activity, driverId }
  throw new ArchivingError(
    'not_supported',
    `“${activity.name}” is of the kind ${activity.kind}, which cannot be archived yet. “muniment drivers” tells what can.`,
  )
}

/**
 * Which driver archives an activity: the one that was asked for, else the first.
 *
 * @throws ArchivingError `input_invalid` if that one does not archive it, naming those that do.
 */
export function chooseDriver(
  { name, driverId, driverIds }: ArchivableActivity & { readonly driverId: string },
  asked: string | undefined,
): string {
  if (asked === undefined || driverIds.includes(asked)) return asked ?? driverId
  throw new ArchivingError(
    'input_invalid',
    `The archiver “${asked}” does not archive “${name}”. These do: ${driverIds.join(', ')}.`,
  )
}

/** What the first test that finds anything finds: an exact match goes before a loose one. */
function firstMatches<Entry>(
  entries: readonly Entry[],
  tests: readonly ((entry: Entry) => boolean)[],
): readonly Entry[] {
  for (const test of tests) {
    const found = entries.filter(test)
    if (found.length > 0) return found
  }
  return []
}

function only<Entry>(matches: readonly Entry[], messages: { readonly none: string; readonly several: string }): Entry {
  const [match] = matches
  if (!match) throw new ArchivingError('not_found', messages.none)
  if (matches.length > 1) throw new ArchivingError('input_invalid', messages.several)
  return match
}

const equalsLoosely = (name: string, wanted: string): boolean =>
  name.normalize('NFC').trim().toLowerCase() === wanted.normalize('NFC').trim().toLowerCase()

const describeCourse = (course: Course): string => `${course.id} ${course.shortName} (${course.name})`

const describeActivity = (activity: ArchivableActivity): string =>
  `${activity.courseModuleId} ${activity.name} (${activity.kind})`

function listed<Entry>(entries: readonly Entry[], describe: (entry: Entry) => string): string {
  if (entries.length === 0) return 'There is none.'
  const more = entries.length > shown ? `\n  … and ${entries.length - shown} more` : ''
  return `There are:\n${entries
    .slice(0, shown)
    .map((entry) => `  ${describe(entry)}`)
    .join('\n')}${more}`
}
