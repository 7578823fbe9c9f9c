import type { z } from 'zod'
import { ArchivingError } from '../../errors/index.ts'
import type { Assignment, ListSubmissionsOptions, SubmissionList } from '../assignment-source.ts'
import {
  assignmentParticipantsAnswer,
  gradesAnswer,
  submissionRowsAnswer,
  userFlagsAnswer,
  type AssignmentParticipantRow,
  type GradeRow,
  type SubmissionRow,
  type UserFlagsRow,
} from './answers/assignment-answers.ts'
import type { MoodleSession } from './moodle-session.ts'

/** What Moodle tells of all people of an assignment, without texts and files. */
export interface AssignmentLists {
  readonly participants: readonly AssignmentParticipantRow[]
  /** Of the latest attempts. Rows of teams have the user id 0. */
  readonly submissions: readonly SubmissionRow[]
  /** Of the latest attempts. */
  readonly grades: readonly GradeRow[]
  readonly flags: readonly UserFlagsRow[]
}

/** Told of a list that is refused; undefined to give up then. */
export type OnRefused = ListSubmissionsOptions['onRefused']

/**
 * Reads the lists. None of these functions writes anything on the site, and none has pages that could be trusted
 * (people come and go between two pages): each is one answer, of which only short rows are held.
 */
export async function readAssignmentLists(
  session: MoodleSession,
  assignment: Assignment,
  onRefused: OnRefused,
  signal: AbortSignal,
): Promise<AssignmentLists> {
  const unlessRefused = async <Row>(
    list: SubmissionList,
    read: () => Promise<readonly Row[]>,
  ): Promise<readonly Row[]> => {
    try {
      return await read()
    } catch (error) {
      if (!onRefused || !(error instanceof ArchivingError) || error.code !== 'source_denied') throw error
      onRefused(list, error)
      return []
    }
  }
  const [submissions, grades, flags, participants] = await Promise.all([
    unlessRefused('submissions', () => readSubmissionRows(session, assignment, signal)),
    unlessRefused('grades', () => readGrades(session, assignment, signal)),
    unlessRefused('flags', () => readFlags(session, assignment, signal)),
    unlessRefused('participants', () => readParticipants(session, assignment, 0, signal)),
  ])
  if (participants.length === 0 && submissions.length > 0) {
    await unlessRefused('participants', () => Promise.reject(noParticipants()))
  }
  return { participants, submissions, grades, flags }
}

/** Everyone who can hand in; of one group if it is not 0. `onlyids` leaves out addresses, pictures and roles. */
export async function readParticipants(
  session: MoodleSession,
  assignment: Assignment,
  groupId: number,
  signal: AbortSignal,
): Promise<readonly AssignmentParticipantRow[]> {
  const values = { assignid: assignment.id, groupid: groupId, filter: '', onlyids: true }
  const question = { function: 'mod_assign_list_participants', values, answer: assignmentParticipantsAnswer }
  return await session.call(question, signal)
}

/** An account outside of all groups gets an empty list rather than a refusal, where groups are kept apart. */
function noParticipants(): ArchivingError {
  return new ArchivingError(
    'source_denied',
    'The site names no participants of this assignment to your account, although there are submissions. You may be in none of its groups: ask a teacher of the course for access to all groups.',
    { details: { function: 'mod_assign_list_participants', reason: 'groups' } },
  )
}

async function readSubmissionRows(
  session: MoodleSession,
  assignment: Assignment,
  signal: AbortSignal,
): Promise<readonly SubmissionRow[]> {
  const name = 'mod_assign_get_submissions'
  const answer = await session.call(listQuestion(name, assignment, submissionRowsAnswer), signal)
  refuseIfWarned(answer.warnings, name)
  return answer.assignments.flatMap(({ submissions }) => submissions)
}

async function readGrades(
  session: MoodleSession,
  assignment: Assignment,
  signal: AbortSignal,
): Promise<readonly GradeRow[]> {
  const name = 'mod_assign_get_grades'
  const answer = await session.call(listQuestion(name, assignment, gradesAnswer), signal)
  refuseIfWarned(answer.warnings, name)
  return answer.assignments.flatMap(({ grades }) => grades)
}

async function readFlags(
  session: MoodleSession,
  assignment: Assignment,
  signal: AbortSignal,
): Promise<readonly UserFlagsRow[]> {
  const name = 'mod_assign_get_user_flags'
  const answer = await session.call(listQuestion(name, assignment, userFlagsAnswer), signal)
  refuseIfWarned(answer.warnings, name)
  return answer.assignments.flatMap(({ userflags }) => userflags)
}

function listQuestion<Answer extends z.ZodType>(
  name: string,
  assignment: Assignment,
  answer: Answer,
): { function: string; values: { assignmentids: number[] }; answer: Answer } {
  return { function: name, values: { assignmentids: [assignment.id] }, answer }
}

/** 3 only says that there is nothing yet; any other is a refusal, with no rows beside it. */
function refuseIfWarned(warnings: readonly { readonly warningcode: string }[], name: string): void {
  const refusal = warnings.find(({ warningcode }) => warningcode !== nothingYet)
  if (!refusal) return
  throw new ArchivingError(
    'source_denied',
    'Your account may not read the submissions and grades of this assignment. Ask a teacher of the course for the right.',
    { details: { function: name, moodleWarningCode: refusal.warningcode } },
  )
}

/** Warning of the lists of assignments where there is nothing yet; every other one is a refusal. */
export const nothingYet = '3'
