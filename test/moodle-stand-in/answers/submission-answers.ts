import type { Assignment } from '../../sample-course/assignment-types.ts'
import type { Person } from '../../sample-course/people.ts'
import { MoodleError } from '../moodle-error.ts'
import type { Arguments } from '../parameters.ts'
import { numberOf, textOf } from '../parameters.ts'
import type { SampleSite } from '../sample-site.ts'
import { participants, workOf } from './assignment-answers.ts'
import type { LatestWork } from './assignment-rows.ts'
import {
  feedbackPlugins,
  gradeForDisplay,
  gradeRow,
  gradingStatus,
  latestWorks,
  submissionRow,
} from './assignment-rows.ts'

/** mod_assign_get_submission_status: the only one that tells of earlier attempts; it leaves an empty submission behind */
export function submissionStatus(site: SampleSite, given: Arguments): object {
  const assignment = site.assignment(numberOf(given, 'assignid'))
  const person = site.person(numberOf(given, 'userid'))
  if (!person) throw new MoodleError('dml_missing_record_exception', 'invaliduser', 'Invalid user')
  const before = workOf(site, assignment, person.id)
  site.looked.add(`${assignment.id} ${person.id}`)
  return {
    gradingsummary: {
      participantcount: participants(site).length,
      submissiondraftscount: latestWorks(site, assignment).filter(({ work }) => work.status === 'draft').length,
      submissionsenabled: true,
      submissionssubmittedcount: latestWorks(site, assignment).filter(({ work }) => work.status === 'submitted').length,
      submissionsneedgradingcount: 1,
      warnofungroupedusers: '',
    },
    lastattempt: lastAttempt(site, assignment, { person, work: before }),
    ...feedback(site, assignment, { person, work: before }),
    ...earlierAttempts(site, assignment, { person, work: before }),
    assignmentdata: { attachments: { intro: [] } },
    warnings: [],
  }
}

interface PersonalWork {
  readonly person: Person
  readonly work: LatestWork | undefined
}

function lastAttempt(site: SampleSite, assignment: Assignment, { person, work }: PersonalWork): object {
  const own = latestWorks(site, assignment).find(({ submission }) => submission.userId === person.id)
  const withState = (latest: LatestWork): object => ({
    ...submissionRow(site, assignment, latest),
    assignment: assignment.id,
    latest: 1,
  })
  const flags = assignment.flags.find(({ userId }) => userId === person.id)
  return {
    ...(own ? { submission: withState(own) } : {}),
    ...(assignment.teams && work ? { teamsubmission: withState(work), submissiongroup: work.submission.groupId } : {}),
    submissiongroupmemberswhoneedtosubmit: [],
    submissionsenabled: true,
    locked: flags?.locked ?? false,
    graded: gradingStatus(assignment, person.id, work?.number ?? 0) === 'graded',
    canedit: false,
    caneditowner: false,
    cansubmit: false,
    extensionduedate: flags ? (flags.extendedTo ?? 0) : null,
    timelimit: 0,
    blindmarking: assignment.blind,
    gradingstatus: gradingStatus(assignment, person.id, work?.number ?? 0),
    usergroups: person.groups,
  }
}

/** Held back by the workflow until released; of a re-opened submission only what the gradebook still shows. */
function feedback(site: SampleSite, assignment: Assignment, { person, work }: PersonalWork): object {
  const flags = assignment.flags.find(({ userId }) => userId === person.id)
  if (assignment.workflow && flags?.workflowState !== 'released') return {}
  const grades = assignment.grades.filter(({ userId }) => userId === person.id)
  const grade = grades.find(({ attempt }) => attempt === (work?.number ?? 0))
  const shown = grade ?? grades.at(-1)
  if (!shown) return {}
  const display = {
    gradefordisplay: assignment.blind ? null : gradeForDisplay(assignment, shown),
    gradeddate: assignment.blind ? null : shown.at,
  }
  if (!grade) return { feedback: display }
  return {
    feedback: {
      grade: { ...gradeRow(grade), assignment: assignment.id },
      ...display,
      plugins: feedbackPlugins(site, assignment, grade),
    },
  }
}

function earlierAttempts(site: SampleSite, assignment: Assignment, { person, work }: PersonalWork): object {
  if (!work || work.number === 0) return {}
  const earlier = work.submission.works.slice(0, -1).map((told, number) => ({ told, number }))
  return {
    previousattempts: earlier.toReversed().map(({ told, number }) => {
      const grade = assignment.grades.find(({ userId, attempt }) => userId === person.id && attempt === number)
      return {
        attemptnumber: number,
        submission: {
          ...submissionRow(site, assignment, { submission: work.submission, number, work: told }),
          assignment: assignment.id,
          latest: 0,
        },
        ...(grade
          ? {
              grade: {
                ...gradeRow(grade),
                assignment: assignment.id,
                gradefordisplay: gradeForDisplay(assignment, grade),
              },
            }
          : {}),
        feedbackplugins: feedbackPlugins(site, assignment, grade),
      }
    }),
  }
}

const commentsAPage = 15

/** core_comment_get_comments, for submissions: the newest first */
export function comments(site: SampleSite, given: Arguments): object {
  const assignment = site.course.assignments.find(
    ({ courseModuleId }) => courseModuleId === numberOf(given, 'instanceid'),
  )
  const works = assignment?.submissions.flatMap((submission) => [...submission.works]) ?? []
  const work = works.find(({ id }) => id === numberOf(given, 'itemid'))
  if (!assignment || textOf(given, 'component') !== 'assignsubmission_comments' || numberOf(given, 'itemid') === 0)
    throw new MoodleError('comment_exception', 'invalidcommentitemid', 'Invalid comment item ID')
  const all = (work?.comments ?? []).map((comment, index) => ({ comment, index })).toReversed()
  const from = numberOf(given, 'page') * commentsAPage
  return {
    comments: all.slice(from, from + commentsAPage).map(({ comment, index }) => {
      const author = site.person(comment.by)
      const writtenAt = (work?.modifiedAt ?? 0) + index * 60
      return {
        id: (work?.id ?? 0) * 100 + index,
        content: comment.html,
        format: 1,
        timecreated: writtenAt,
        strftimeformat: '%d %B %Y, %I:%M %p',
        profileurl: `${site.wwwroot}/user/view.php?id=${comment.by}&course=${site.course.id}`,
        fullname: author ? `${author.firstName} ${author.lastName}` : '',
        time: new Date(writtenAt * 1000).toUTCString(),
        avatar: `<img src="${site.wwwroot}/theme/image.php/boost/core/1790000000/u/f2" class="userpicture" alt="">`,
        userid: comment.by,
        delete: true,
      }
    }),
    count: all.length,
    perpage: commentsAPage,
    canpost: true,
    warnings: [],
  }
}
