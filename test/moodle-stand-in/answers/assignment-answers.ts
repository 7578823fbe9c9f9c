import type { Assignment } from '../../sample-course/assignment-types.ts'
import { participantNumber } from '../../sample-course/assignments.ts'
import type { Person } from '../../sample-course/people.ts'
import { MoodleError } from '../moodle-error.ts'
import type { Arguments } from '../parameters.ts'
import { numberOf, numbersOf, textOf } from '../parameters.ts'
import type { SampleSite } from '../sample-site.ts'
import { asName } from '../sample-site.ts'
import type { LatestWork } from './assignment-rows.ts'
import {
  fileRow,
  gradeRow,
  gradingStatus,
  latestWorks,
  submissionRow,
  teamOf,
  withAddresses,
} from './assignment-rows.ts'
import type { Settings } from './course-answers.ts'
import { nameOf } from './course-answers.ts'

const intro = { component: 'mod_assign', area: 'intro' }
const introFiles = { component: 'mod_assign', area: 'introattachment', itemId: 0 }
const instructionFiles = { component: 'mod_assign', area: 'activityattachment', itemId: 0 }

function config(plugin: string, subtype: string, values: Readonly<Record<string, string>>): object[] {
  return Object.entries({ enabled: '1', ...values }).map(([name, value]) => ({ plugin, subtype, name, value }))
}

const configs = [
  ...config('onlinetext', 'assignsubmission', { wordlimit: '0', wordlimitenabled: '0' }),
  ...config('file', 'assignsubmission', {
    maxfilesubmissions: '20',
    maxsubmissionsizebytes: '268435456',
    filetypeslist: '',
  }),
  ...config('comments', 'assignsubmission', {}),
  ...config('comments', 'assignfeedback', { commentinline: '0' }),
  ...config('editpdf', 'assignfeedback', {}),
  ...config('file', 'assignfeedback', {}),
]

function assignmentRow(site: SampleSite, assignment: Assignment, settings: Settings): object {
  const { teams, instructions } = assignment
  const files = [...assignment.additionalFiles].map((file) => fileRow(site, assignment, introFiles, file))
  return {
    id: assignment.id,
    cmid: assignment.courseModuleId,
    course: site.course.id,
    name: nameOf(assignment, settings),
    nosubmissions: 0,
    submissiondrafts: assignment.draftsAreConfirmed ? 1 : 0,
    sendnotifications: 0,
    sendlatenotifications: 0,
    sendstudentnotifications: 1,
    duedate: assignment.dueAt,
    allowsubmissionsfromdate: 0,
    grade: assignment.grade,
    timemodified: site.course.startsAt,
    completionsubmit: 0,
    cutoffdate: assignment.cutOffAt,
    gradingduedate: 0,
    teamsubmission: teams ? 1 : 0,
    requireallteammemberssubmit: teams?.allMustSubmit ? 1 : 0,
    teamsubmissiongroupingid: 0,
    blindmarking: assignment.blind ? 1 : 0,
    hidegrader: 0,
    revealidentities: 0,
    attemptreopenmethod: 'manual',
    maxattempts: assignment.maxAttempts,
    markingworkflow: assignment.workflow ? 1 : 0,
    markingallocation: assignment.workflow ? 1 : 0,
    markinganonymous: 0,
    requiresubmissionstatement: 0,
    preventsubmissionnotingroup: 0,
    configs,
    intro: withAddresses(site, assignment, intro, assignment.intro),
    introformat: 1,
    introfiles: [],
    introattachments: files,
    ...(instructions === '' ? {} : { activity: instructions, activityformat: 1 }),
    ...(assignment.instructionFiles.length === 0
      ? {}
      : {
          activityattachments: assignment.instructionFiles.map((file) =>
            fileRow(site, assignment, instructionFiles, file),
          ),
        }),
    timelimit: 0,
    submissionattachments: 0,
  }
}

/** mod_assign_get_assignments */
export function assignmentsOfCourses(site: SampleSite, given: Arguments, settings: Settings): object {
  const { course } = site
  const wanted = numbersOf(given, 'courseids')
  const warnings = wanted
    .filter((id) => id !== course.id)
    .map((id) => ({
      item: 'course',
      itemid: id,
      warningcode: '2',
      message: 'User is not enrolled or does not have requested capability',
    }))
  if (wanted.length > 0 && !wanted.includes(course.id)) return { courses: [], warnings }
  const row = {
    id: course.id,
    fullname: asName(course.fullName),
    shortname: asName(course.shortName),
    timemodified: course.startsAt,
    assignments: course.assignments.map((assignment) => assignmentRow(site, assignment, settings)),
  }
  return { courses: [row], warnings }
}

/** Lists of several assignments; an unknown one is missing without a word, an empty one is a warning. */
function listed(
  site: SampleSite,
  given: Arguments,
  empty: { readonly item: string; readonly message: string },
  rowsOf: (assignment: Assignment) => Readonly<Record<string, readonly object[]>>,
): object {
  const withEmptyOnes = empty.item === 'module'
  const wanted = numbersOf(given, 'assignmentids')
  const found = site.course.assignments
    .filter(({ id }) => wanted.includes(id))
    .map((assignment) => ({ assignment, rows: rowsOf(assignment) }))
  const isEmpty = (rows: Readonly<Record<string, readonly object[]>>): boolean =>
    Object.values(rows).every((list) => list.length === 0)
  return {
    assignments: found
      .filter(({ rows }) => withEmptyOnes || !isEmpty(rows))
      .map(({ assignment, rows }) => ({ assignmentid: assignment.id, ...rows })),
    warnings: found
      .filter(({ rows }) => isEmpty(rows))
      .map(({ assignment }) => ({ ...empty, itemid: assignment.id, warningcode: '3' })),
  }
}

