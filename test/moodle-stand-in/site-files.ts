import type { Assignment, PlacedFile } from '../sample-course/assignment-types.ts'
import { isPictureName, picture } from '../sample-course/pictures.ts'
import type { StudentFile } from '../sample-course/question-types.ts'
import { responseOf } from '../sample-course/question-types.ts'
import { responseTo } from '../sample-course/course.ts'
import { MoodleError } from './moodle-error.ts'
import { questionsOf } from './sample-site.ts'
import type { SampleSite } from './sample-site.ts'

export interface SiteFile {
  readonly name: string
  readonly mimetype: string
  readonly bytes: Buffer
}

const pictureAreas = new Set([
  'question/questiontext',
  'question/generalfeedback',
  'question/answer',
  'qtype_ddimageortext/bgimage',
  'qtype_ddimageortext/dragimage',
  'mod_quiz/intro',
  'mod_forum/intro',
  'mod_assign/intro',
  'mod_choice/intro',
  'mod_workshop/submission_content',
])

function pictureFile(name: string): SiteFile | undefined {
  return isPictureName(name) ? { name, mimetype: 'image/png', bytes: picture(name) } : undefined
}

function filesOfResponse(site: SampleSite, area: string, usageId: number, slot: number): readonly StudentFile[] {
  const { quiz, attempt } = site.attempt(usageId)
  const question = questionsOf(quiz)[slot - 1]
  const essay = question && responseOf(responseTo(attempt, question), 'essay')
  return (area === 'question/response_attachments' ? essay?.attachments : essay?.inline) ?? []
}

function filesOfPost(site: SampleSite, area: string, postId: number): readonly StudentFile[] {
  const post = site.post(postId)
  return (area === 'attachment' ? post.attachments : post.inline) ?? []
}

/** Files of a submission or an assessment of a workshop: ids of the two do not overlap in the sample course. */
function filesOfWorkshop(site: SampleSite, itemId: number): readonly StudentFile[] {
  const [submissions, assessments] = [
    site.course.workshops.flatMap((workshop) => [...workshop.submissions]),
    site.course.workshops.flatMap((workshop) => [...workshop.assessments]),
  ]
  const submission = submissions.find(({ id }) => id === itemId)
  return submission?.attachments ?? assessments.find(({ id }) => id === itemId)?.files ?? []
}

/** Files of one item of an assignment: what belongs to a submission, a grade or the assignment itself. */
function filesOfAssignment(assignment: Assignment, place: string, itemId: number): readonly PlacedFile[] {
  const work = assignment.submissions.flatMap(({ works }) => [...works]).find(({ id }) => id === itemId)
  const grade = assignment.grades.find(({ id }) => id === itemId)
  switch (place) {
    case 'mod_assign/introattachment':
      return assignment.additionalFiles
    case 'mod_assign/activityattachment':
      return assignment.instructionFiles
    case 'assignsubmission_onlinetext/submissions_onlinetext':
      return work?.inline ?? []
    case 'assignsubmission_file/submission_files':
      return work?.files ?? []
    case 'assignfeedback_comments/feedback':
      return grade?.inline ?? []
    case 'assignfeedback_file/feedback_files':
      return grade?.files ?? []
    case 'assignfeedback_editpdf/download':
      return grade?.annotated ? [grade.annotated] : []
  }
  return []
}

/**
 * The file at a path below `pluginfile.php`, already decoded: `/107/question/questiontext/101/1/401/light-curve.png`.
 *
 * @throws MoodleError `invalidrecord` for a context that is not there
 */
export function findFile(site: SampleSite, path: string): SiteFile | undefined {
  const [, context = '', component = '', area = '', ...rest] = path.split('/')
  const name = rest.at(-1) ?? ''
  const place = `${component}/${area}`
  const activities = [...site.course.quizzes, ...site.course.assignments, ...site.course.others]
  const contexts = [site.course.contextId, ...activities.map((activity) => activity.contextId)]
  if (!contexts.includes(Number(context))) {
    throw new MoodleError(
      'dml_missing_record_exception',
      'invalidrecord',
      "Can't find data record in database table context.",
    )
  }
  if (pictureAreas.has(place)) return pictureFile(name)
  if (component === 'mod_forum') return filesOfPost(site, area, Number(rest[0])).find((file) => file.name === name)
  if (component === 'mod_workshop') return filesOfWorkshop(site, Number(rest[0])).find((file) => file.name === name)
  const assignment = site.course.assignments.find(({ contextId }) => contextId === Number(context))
  if (assignment) {
    const wanted = `/${rest.slice(1).join('/')}`
    const placed = filesOfAssignment(assignment, place, Number(rest[0]))
    return placed.find((file) => `${file.folder ?? '/'}${file.name}` === wanted)
  }
  if (place !== 'question/response_attachments' && place !== 'question/response_answer') return undefined
  const files = filesOfResponse(site, place, Number(rest[0]), Number(rest[1]))
  return files.find((file) => file.name === name)
}
