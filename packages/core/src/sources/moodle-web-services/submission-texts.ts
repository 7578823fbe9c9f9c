import { z } from 'zod'
import type { Assignment } from '../assignment-source.ts'
import type { ServiceAnswer } from '../source-records.ts'
import { submissionsAnswer, type SubmissionAnswer, type SubmissionRow } from './answers/assignment-answers.ts'
import { toAssignmentServiceAnswer } from './assignment-service-answer.ts'
import { callKeepingRaw } from './call-keeping-raw.ts'
import type { MoodleSession } from './moodle-session.ts'

/** A submission with its texts and files, and the answer that held it. */
export interface SubmissionTexts {
  readonly submission: SubmissionAnswer
  readonly serviceAnswer: ServiceAnswer
}

/**
 * The latest attempt as `mod_assign_get_submissions` gives it. That function has no argument for one person; asked for
 * the very second of the last change it gives this submission and the few that were changed in the same second. Unlike
 * `mod_assign_get_submission_status` it writes nothing.
 *
 * @returns null if the submission was changed since the row was read
 */
export async function readSubmissionTexts(
  session: MoodleSession,
  assignment: Assignment,
  row: SubmissionRow,
  signal: AbortSignal,
): Promise<SubmissionTexts | null> {
  const name = 'mod_assign_get_submissions'
  const window = { since: row.timemodified, before: row.timemodified }
  const question = { function: name, values: { assignmentids: [assignment.id], ...window }, answer: submissionsAnswer }
  const { raw, checked } = await callKeepingRaw(session, question, signal)
  const submission = checked.assignments.flatMap(({ submissions }) => submissions).find(({ id }) => id === row.id)
  if (!submission) return null
  const call = { function: name, arguments: { 'assignmentids[0]': assignment.id, ...window } }
  return { submission, serviceAnswer: toAssignmentServiceAnswer(call, onlyRow(raw, row.id), [othersLeftOut]) }
}

const othersLeftOut = 'Left out: submissions of others that were changed in the same second.'

const rawSubmissions = z.object({
  assignments: z.array(z.looseObject({ submissions: z.array(z.looseObject({ id: z.unknown() })) })),
})

function onlyRow(raw: unknown, submissionId: number): unknown {
  const { assignments } = rawSubmissions.parse(raw)
  return {
    assignments: assignments.map((assignment) => ({
      ...assignment,
      submissions: assignment.submissions.filter(({ id }) => Number(id) === submissionId),
    })),
  }
}
