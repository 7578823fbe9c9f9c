import type { z } from 'zod'
import type { Assignment, SubmissionComment } from '../assignment-source.ts'
import type { ServiceAnswer } from '../source-records.ts'
import { commentsAnswer, type CommentRow } from './answers/assignment-answers.ts'
import { toAssignmentServiceAnswer } from './assignment-service-answer.ts'
import { callKeepingRaw } from './call-keeping-raw.ts'
import { isRefusal } from './moodle-fault.ts'
import type { MoodleSession } from './moodle-session.ts'

/** The comments of one submission. */
export interface CommentsRead {
  readonly rows: readonly CommentRow[]
  readonly outcome: 'whole' | 'incomplete' | 'refused'
  readonly serviceAnswers: readonly ServiceAnswer[]
}

const noComments: CommentsRead = { rows: [], outcome: 'whole', serviceAnswers: [] }

/** Fifteen a page: a thousand pages are more than people write. */
const mostPages = 1000

/** Whether people can comment on submissions of this assignment. */
export function hasComments(assignment: Assignment): boolean {
  return assignment.plugins.some(
    ({ kind, plugin, enabled }) => kind === 'submission' && plugin === 'comments' && enabled,
  )
}

/**
 * `core_comment_get_comments`, page by page, the newest first. A comment that is written while reading moves the others
 * down by one, so each is taken once, by its id.
 */
export async function readComments(
  session: MoodleSession,
  assignment: Assignment,
  submissionId: number,
  signal: AbortSignal,
): Promise<CommentsRead> {
  if (!hasComments(assignment)) return noComments
  const rows = new Map<number, CommentRow>()
  const serviceAnswers: ServiceAnswer[] = []
  for (let page = 0; page < mostPages; page++) {
    const asked = await askPage(session, assignment, { submissionId, page }, signal)
    if (asked === null) return { rows: inOrder(rows), outcome: 'refused', serviceAnswers }
    const before = rows.size
    for (const row of asked.checked.comments) rows.set(row.id, row)
    if (rows.size > before) serviceAnswers.push(asked.serviceAnswer)
    const count = asked.checked.count ?? rows.size
    if (rows.size >= count) return { rows: inOrder(rows), outcome: 'whole', serviceAnswers }
    if (rows.size === before) break
  }
  return { rows: inOrder(rows), outcome: 'incomplete', serviceAnswers }
}

interface CommentPage {
  readonly checked: z.output<typeof commentsAnswer>
  readonly serviceAnswer: ServiceAnswer
}

async function askPage(
  session: MoodleSession,
  assignment: Assignment,
  { submissionId, page }: { readonly submissionId: number; readonly page: number },
  signal: AbortSignal,
): Promise<CommentPage | null> {
  const values = {
    contextlevel: 'module',
    instanceid: assignment.courseModuleId,
    component: 'assignsubmission_comments',
    itemid: submissionId,
    area: 'submission_comments',
    page,
  }
  const call = { function: 'core_comment_get_comments', arguments: values }
  const question = { function: call.function, values, answer: commentsAnswer }
  try {
    const { raw, checked } = await callKeepingRaw(session, question, signal)
    return { checked, serviceAnswer: toAssignmentServiceAnswer(call, raw) }
  } catch (error) {
    // A site can switch comments off as a whole, and a role can be kept from them.
    if (isRefusal(error)) return null
    throw error
  }
}

function inOrder(rows: ReadonlyMap<number, CommentRow>): readonly CommentRow[] {
  return [...rows.values()].toSorted((one, other) => one.id - other.id)
}

/** How the authors of comments may be called. */
export interface CommentAuthors {
  /** `SubmissionPerson.id` of a member of this entry. */
  readonly memberIds: ReadonlyMap<number, { readonly personId: string; readonly shownName: string }>
  /** The name of anyone else, as the service wrote it; empty if it must not be told. */
  readonly nameOf: (userId: number, writtenName: string) => string
  /** Whether ids of people may be told. */
  readonly tellsIds: boolean
}

export function toComment(row: CommentRow, { memberIds, nameOf, tellsIds }: CommentAuthors): SubmissionComment {
  const member = memberIds.get(row.userid ?? 0)
  return {
    id: row.id,
    authorName: member ? member.shownName : nameOf(row.userid ?? 0, row.fullname),
    authorPersonId: member?.personId ?? null,
    authorUserId: tellsIds && row.userid ? row.userid : null,
    writtenAt: row.timecreated,
    html: row.content,
  }
}
