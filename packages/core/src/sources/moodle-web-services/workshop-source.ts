import { ArchivingError } from '../../errors/index.ts'
import type { ServiceAnswer } from '../source-records.ts'
import type {
  AssessmentSummary,
  AssessedAspect,
  ReceivedAssessments,
  Workshop,
  WorkshopSource,
  WorkshopSubmission,
} from '../workshop-source.ts'
import {
  assessmentFormAnswer,
  assessmentsAnswer,
  workshopGradesAnswer,
  workshopsAnswer,
  workshopSubmissionsAnswer,
} from './answers/workshop-answers.ts'
import { callEach } from './batch-calls.ts'
import { callKeepingRaw } from './call-keeping-raw.ts'
import { expectedPeople, PeopleOfCourses } from './course-people.ts'
import { keepAnswer } from './keep-answer.ts'
import { isRefusal } from './moodle-fault.ts'
import type { MoodleSession } from './moodle-session.ts'
import type { JoinSignals } from './quiz-source.ts'
import { toAspects } from './workshop-form.ts'
import { toAssessment, toAssessmentFacts, toWorkshop, toWorkshopSubmission } from './workshop-mapping.ts'

/** @param peopleOf who is who, which several sources on one site may share */
export function createWorkshopSource(
  session: MoodleSession,
  join: JoinSignals,
  peopleOf = new PeopleOfCourses(session, join()),
): WorkshopSource {
  const reading = { session, peopleOf }
  return {
    getWorkshop: (courseId, workshopId, signal) => getWorkshop(session, courseId, workshopId, join(signal)),
    listSubmissions: (workshop, signal) => listSubmissions(reading, workshop, join(signal)),
    listAssessments: (workshop, signal) => listAssessments(reading, workshop, join(signal)),
    getAssessments: (workshop, id, signal) => getAssessments(reading, workshop, id, join(signal)),
    getAssessingGrades: (workshop, signal) => getAssessingGrades(session, workshop, join(signal)),
    async listExpectedAuthors({ courseId }, signal) {
      const joined = join(signal)
      const people = await reading.peopleOf.get(courseId, joined)
      return await expectedPeople(session, { courseId, people }, joined)
    },
  }
}

interface Reading {
  readonly session: MoodleSession
  readonly peopleOf: PeopleOfCourses
}

async function getWorkshop(
  session: MoodleSession,
  courseId: number,
  workshopId: number,
  signal: AbortSignal,
): Promise<Workshop> {
  const name = 'mod_workshop_get_workshops_by_courses'
  const question = { function: name, values: { courseids: [courseId] }, answer: workshopsAnswer }
  const { workshops } = await session.call(question, signal)
  const found = workshops.find(({ id }) => id === workshopId)
  if (found) return toWorkshop(found)
  throw new ArchivingError('source_missing', 'The course has no such workshop, or your account may not see it.', {
    german: 'Diese gegenseitige Beurteilung gibt es im Kurs nicht, oder Ihr Konto darf sie nicht sehen.',
    details: { function: name, courseId, workshopId },
  })
}

/** One answer, as for assignments: its pages would move while people hand in. */
async function* listSubmissions(
  { session, peopleOf }: Reading,
  { id, courseId }: Workshop,
  signal: AbortSignal,
): AsyncGenerator<WorkshopSubmission, void, undefined> {
  const people = await peopleOf.read(courseId, signal)
  const name = 'mod_workshop_get_submissions'
  const question = { function: name, values: { workshopid: id }, answer: workshopSubmissionsAnswer }
  const { submissions } = await session.call(question, signal)
  const ofPeople = submissions.filter(({ example }) => !example)
  for (const record of ofPeople.toSorted((one, other) => one.id - other.id)) yield toWorkshopSubmission(record, people)
}

const assessmentsFunction = 'mod_workshop_get_submission_assessments'

