import type { Group, Person } from '../../sample-course/people.ts'
import { invalidParameter, invalidUser, noSuchRecord } from '../moodle-error.ts'
import type { Arguments } from '../parameters.ts'
import { numberOf, optionsOf } from '../parameters.ts'
import type { SampleSite } from '../sample-site.ts'
import { asName, bestGrade, timesOf } from '../sample-site.ts'
import { assertCourse } from './course-answers.ts'
import { forumGradeItems } from './forum-answers.ts'

const roles = { editingteacher: 3, teacher: 4, student: 5 }

function groupsOf(site: SampleSite, person: Person): Group[] {
  return site.course.groups.filter((group) => person.groups.includes(group.id))
}

/** A teacher sees the user name and id number of oneself only. */
function userRow(site: SampleSite, person: Person): Record<string, unknown> {
  const { course, wwwroot } = site
  const isSelf = person.id === site.teacher.id
  const memberOf = groupsOf(site, person)
  return {
    id: person.id,
    ...(isSelf ? { username: person.username } : {}),
    firstname: person.firstName,
    lastname: person.lastName,
    fullname: `${person.firstName} ${person.lastName}`,
    email: `${person.username}@students.example`,
    ...(isSelf ? { department: '', idnumber: person.idNumber } : {}),
    firstaccess: course.startsAt,
    lastaccess: course.startsAt,
    lastcourseaccess: course.startsAt,
    city: 'Bern',
    country: 'CH',
    profileimageurlsmall: `${wwwroot}/theme/image.php/boost/core/1790000000/u/f2`,
    profileimageurl: `${wwwroot}/theme/image.php/boost/core/1790000000/u/f1`,
    ...(memberOf.length > 0
      ? {
          groups: memberOf.map((group) => ({
            id: group.id,
            name: asName(group.name),
            description: '',
            descriptionformat: 0,
          })),
        }
      : {}),
    roles: [{ roleid: roles[person.role], name: '', shortname: person.role, sortorder: 0 }],
    ...(isSelf
      ? {
          preferences: [
            { name: 'core_user_welcome', value: String(course.startsAt) },
            { name: '_lastloaded', value: course.startsAt },
          ],
        }
      : {}),
    enrolledcourses: [{ id: course.id, fullname: asName(course.fullName), shortname: asName(course.shortName) }],
  }
}

const knownOptions = new Set([
  'userfields',
  'limitfrom',
  'limitnumber',
  'groupid',
  'onlyactive',
  'sortby',
  'sortdirection',
])

/** core_enrol_get_enrolled_users */
export function enrolledUsers(site: SampleSite, given: Arguments): object[] {
  assertCourse(site, numberOf(given, 'courseid'))
  const options = optionsOf(given, 'options')
  if ([...options.keys()].some((name) => !knownOptions.has(name)) || (options.get('sortby') ?? 'id') !== 'id')
    throw invalidParameter()
  const groupId = Number(options.get('groupid') ?? 0)
  const members = site.enrolled.filter((person) => groupId === 0 || person.groups.includes(groupId))
  const direction = options.get('sortdirection')?.toUpperCase() === 'DESC' ? -1 : 1
  const people = members.toSorted((left, right) => (left.id - right.id) * direction)
  const from = Number(options.get('limitfrom') ?? 0)
  const count = Number(options.get('limitnumber') ?? 0)
  const rows = people.slice(from, count > 0 ? from + count : undefined).map((person) => userRow(site, person))
  const fields = options.get('userfields')?.split(',')
  if (!fields) return rows
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).filter(([name]) => name === 'id' || fields.includes(name))),
  )
}

/** core_grades_get_gradable_users: the students that are enrolled, with id numbers */
export function gradableUsers(site: SampleSite, given: Arguments): object {
  assertCourse(site, numberOf(given, 'courseid'))
  const groupId = numberOf(given, 'groupid')
  const picture = `${site.wwwroot}/theme/image.php/boost/core/1790000000/u/f1`
  const students = site.enrolled.filter(
    (person) => person.role === 'student' && (groupId === 0 || person.groups.includes(groupId)),
  )
  return {
    users: students.map((person) => ({
      id: person.id,
      username: person.username,
      firstname: person.firstName,
      lastname: person.lastName,
      fullname: `${person.firstName} ${person.lastName}`,
      email: `${person.username}@students.example`,
      address: '',
      phone1: '',
      phone2: '',
      department: '',
      institution: '',
      idnumber: person.idNumber,
      firstaccess: site.course.startsAt,
      lastaccess: site.course.startsAt,
      auth: 'manual',
      suspended: false,
      confirmed: true,
      lang: 'en',
      calendartype: 'gregorian',
      theme: '',
      timezone: '99',
      mailformat: 1,
      trackforums: 0,
      description: null,
      descriptionformat: 1,
      city: 'Bern',
      country: 'CH',
      profileimageurlsmall: picture,
      profileimageurl: picture,
    })),
    warnings: [],
  }
}

