import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { ArchivingError } from '../../errors/index.ts'
import type { ActivityIdentity } from '../activity-source.ts'
import { assignmentsAnswer, gradesAnswer, submissionRowsAnswer } from './answers/assignment-answers.ts'
import { choiceResultsAnswer, choicesAnswer } from './answers/choice-answers.ts'
import { discussionsAnswer, forumsAnswer } from './answers/forum-answers.ts'
import { gradebookAnswer } from './answers/participant-answers.ts'
import { quizzesAnswer } from './answers/quiz-answers.ts'
import { workshopsAnswer, workshopSubmissionsAnswer } from './answers/workshop-answers.ts'
import { nothingYet } from './assignment-lists.ts'
import { callEach, type ManyQuestions } from './batch-calls.ts'
import type { MoodleSession } from './moodle-session.ts'
import { largestGradeReport, readGradableUsers } from './participants.ts'

/** What is looked at: activities of one kind in one course. */
interface Look {
  readonly session: MoodleSession
  readonly courseId: number
  readonly activities: readonly ActivityIdentity[]
  readonly signal: AbortSignal
}

/** Facts of activities by their instance id; those of which nothing can be told are left out. */
type Facts = ReadonlyMap<number, unknown>

const looks: Readonly<Record<string, (look: Look) => Promise<Facts>>> = {
  quiz: lookAtQuizzes,
  assign: lookAtAssignments,
  forum: lookAtForums,
  choice: lookAtChoices,
  workshop: lookAtWorkshops,
}

/**
 * Fingerprints of activities, by course-module id, of a few requests a kind: a look at what lists tell, not at what is
 * archived. The README of this folder says what each can see. An activity is left out if its kind is not known here, or
 * if the account may not see enough.
 */
export async function readActivityFingerprints(
  session: MoodleSession,
  courseId: number,
  activities: readonly ActivityIdentity[],
  signal: AbortSignal,
): Promise<ReadonlyMap<number, string>> {
  const byKind = Map.groupBy(activities, ({ kind }) => kind)
  const fingerprints = await Promise.all(
    [...byKind].map(async ([kind, ofKind]) => {
      const facts = await unlessRefused(() => looks[kind]?.({ session, courseId, activities: ofKind, signal }))
      return ofKind.flatMap(({ courseModuleId, instanceId }) => {
        const found = facts?.get(instanceId)
        return found === undefined ? [] : [[courseModuleId, hash({ kind, found })] as const]
      })
    }),
  )
  return new Map(fingerprints.flat())
}

async function unlessRefused(look: () => Promise<Facts> | undefined): Promise<Facts | undefined> {
  try {
    return await look()
  } catch (error) {
    if (error instanceof ArchivingError && ['source_denied', 'source_missing'].includes(error.code)) return undefined
    throw error
  }
}

/** All that is hashed was put together here, so its keys have one order. */
function hash(facts: unknown): string {
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex')
}

/** No function lists the attempts of all people; the gradebook knows the grade of each, and when it was given. */
async function lookAtQuizzes({ session, courseId, activities, signal }: Look): Promise<Facts> {
  if ((await readGradableUsers(session, courseId, signal)).length > largestGradeReport) return new Map()
  const [{ quizzes }, { usergrades }] = await Promise.all([
    session.call(listQuestion('mod_quiz_get_quizzes_by_courses', courseId, quizzesAnswer), signal),
    session.call(
      { function: 'gradereport_user_get_grade_items', values: { courseid: courseId }, answer: gradebookAnswer },
      signal,
    ),
  ])
  const grades = usergrades.flatMap(({ userid, gradeitems }) => gradeitems.map((item) => ({ userid, ...item })))
  const byModule = Map.groupBy(grades, ({ cmid }) => cmid)
  const settings = new Map(quizzes.map((quiz) => [quiz.id, quiz.otherFacts['timemodified'] ?? null]))
  return factsOf(activities, ({ instanceId, courseModuleId }) => {
    const changed = settings.get(instanceId)
    const given = (byModule.get(courseModuleId) ?? []).filter(
      ({ graderaw, gradedatesubmitted }) => (graderaw ?? null) !== null || gradedatesubmitted !== null,
    )
    return changed === undefined ? undefined : { changed, grades: inOrder(given, ({ userid }) => userid) }
  })
}

/** Rows of `new` are left out: looking at a submission makes them. */
async function lookAtAssignments({ session, courseId, activities, signal }: Look): Promise<Facts> {
  const values = { assignmentids: activities.map(({ instanceId }) => instanceId) }
  const [{ courses }, submitted, graded] = await Promise.all([
    session.call(listQuestion('mod_assign_get_assignments', courseId, assignmentsAnswer), signal),
    session.call({ function: 'mod_assign_get_submissions', values, answer: submissionRowsAnswer }, signal),
    session.call({ function: 'mod_assign_get_grades', values, answer: gradesAnswer }, signal),
  ])
  if ([...submitted.warnings, ...graded.warnings].some(({ warningcode }) => warningcode !== nothingYet))
    return new Map()
  const assignments = courses.flatMap((course) => course.assignments)
  return factsOf(activities, ({ instanceId }) => {
    const assignment = assignments.find(({ id }) => id === instanceId)
    const submissions = submitted.assignments.find(({ assignmentid }) => assignmentid === instanceId)?.submissions ?? []
    const grades = graded.assignments.find(({ assignmentid }) => assignmentid === instanceId)?.grades ?? []
    return (
      assignment && {
        changed: assignment.timemodified,
        submissions: inOrder(
          submissions.filter(({ status }) => status !== 'new'),
          ({ id }) => id,
        ).map(({ id, status, timemodified }) => ({ id, status, timemodified })),
        grades: inOrder(grades, ({ id }) => id).map(({ id, grade, timemodified }) => ({ id, grade, timemodified })),
      }
    )
  })
}