/** mod_assign_get_submissions: only the latest attempts; of a team its row, and those of its members */
export function submissionsOf(site: SampleSite, given: Arguments): object {
  const status = textOf(given, 'status')
  const since = numberOf(given, 'since')
  const before = numberOf(given, 'before')
  return listed(site, given, { item: 'module', message: 'No submissions found' }, (assignment) => ({
    submissions: latestWorks(site, assignment)
      .filter(({ work }) => status === '' || work.status === status)
      .filter(({ work: { modifiedAt } }) => modifiedAt >= since && (before === 0 || modifiedAt <= before))
      .map((latest) => ({
        ...submissionRow(site, assignment, latest),
        gradingstatus: gradingStatus(assignment, latest.submission.userId, latest.number),
      })),
  }))
}

/** mod_assign_get_grades: only those of the latest attempts */
export function gradesOf(site: SampleSite, given: Arguments): object {
  return listed(site, given, { item: 'assignment', message: 'No grades found' }, (assignment) => ({
    grades: assignment.grades
      .filter((grade) => grade.attempt === latestAttempt(site, assignment, grade.userId))
      .map(gradeRow),
  }))
}

function latestAttempt(site: SampleSite, assignment: Assignment, userId: number): number {
  return workOf(site, assignment, userId)?.number ?? 0
}

/** The work of a person, or of the team that the person is in. */
export function workOf(site: SampleSite, assignment: Assignment, userId: number): LatestWork | undefined {
  const person = site.person(userId)
  const place = assignment.teams && person ? { userId: 0, groupId: teamOf(person) } : { userId, groupId: 0 }
  return latestWorks(site, assignment).find(
    ({ submission }) => submission.userId === place.userId && submission.groupId === place.groupId,
  )
}

/** mod_assign_get_user_flags */
export function userFlagsOf(site: SampleSite, given: Arguments): object {
  return listed(site, given, { item: 'assignment', message: 'No user flags found' }, (assignment) => ({
    userflags: assignment.flags.map((flags, index) => ({
      id: assignment.id * 100 + index,
      userid: flags.userId,
      locked: flags.locked ? 1 : 0,
      mailed: 1,
      extensionduedate: flags.extendedTo ?? 0,
      workflowstate: flags.workflowState ?? '',
      allocatedmarker: flags.allocatedMarker ?? 0,
    })),
  }))
}

export function participants(site: SampleSite): Person[] {
  return site.enrolled.filter(({ role }) => role === 'student')
}

function participantRow(site: SampleSite, assignment: Assignment, person: Person): Record<string, unknown> {
  const work = workOf(site, assignment, person.id)?.work
  const submitted = work?.status === 'submitted'
  const team = assignment.teams ? site.course.groups.find(({ id }) => id === teamOf(person)) : undefined
  return {
    id: person.id,
    fullname: shownName(assignment, person),
    recordid: assignment.blind ? participantNumber(assignment.id, person.id) : -1,
    submitted,
    requiregrading: submitted && !assignment.grades.some(({ userId }) => userId === person.id),
    grantedextension: assignment.flags.some((flags) => flags.userId === person.id && flags.extendedTo !== undefined),
    submissionstatus: work?.status ?? '',
    ...(team ? { groupid: team.id, groupname: asName(team.name) } : {}),
  }
}

function shownName(assignment: Assignment, person: Person): string {
  if (assignment.blind) return `Participant ${participantNumber(assignment.id, person.id)}`
  return `${person.firstName} ${person.lastName}`
}

/** mod_assign_list_participants, with `onlyids` */
export function listParticipants(site: SampleSite, given: Arguments): object[] {
  const assignment = site.assignment(numberOf(given, 'assignid'))
  const groupId = numberOf(given, 'groupid')
  const wanted = textOf(given, 'filter').toLowerCase()
  const members = participants(site)
    .filter((person) => groupId === 0 || person.groups.includes(groupId))
    .filter((person) => shownName(assignment, person).toLowerCase().includes(wanted))
  const skip = numberOf(given, 'skip')
  const limit = numberOf(given, 'limit')
  return members
    .slice(skip, limit > 0 ? skip + limit : undefined)
    .map((person) => participantRow(site, assignment, person))
}

function participantOf(site: SampleSite, given: Arguments): { assignment: Assignment; person: Person } {
  const assignment = site.assignment(numberOf(given, 'assignid'))
  const person = participants(site).find(({ id }) => id === numberOf(given, 'userid'))
  if (!person) throw new MoodleError('moodle_exception', 'usernotincourse', 'User is not in this course')
  return { assignment, person }
}

/** mod_assign_get_participant without the embedded user: the dates are those of the person */
export function participant(site: SampleSite, given: Arguments): object {
  const { assignment, person } = participantOf(site, given)
  const { recordid: _, ...row } = participantRow(site, assignment, person)
  const override = assignment.overrides.find(({ userId }) => userId === person.id)
  return {
    ...row,
    blindmarking: assignment.blind,
    allowsubmissionsfromdate: 0,
    duedate: override?.dueAt ?? assignment.dueAt,
    cutoffdate: assignment.cutOffAt,
    duedatestr: '',
  }
}