/** Of each submission the title and author are held, and of each assessment what it gave. */
async function listAssessments(
  reading: Reading,
  workshop: Workshop,
  signal: AbortSignal,
): Promise<readonly AssessmentSummary[]> {
  const assessed: Pick<WorkshopSubmission, 'id' | 'title' | 'author'>[] = []
  for await (const { id, title, author } of listSubmissions(reading, workshop, signal))
    assessed.push({ id, title, author })
  const people = await reading.peopleOf.get(workshop.courseId, signal)
  const values = assessed.map(({ id }) => ({ submissionid: id }))
  const question = { function: assessmentsFunction, values, answer: assessmentsAnswer }
  const answers = await callEach(reading.session, question, signal)
  return assessed.flatMap(({ title, author }, index) => {
    const answer = answers[index]
    // What may not be seen of a submission is said where its assessments are read.
    if (!answer?.ok) return []
    const records = answer.value.assessments.toSorted((one, other) => one.id - other.id)
    return records.map((record) => ({ ...toAssessmentFacts(record, people), submissionTitle: title, author }))
  })
}

/** These answers hold nothing that differs from reading to reading. */
const nothingLeftOut = { fields: new Set<string>(), told: [] }

async function getAssessments(
  { session, peopleOf }: Reading,
  { courseId }: Workshop,
  submissionId: number,
  signal: AbortSignal,
): Promise<ReceivedAssessments> {
  const people = await peopleOf.get(courseId, signal)
  const call = { function: assessmentsFunction, arguments: { submissionid: submissionId } }
  const question = { function: call.function, values: call.arguments, answer: assessmentsAnswer }
  const { raw, checked } = await callKeepingRaw(session, question, signal)
  const records = checked.assessments.toSorted((one, other) => one.id - other.id)
  const forms = await Promise.all(records.map(({ id }) => getForm(session, id, signal)))
  return {
    assessments: records.map((record, index) => toAssessment(record, forms[index]?.aspects ?? null, people)),
    serviceAnswers: [
      { name: 'assessments', answer: keepAnswer(call, raw, nothingLeftOut) },
      ...records.flatMap(({ id }, index) => {
        const answer = forms[index]?.answer
        return answer ? [{ name: `form-${id}`, answer }] : []
      }),
    ],
  }
}

/**
 * What adds to assessments must not keep them from being archived: neither where it is refused, nor where a strategy
 * from elsewhere or another version answers in a form of its own. The report then says that it is not told.
 */
function isNotTold(error: unknown): boolean {
  return isRefusal(error) || (error instanceof ArchivingError && error.code === 'source_unexpected')
}

interface FilledForm {
  readonly aspects: readonly AssessedAspect[]
  readonly answer: ServiceAnswer
}

/** Undefined where the site does not tell: not every grading strategy from elsewhere can. */
async function getForm(
  session: MoodleSession,
  assessmentId: number,
  signal: AbortSignal,
): Promise<FilledForm | undefined> {
  const call = {
    function: 'mod_workshop_get_assessment_form_definition',
    arguments: { assessmentid: assessmentId },
  }
  if (!(await session.offers(call.function, signal))) return undefined
  try {
    const question = { function: call.function, values: call.arguments, answer: assessmentFormAnswer }
    const { raw, checked } = await callKeepingRaw(session, question, signal)
    return { aspects: toAspects(checked), answer: keepAnswer(call, raw, nothingLeftOut) }
  } catch (error) {
    if (isNotTold(error)) return undefined
    throw error
  }
}

const pageSize = 100

/** Page by page. In its first phase a workshop has no report of grades. */
async function getAssessingGrades(
  session: MoodleSession,
  { id, phase }: Workshop,
  signal: AbortSignal,
): Promise<ReadonlyMap<number, number> | null> {
  const name = 'mod_workshop_get_grades_report'
  if (phase === 'setup' || !(await session.offers(name, signal))) return null
  const grades = new Map<number, number>()
  try {
    for (let page = 0; ; page += 1) {
      const values = { workshopid: id, page, perpage: pageSize }
      const { report } = await session.call({ function: name, values, answer: workshopGradesAnswer }, signal)
      for (const { userid, gradinggrade } of report.grades)
        if (gradinggrade !== null && gradinggrade !== undefined) grades.set(userid, gradinggrade)
      if (report.grades.length < pageSize) break
    }
  } catch (error) {
    if (isNotTold(error)) return null
    throw error
  }
  return new Map([...grades].toSorted(([one], [other]) => one - other))
}