function gradeItem(site: SampleSite, person: Person, quiz: SampleSite['course']['quizzes'][number]): object {
  const attempts = site.attemptsOf(quiz, person.id)
  const grade = bestGrade(quiz, attempts)
  const latest = attempts.map(timesOf).at(-1)
  const hasGrade = grade !== null
  const percentage = hasGrade ? `${((grade / quiz.grade) * 100).toFixed(2)} %` : '-'
  return {
    id: quiz.id + 100,
    itemname: asName(quiz.name),
    itemtype: 'mod',
    itemmodule: 'quiz',
    iteminstance: quiz.id,
    itemnumber: 0,
    idnumber: '',
    categoryid: 1,
    outcomeid: null,
    scaleid: null,
    locked: false,
    cmid: quiz.courseModuleId,
    weightraw: hasGrade ? 1 : 0,
    weightformatted: hasGrade ? '100.00 %' : '0.00 %',
    ...(hasGrade ? {} : { status: 'novalue' }),
    graderaw: grade,
    gradedatesubmitted: hasGrade ? (latest?.finishedAt ?? null) : null,
    gradedategraded: hasGrade ? (latest?.modifiedAt ?? null) : null,
    gradehiddenbydate: false,
    gradeneedsupdate: false,
    gradeishidden: !quiz.visible,
    gradeislocked: false,
    gradeisoverridden: false,
    gradeformatted: hasGrade ? grade.toFixed(2) : '-',
    grademin: 0,
    grademax: quiz.grade,
    rangeformatted: `0&ndash;${quiz.grade}`,
    percentageformatted: percentage,
    feedback: '',
    feedbackformat: 2,
  }
}

/** gradereport_user_get_grade_items: students only, and the one place with everybody's id number */
export function gradeItems(site: SampleSite, given: Arguments): object {
  assertCourse(site, numberOf(given, 'courseid'))
  const userId = numberOf(given, 'userid')
  const groupId = numberOf(given, 'groupid')
  const students = site.enrolled.filter(
    (person) => person.role === 'student' && (groupId === 0 || person.groups.includes(groupId)),
  )
  const wanted = userId === 0 ? students : students.filter((person) => person.id === userId)
  if (userId !== 0 && wanted.length === 0) throw invalidUser()
  return {
    usergrades: wanted.map((person) => ({
      courseid: site.course.id,
      courseidnumber: site.course.idNumber,
      userid: person.id,
      userfullname: `${person.firstName} ${person.lastName}`,
      useridnumber: person.idNumber,
      maxdepth: 2,
      gradeitems: [
        ...site.course.quizzes.map((quiz) => gradeItem(site, person, quiz)),
        ...forumGradeItems(site, person.id),
      ],
    })),
    warnings: [],
  }
}

/** core_group_get_course_groups */
export function courseGroups(site: SampleSite, given: Arguments): object[] {
  assertCourse(site, numberOf(given, 'courseid'))
  return site.course.groups.map((group) => ({
    id: group.id,
    courseid: site.course.id,
    name: asName(group.name),
    description: '',
    descriptionformat: 0,
    enrolmentkey: null,
    idnumber: group.idNumber,
    visibility: 0,
    participation: true,
  }))
}

/** core_group_get_activity_allowed_groups */
export function allowedGroups(site: SampleSite, given: Arguments): object {
  const id = numberOf(given, 'cmid')
  const known = [...site.course.quizzes, ...site.course.assignments, ...site.course.others].some(
    (activity) => activity.courseModuleId === id,
  )
  if (!known) throw noSuchRecord('course_modules')
  const userId = numberOf(given, 'userid')
  const person = site.person(userId)
  const groups = site.course.groups.filter((group) => userId === 0 || person?.groups.includes(group.id))
  return {
    groups: groups.map((group) => ({
      id: group.id,
      name: asName(group.name),
      description: '',
      descriptionformat: 0,
      idnumber: group.idNumber,
      courseid: site.course.id,
    })),
    canaccessallgroups: true,
    warnings: [],
  }
}
