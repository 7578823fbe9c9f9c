import type { Assignment } from '../../sample-course/assignment-types.ts'
import type { OtherActivity, Quiz } from '../../sample-course/course.ts'
import { invalidParameter, MoodleError, noSuchRecord } from '../moodle-error.ts'
import type { Arguments } from '../parameters.ts'
import { numberOf, optionsOf, textOf } from '../parameters.ts'
import type { SampleSite } from '../sample-site.ts'
import { asName } from '../sample-site.ts'

/** Whether the caller asked for filters: languages are told apart, else they run together. */
export interface Settings {
  readonly filter: boolean
}

/** A name as the site's filter makes it. */
export function nameOf(activity: Pick<OtherActivity, 'names'>, settings: Settings): string {
  const names = Object.values(activity.names)
  return asName(settings.filter ? (activity.names['en'] ?? names[0] ?? '') : names.join(''))
}

/** @throws MoodleError `invalidrecord` for a course that is not there */
export function assertCourse(site: SampleSite, id: number): void {
  if (id !== site.course.id) throw noSuchRecord('course')
}

/** core_enrol_get_users_courses */
export function usersCourses(site: SampleSite, given: Arguments): object[] {
  if (numberOf(given, 'userid') !== site.teacher.id) return []
  const { course, wwwroot } = site
  return [
    {
      id: course.id,
      shortname: asName(course.shortName),
      fullname: asName(course.fullName),
      displayname: asName(course.fullName),
      ...(given['returnusercount'] === true ? { enrolledusercount: site.enrolled.length } : {}),
      idnumber: course.idNumber,
      visible: 1,
      summary: course.summary,
      summaryformat: 1,
      format: 'topics',
      courseimage: `${wwwroot}/pluginfile.php/${course.contextId}/course/generated/course.svg`,
      showgrades: true,
      lang: '',
      enablecompletion: false,
      completionhascriteria: false,
      completionusertracked: false,
      category: 1,
      progress: null,
      completed: null,
      startdate: course.startsAt,
      enddate: course.endsAt,
      marker: 0,
      lastaccess: course.startsAt,
      isfavourite: false,
      hidden: false,
      overviewfiles: [],
      showactivitydates: false,
      showcompletionconditions: true,
      timemodified: course.startsAt,
    },
  ]
}

/** core_course_get_courses_by_field */
export function coursesByField(site: SampleSite, given: Arguments): object {
  const { course, wwwroot } = site
  const values: Record<string, string> = {
    id: String(course.id),
    shortname: course.shortName,
    idnumber: course.idNumber,
  }
  const field = textOf(given, 'field')
  const wanted = textOf(given, 'value').split(',')
  if (field !== '' && field !== 'ids' && values[field] === undefined) throw invalidParameter()
  if (field !== '' && !wanted.includes(values[field === 'ids' ? 'id' : field] ?? ''))
    return { courses: [], warnings: [] }
  const filters = ['displayh5p', 'activitynames', 'mathjaxloader', 'emoticon', 'urltolink', 'mediaplugin', 'multilang']
  return {
    courses: [
      {
        id: course.id,
        fullname: asName(course.fullName),
        displayname: asName(course.fullName),
        shortname: asName(course.shortName),
        courseimage: `${wwwroot}/pluginfile.php/${course.contextId}/course/generated/course.svg`,
        categoryid: 1,
        categoryname: 'Science',
        sortorder: 10_001,
        summary: course.summary,
        summaryformat: 1,
        summaryfiles: [],
        overviewfiles: [],
        showactivitydates: false,
        showcompletionconditions: true,
        contacts: [{ id: site.teacher.id, fullname: `${site.teacher.firstName} ${site.teacher.lastName}` }],
        enrollmentmethods: ['manual'],
        idnumber: course.idNumber,
        format: 'topics',
        showgrades: 1,
        newsitems: 0,
        startdate: course.startsAt,
        enddate: course.endsAt,
        maxbytes: 0,
        showreports: 0,
        visible: 1,
        groupmode: 0,
        groupmodeforce: 0,
        defaultgroupingid: 0,
        enablecompletion: 0,
        completionnotify: 0,
        lang: '',
        theme: '',
        marker: 0,
        legacyfiles: 0,
        calendartype: '',
        timecreated: course.startsAt,
        timemodified: course.startsAt,
        requested: 0,
        cacherev: 1_790_000_000,
        filters: filters.map((filter) => ({ filter, localstate: 0, inheritedstate: 1 })),
        courseformatoptions: [
          { name: 'hiddensections', value: 1 },
          { name: 'coursedisplay', value: 0 },
          { name: 'indentation', value: '1' },
        ],
      },
    ],
    warnings: [],
  }
}

interface ListedModule {
  readonly kind: 'assign' | 'quiz' | OtherActivity['kind']
  readonly instance: number
  readonly courseModuleId: number
  readonly contextId: number
  readonly name: string
  readonly visible: boolean
  readonly customdata: string
  readonly dates: readonly object[]
}

function listedQuiz(quiz: Quiz): ListedModule {
  const dates = [
    { label: 'Opened:', timestamp: quiz.opensAt, dataid: 'timeopen' },
    { label: 'Closes:', timestamp: quiz.closesAt, dataid: 'timeclose' },
  ].filter((date) => date.timestamp > 0)
  return {
    ...quiz,
    kind: 'quiz',
    instance: quiz.id,
    name: asName(quiz.name),
    customdata: JSON.stringify({ timeopen: String(quiz.opensAt), timeclose: String(quiz.closesAt) }),
    dates,
  }
}