/** As many of the discussions with the newest posts as one answer gives. */
const discussionsLookedAt = 100
/** Moodle's `SORTORDER_LASTPOST_DESC`. */
const newestPostFirst = 1

async function lookAtForums({ session, courseId, activities, signal }: Look): Promise<Facts> {
  const forums = await session.call(listQuestion('mod_forum_get_forums_by_courses', courseId, forumsAnswer), signal)
  const discussions = await askEach(activities, { session, signal }, ({ instanceId }) => ({
    function: 'mod_forum_get_forum_discussions',
    answer: discussionsAnswer,
    values: { forumid: instanceId, sortorder: newestPostFirst, page: 0, perpage: discussionsLookedAt, groupid: 0 },
  }))
  return factsOf(activities, ({ instanceId }) => {
    const forum = forums.find(({ id }) => id === instanceId)
    const found = discussions.get(instanceId)?.discussions
    if (!forum || !found) return undefined
    const { timemodified = null, numdiscussions = null } = forum.otherFacts
    const seen = found.map(({ discussion, timemodified: at, numreplies }) => ({ discussion, at, numreplies }))
    return { changed: timemodified, count: numdiscussions, seen: inOrder(seen, ({ discussion }) => discussion) }
  })
}

async function lookAtChoices({ session, courseId, activities, signal }: Look): Promise<Facts> {
  const { choices } = await session.call(
    listQuestion('mod_choice_get_choices_by_courses', courseId, choicesAnswer),
    signal,
  )
  const results = await askEach(activities, { session, signal }, ({ instanceId }) => ({
    function: 'mod_choice_get_choice_results',
    values: { choiceid: instanceId },
    answer: choiceResultsAnswer,
  }))
  return factsOf(activities, ({ instanceId }) => {
    const choice = choices.find(({ id }) => id === instanceId)
    const options = results.get(instanceId)?.options
    if (!choice || !options) return undefined
    const counts = options.map(({ id, numberofuser, userresponses }) => ({
      id,
      numberofuser,
      answers: inOrder(userresponses, ({ userid }) => userid).map(({ userid, timemodified }) => ({
        userid,
        timemodified,
      })),
    }))
    return { changed: choice.timemodified, counts }
  })
}

async function lookAtWorkshops({ session, courseId, activities, signal }: Look): Promise<Facts> {
  const { workshops } = await session.call(
    listQuestion('mod_workshop_get_workshops_by_courses', courseId, workshopsAnswer),
    signal,
  )
  const submitted = await askEach(activities, { session, signal }, ({ instanceId }) => ({
    function: 'mod_workshop_get_submissions',
    values: { workshopid: instanceId },
    answer: workshopSubmissionsAnswer,
  }))
  return factsOf(activities, ({ instanceId }) => {
    const workshop = workshops.find(({ id }) => id === instanceId)
    const submissions = submitted.get(instanceId)?.submissions
    if (!workshop || !submissions) return undefined
    const seen = submissions.map(({ id, timemodified, grade, gradeover }) => ({ id, timemodified, grade, gradeover }))
    return { changed: workshop.timemodified, phase: workshop.phase, seen: inOrder(seen, ({ id }) => id) }
  })
}

function listQuestion<Schema extends z.ZodType>(name: string, courseId: number, answer: Schema) {
  return { function: name, values: { courseids: [courseId] }, answer }
}

type OneQuestion<Schema extends z.ZodType> = Omit<ManyQuestions<Schema>, 'values'> & {
  readonly values: ManyQuestions<Schema>['values'][number]
}

/** Asks a function for each of the activities, in one request where the site can; what is refused is left out. */
async function askEach<Schema extends z.ZodType>(
  activities: readonly ActivityIdentity[],
  { session, signal }: Pick<Look, 'session' | 'signal'>,
  questionOf: (activity: ActivityIdentity) => OneQuestion<Schema>,
): Promise<ReadonlyMap<number, z.output<Schema>>> {
  const questions = activities.map((activity) => questionOf(activity))
  const [first] = questions
  if (!first) return new Map()
  const results = await callEach(session, { ...first, values: questions.map(({ values }) => values) }, signal)
  return new Map(
    results.flatMap((result, index) => {
      const activity = activities[index]
      return activity && result.ok ? [[activity.instanceId, result.value] as const] : []
    }),
  )
}

function factsOf(activities: readonly ActivityIdentity[], tell: (activity: ActivityIdentity) => unknown): Facts {
  return new Map(activities.map((activity) => [activity.instanceId, tell(activity)]))
}

/** Moodle promises no order. */
function inOrder<Row>(rows: readonly Row[], rankOf: (row: Row) => number): readonly Row[] {
  return rows.toSorted((one, other) => rankOf(one) - rankOf(other))
}
