import type { Assignment, GradeStory, SubmissionStory, WorkStory } from '../../sample-course/assignment-types.ts'
import type { PlacedFile } from '../../sample-course/assignment-types.ts'
import type { Person } from '../../sample-course/people.ts'
import type { SampleSite } from '../sample-site.ts'

/** A place of files: component, area and item below a context. */
export interface FilePlace {
  readonly component: string
  readonly area: string
  /** Missing for the files of an introduction. */
  readonly itemId?: number
}

export function fileRow(site: SampleSite, assignment: Assignment, place: FilePlace, file: PlacedFile): object {
  const folder = file.folder ?? '/'
  return {
    filename: file.name,
    filepath: folder,
    filesize: file.bytes.length,
    fileurl: addressOf(site, assignment, place, `${folder}${file.name}`),
    timemodified: site.course.startsAt,
    mimetype: file.mimetype,
    isexternalfile: false,
    icon: file.mimetype === 'application/pdf' ? 'f/pdf' : file.mimetype.startsWith('image/') ? 'f/image' : 'f/text',
  }
}

export function addressOf(site: SampleSite, assignment: Assignment, place: FilePlace, path: string): string {
  const item = place.itemId === undefined ? '' : `/${place.itemId}`
  const encoded = path.split('/').map(encodeURIComponent).join('/')
  return `${site.wwwroot}/webservice/pluginfile.php/${assignment.contextId}/${place.component}/${place.area}${item}${encoded}`
}

/** What Moodle does with the pictures of a text that it gives out. */
export function withAddresses(site: SampleSite, assignment: Assignment, place: FilePlace, html: string): string {
  return html.replaceAll(/@@PLUGINFILE@@(\/[^"]+)/g, (_, path: string) => addressOf(site, assignment, place, path))
}

function fileArea(
  site: SampleSite,
  assignment: Assignment,
  place: FilePlace,
  files: readonly PlacedFile[] = [],
): object[] {
  return [{ area: place.area, files: files.map((file) => fileRow(site, assignment, place, file)) }]
}

/** The plugins of a submission, with what they hold. */
function submissionPlugins(site: SampleSite, assignment: Assignment, work: WorkStory): object[] {
  const text = { component: 'assignsubmission_onlinetext', area: 'submissions_onlinetext', itemId: work.id }
  const files = { component: 'assignsubmission_file', area: 'submission_files', itemId: work.id }
  return [
    {
      type: 'onlinetext',
      name: 'Online text',
      fileareas: fileArea(site, assignment, text, work.inline),
      editorfields: [
        {
          name: 'onlinetext',
          description: 'Online text submissions',
          text: withAddresses(site, assignment, text, work.text ?? ''),
          format: work.text === undefined ? 0 : 1,
        },
      ],
    },
    { type: 'file', name: 'File submissions', fileareas: fileArea(site, assignment, files, work.files) },
    { type: 'comments', name: 'Submission comments' },
  ]
}

/** The plugins of feedback. A marked PDF comes in the area that Moodle makes for downloading. */
export function feedbackPlugins(site: SampleSite, assignment: Assignment, grade: GradeStory | undefined): object[] {
  const itemId = grade?.id ?? 0
  const comments = { component: 'assignfeedback_comments', area: 'feedback', itemId }
  const files = { component: 'assignfeedback_file', area: 'feedback_files', itemId }
  const marked = { component: 'assignfeedback_editpdf', area: 'download', itemId }
  return [
    {
      type: 'comments',
      name: 'Feedback comments',
      fileareas: fileArea(site, assignment, comments, grade?.inline),
      editorfields: [
        {
          name: 'comments',
          description: 'Feedback comments',
          text: withAddresses(site, assignment, comments, grade?.comment ?? ''),
          format: 1,
        },
      ],
    },
    ...(grade?.annotated
      ? [{ type: 'editpdf', name: 'Annotate PDF', fileareas: fileArea(site, assignment, marked, [grade.annotated]) }]
      : []),
    { type: 'file', name: 'Feedback files', fileareas: fileArea(site, assignment, files, grade?.files) },
  ]
}

export interface WorkPlace {
  readonly submission: Pick<SubmissionStory, 'userId' | 'groupId'>
  readonly number: number
  readonly work: WorkStory
}

/** A row of `assign_submission` with its plugins. */
export function submissionRow(
  site: SampleSite,
  assignment: Assignment,
  { submission, number, work }: WorkPlace,
): object {
  return {
    id: work.id,
    userid: submission.userId,
    attemptnumber: number,
    timecreated: work.modifiedAt - 4000,
    timemodified: work.modifiedAt,
    timestarted: null,
    status: work.status,
    groupid: submission.groupId,
    plugins: submissionPlugins(site, assignment, work),
  }
}

export function gradeRow(grade: GradeStory): object {
  return {
    id: grade.id,
    userid: grade.userId,
    attemptnumber: grade.attempt,
    timecreated: grade.at,
    timemodified: grade.at,
    grader: grade.by,
    grade: grade.grade.toFixed(5),
  }
}

/** A grade as Moodle shows it: around the slash no-break spaces, but ordinary ones where a rubric was used. */
export function gradeForDisplay(assignment: Assignment, grade: GradeStory): string {
  if (grade.grade < 0) return '-'
  const slash = assignment.gradedBy === 'rubric' ? ' / ' : '&nbsp;/&nbsp;'
  return `${grade.grade.toFixed(2)}${slash}${assignment.grade.toFixed(2)}`
}

/** The team: exactly one of the groups, else the team of those without. */
export function teamOf(person: Person): number {
  const [group, ...others] = person.groups
  return group === undefined || others.length > 0 ? 0 : group
}

export interface LatestWork {
  readonly submission: SubmissionStory
  readonly work: WorkStory
  readonly number: number
}

/** The latest attempts, with the empty ones that reading has made. */
export function latestWorks(site: SampleSite, assignment: Assignment): LatestWork[] {
  const told = assignment.submissions.flatMap((submission) => {
    const work = submission.works.at(-1)
    return work ? [{ submission, work, number: submission.works.length - 1 }] : []
  })
  return [...told, ...madeByReading(site, assignment)]
}

/** Asking for a status makes a submission: the person's, or the team's. */
function madeByReading(site: SampleSite, assignment: Assignment): LatestWork[] {
  return [...site.looked].flatMap((key) => {
    const [assignmentId = 0, userId = 0] = key.split(' ').map(Number)
    const person = site.person(userId)
    if (assignmentId !== assignment.id || !person) return []
    const place = assignment.teams ? { userId: 0, groupId: teamOf(person) } : { userId, groupId: 0 }
    const isThere = assignment.submissions.some(
      (submission) => submission.userId === place.userId && submission.groupId === place.groupId,
    )
    if (isThere) return []
    const work = { id: 9000 + userId, status: 'new' as const, modifiedAt: site.course.startsAt }
    return [{ submission: { ...place, works: [work] }, work, number: 0 }]
  })
}

export function gradingStatus(assignment: Assignment, userId: number, attempt: number): string {
  if (assignment.workflow)
    return assignment.flags.find((flags) => flags.userId === userId)?.workflowState ?? 'notmarked'
  const grade = assignment.grades.find((row) => row.userId === userId && row.attempt === attempt)
  return grade && grade.grade >= 0 ? 'graded' : 'notgraded'
}