function listedAssignment(assignment: Assignment, settings: Settings): ListedModule {
  const dates = [{ label: 'Due:', timestamp: assignment.dueAt, dataid: 'duedate' }]
  return {
    ...assignment,
    kind: 'assign',
    instance: assignment.id,
    name: nameOf(assignment, settings),
    visible: true,
    customdata: JSON.stringify({ duedate: assignment.dueAt }),
    dates: dates.filter(({ timestamp }) => timestamp > 0),
  }
}

function listedOther(activity: OtherActivity, settings: Settings): ListedModule {
  const customdata = activity.kind === 'forum' ? '{"trackingtype":"1"}' : '""'
  return { ...activity, instance: activity.id, name: nameOf(activity, settings), visible: true, customdata, dates: [] }
}

const plurals = {
  quiz: 'Quizzes',
  assign: 'Assignments',
  forum: 'Forums',
  choice: 'Choices',
  workshop: 'Workshops',
  page: 'Pages',
}
const purposes = {
  quiz: 'assessment',
  assign: 'assessment',
  forum: 'collaboration',
  choice: 'communication',
  workshop: 'assessment',
  page: 'content',
}

function moduleRow(site: SampleSite, listed: ListedModule): object {
  return {
    id: listed.courseModuleId,
    url: `${site.wwwroot}/mod/${listed.kind}/view.php?id=${listed.courseModuleId}`,
    name: listed.name,
    instance: listed.instance,
    contextid: listed.contextId,
    visible: listed.visible ? 1 : 0,
    uservisible: true,
    visibleoncoursepage: 1,
    modicon: `${site.wwwroot}/theme/image.php/boost/${listed.kind}/1790000000/monologo?filtericon=1`,
    modname: listed.kind,
    purpose: purposes[listed.kind],
    branded: false,
    modplural: plurals[listed.kind],
    availability: null,
    indent: 0,
    onclick: '',
    afterlink: null,
    ...(listed.kind === 'forum' ? { activitybadge: [] } : {}),
    customdata: listed.customdata,
    noviewlink: false,
    completion: 0,
    downloadcontent: 1,
    dates: listed.dates,
    groupmode: 0,
  }
}

/** core_course_get_contents */
export function courseContents(site: SampleSite, given: Arguments, settings: Settings): object[] {
  assertCourse(site, numberOf(given, 'courseid'))
  const options = optionsOf(given, 'options')
  for (const name of options.keys()) {
    if (!['modname', 'excludecontents', 'excludemodules'].includes(name))
      throw new MoodleError('moodle_exception', 'errorinvalidparam', name)
  }
  const wanted = options.get('modname')
  return site.course.sections.map((name, section) => {
    const modules = [
      ...site.course.others
        .filter((activity) => activity.section === section)
        .map((activity) => listedOther(activity, settings)),
      ...site.course.assignments
        .filter((assignment) => assignment.section === section)
        .map((assignment) => listedAssignment(assignment, settings)),
      ...site.course.quizzes.filter((quiz) => quiz.section === section).map(listedQuiz),
    ].filter((listed) => wanted === undefined || listed.kind === wanted)
    return {
      id: section + 1,
      name,
      visible: 1,
      summary: '',
      summaryformat: 1,
      section,
      hiddenbynumsections: 0,
      uservisible: true,
      component: null,
      itemid: null,
      modules: options.get('excludemodules') === '1' ? [] : modules.map((listed) => moduleRow(site, listed)),
    }
  })
}

/** core_course_get_course_module */
export function courseModule(site: SampleSite, given: Arguments, settings: Settings): object {
  const id = numberOf(given, 'cmid')
  const quiz = site.course.quizzes.find((candidate) => candidate.courseModuleId === id)
  const assignment = site.course.assignments.find((candidate) => candidate.courseModuleId === id)
  const other = site.course.others.find((candidate) => candidate.courseModuleId === id)
  const listed = quiz
    ? listedQuiz(quiz)
    : assignment
      ? listedAssignment(assignment, settings)
      : other && listedOther(other, settings)
  const section = (quiz ?? assignment ?? other)?.section ?? 0
  if (!listed) throw noSuchRecord('course_modules')
  return {
    cm: {
      id,
      course: site.course.id,
      module: { assign: 1, choice: 5, forum: 9, page: 16, quiz: 17, workshop: 23 }[listed.kind],
      name: listed.name,
      modname: listed.kind,
      instance: listed.instance,
      section: section + 1,
      sectionnum: section,
      groupmode: 0,
      groupingid: 0,
      completion: 0,
      idnumber: '',
      added: site.course.startsAt,
      score: 0,
      indent: 0,
      visible: listed.visible ? 1 : 0,
      visibleoncoursepage: 1,
      visibleold: 1,
      completiongradeitemnumber: null,
      completionpassgrade: 0,
      completionview: 0,
      completionexpected: 0,
      showdescription: 0,
      downloadcontent: 1,
      availability: null,
      ...(quiz ? { grade: quiz.grade, gradepass: '0.00', gradecat: 1 } : {}),
    },
    warnings: [],
  }
}
