import type { Assignment, Submission, SubmissionAttempt, UnreadPart } from '../assignment-source.ts'
import type { ServiceAnswer } from '../source-records.ts'
import {
  participantDatesAnswer,
  submissionStatusAnswer,
  type SubmissionAnswer,
  type SubmissionRow,
} from './answers/assignment-answers.ts'
import { isShownByGradingForm } from './assignment-mapping.ts'
import type { AssignmentPeople } from './assignment-people.ts'
import type { RegisterEntry, RegisterMember } from './assignment-register.ts'
import { toAssignmentServiceAnswer } from './assignment-service-answer.ts'
import { callKeepingRaw } from './call-keeping-raw.ts'
import { isRefusal } from './moodle-fault.ts'
import type { MoodleSession } from './moodle-session.ts'
import { isMadeByLooking, toAttempts, type MemberReading } from './submission-attempts.ts'
import { readComments, toComment, type CommentAuthors, type CommentsRead } from './submission-comments.ts'
import { decideOnStatus, type StatusDecision } from './submission-status-rule.ts'
import { readSubmissionTexts } from './submission-texts.ts'

/** Which entry, of what, and who is who in it. */
export interface EntryToRead {
  readonly assignment: Assignment
  readonly found: RegisterEntry
  readonly people: AssignmentPeople
  /** Whose results are read; everybody's if undefined. */
  readonly resultsOf: readonly string[] | undefined
}

/**
 * Reads one entry whole.
 *
 * @returns null if the submission is no longer as the register has it: the register must be read anew
 */
export async function readSubmission(
  session: MoodleSession,
  toRead: EntryToRead,
  signal: AbortSignal,
): Promise<Submission | null> {
  const { assignment, found, people } = toRead
  const [readings, personalDue] = await Promise.all([
    Promise.all(found.members.filter(isAskedFor(toRead)).map((member) => readMember(session, toRead, member, signal))),
    personalDueDate(session, toRead, signal),
  ])
  const dueAt = dueOf(personalDue, found)
  const nothing: Submission = {
    entry: found.entry,
    dueAt,
    attempts: [],
    unread: readings.flatMap((reading) => unreadOf(reading, found)),
    serviceAnswers: [],
  }
  if (!found.row) return nothing
  const witnesses = await readWitness(session, toRead, readings, signal)
  const latest = await readLatest(session, assignment, { row: found.row, readings: witnesses }, signal)
  if (!latest || hasChanged(found.row, latest.submission)) return null
  const all = toAttempts({ latest: latest.submission, readings: witnesses, dueAt, markerOf: people.marker })
  const drafts = withResultsOf(toRead, all)
  const { attempts, unread, serviceAnswers } = await addComments(session, toRead, drafts, signal)
  if (attempts.every(isMadeByLooking)) return { ...nothing, unread: [...nothing.unread, ...unread] }
  const statusAnswers = readings.flatMap(({ serviceAnswer }) => serviceAnswer ?? [])
  return {
    ...nothing,
    attempts,
    unread: [...nothing.unread, ...missingAttempts(drafts, found), ...gradingForms(drafts, found), ...unread],
    // They hold real user ids, and in comments names.
    serviceAnswers: assignment.identitiesHidden ? [] : [...statusAnswers, ...latest.serviceAnswer, ...serviceAnswers],
  }
}

function isAskedFor({ resultsOf }: EntryToRead): (member: RegisterMember) => boolean {
  return ({ state: { person } }) => resultsOf === undefined || resultsOf.includes(person.id)
}

/**
 * The readings, and one more where nobody's results are asked for and there were earlier attempts of the team: these
 * stand in the status of its members only.
 */
async function readWitness(
  session: MoodleSession,
  toRead: EntryToRead,
  readings: readonly Reading[],
  signal: AbortSignal,
): Promise<readonly Reading[]> {
  const { row, members } = toRead.found
  const [first] = members
  const hasStatus = readings.some(({ status }) => status !== null)
  if (!first || hasStatus || !row || row.attemptnumber === 0 || members.every(isAskedFor(toRead))) return readings
  return [...readings, await readMember(session, toRead, first, signal)]
}

function withResultsOf(
  { resultsOf }: EntryToRead,
  attempts: readonly SubmissionAttempt[],
): readonly SubmissionAttempt[] {
  if (resultsOf === undefined) return attempts
  return attempts.map((attempt) => ({
    ...attempt,
    results: attempt.results.filter(({ personId }) => resultsOf.includes(personId)),
  }))
}

interface Reading extends MemberReading {
  readonly decision: StatusDecision
  readonly serviceAnswer: ServiceAnswer | null
}

async function readMember(
  session: MoodleSession,
  { assignment, found }: EntryToRead,
  member: RegisterMember,
  signal: AbortSignal,
): Promise<Reading> {
  const decision = decideOnStatus(assignment, found, member)
  if (decision !== 'ask') return { member, decision, status: null, serviceAnswer: null }
  const values = { assignid: assignment.id, userid: member.userId, groupid: 0 }
  const call = { function: 'mod_assign_get_submission_status', arguments: values }
  const question = { function: call.function, values, answer: submissionStatusAnswer }
  try {
    const { raw, checked } = await callKeepingRaw(session, question, signal)
    return { member, decision, status: checked, serviceAnswer: toAssignmentServiceAnswer(call, raw) }
  } catch (error) {
    if (!isRefusal(error)) throw error
    return { member, decision, status: null, serviceAnswer: null }
  }
}

/** The feedback that there is, but not here. Earlier attempts that were not read are found by their numbers. */
function unreadOf({ member, decision, status }: Reading, { entry }: RegisterEntry): readonly UnreadPart[] {
  const personId = entry.kind === 'team' ? member.state.person.id : null
  if (decision === 'would_write') return [{ part: 'feedback_without_submission', personId }]
  if (decision === 'not_released') return [{ part: 'feedback_not_released', personId }]
  const lacksFeedback = decision === 'ask' && member.gradeRow !== null && !status?.feedback
  return lacksFeedback ? [{ part: 'feedback_refused', personId }] : []
}

interface Latest {
  readonly submission: SubmissionAnswer
  readonly serviceAnswer: readonly ServiceAnswer[]
}

/** The latest attempt with its texts: from a status that was asked anyway, or from the list. */
async function readLatest(
  session: MoodleSession,
  assignment: Assignment,
  { row, readings }: { readonly row: SubmissionRow; readonly readings: readonly Reading[] },
  signal: AbortSignal,
): Promise<Latest | null> {
  for (const { status } of readings) {
    const attempt = status?.lastattempt
    const submission = row.userid === 0 ? attempt?.teamsubmission : attempt?.submission
    if (submission) return { submission, serviceAnswer: [] }
  }
  const texts = await readSubmissionTexts(session, assignment, row, signal)
  return texts && { submission: texts.submission, serviceAnswer: [texts.serviceAnswer] }
}

/** The state of grading is told by the list only. */
function hasChanged(row: SubmissionRow, now: SubmissionAnswer): boolean {
  const isGradingChanged = now.gradingstatus !== '' && now.gradingstatus !== row.gradingstatus
  return now.id !== row.id || now.status !== row.status || now.timemodified !== row.timemodified || isGradingChanged
}

/** The due date as it holds for the entry: of a team, for its first member. Overrides are told by this function alone. */
async function personalDueDate(
  session: MoodleSession,
  { assignment, found }: EntryToRead,
  signal: AbortSignal,
): Promise<string | null> {
  const name = 'mod_assign_get_participant'
  const userId = found.members[0]?.userId
  if (userId === undefined || !(await session.offers(name, signal))) return assignment.dueAt
  const values = { assignid: assignment.id, userid: userId, embeduser: false }
  try {
    const { duedate } = await session.call({ function: name, values, answer: participantDatesAnswer }, signal)
    return duedate
  } catch (error) {
    // Someone who has left is no participant.
    if (isRefusal(error)) return assignment.dueAt
    throw error
  }
}

/** With extensions. A team is late as soon as it is late for one of its members. */
function dueOf(dueAt: string | null, { members }: RegisterEntry): string | null {
  if (dueAt === null) return null
  const dues = members.map(({ state: { extendedTo } }) =>
    extendedTo !== null && extendedTo > dueAt ? extendedTo : dueAt,
  )
  return dues.toSorted()[0] ?? dueAt
}

function missingAttempts(attempts: readonly SubmissionAttempt[], { row }: RegisterEntry): readonly UnreadPart[] {
  const earlier = attempts.filter(({ latest }) => !latest)
  return earlier.length < (row?.attemptnumber ?? 0) ? [{ part: 'earlier_attempts', personId: null }] : []
}

function gradingForms(attempts: readonly SubmissionAttempt[], { entry }: RegisterEntry): readonly UnreadPart[] {
  const results = attempts.flatMap(({ results: given }) => given)
  const graded = results.filter(({ displayHtml }) => isShownByGradingForm(displayHtml)).map(({ personId }) => personId)
  return [...new Set(graded)].map((personId) => ({
    part: 'grading_form',
    personId: entry.kind === 'team' ? personId : null,
  }))
}

interface Commented {
  readonly attempts: readonly SubmissionAttempt[]
  readonly unread: readonly UnreadPart[]
  readonly serviceAnswers: readonly ServiceAnswer[]
}

async function addComments(
  session: MoodleSession,
  { assignment, found, people, resultsOf }: EntryToRead,
  attempts: readonly SubmissionAttempt[],
  signal: AbortSignal,
): Promise<Commented> {
  const authors = await commentAuthors(session, { assignment, found, people, resultsOf }, signal)
  const read = await Promise.all(
    attempts.map(async (attempt) => ({
      attempt,
      comments: await readComments(session, assignment, attempt.submissionId, signal),
    })),
  )
  return {
    attempts: read.map(({ attempt, comments }) => ({
      ...attempt,
      comments: comments.rows.map((row) => toComment(row, authors)),
    })),
    unread: unreadComments(read.map(({ comments }) => comments)),
    serviceAnswers: read.flatMap(({ comments }) => comments.serviceAnswers),
  }
}

function unreadComments(read: readonly CommentsRead[]): readonly UnreadPart[] {
  const outcomes = new Set(read.map(({ outcome }) => outcome))
  return [
    ...(outcomes.has('refused') ? [{ part: 'comments_refused' as const, personId: null }] : []),
    ...(outcomes.has('incomplete') ? [{ part: 'comments_incomplete' as const, personId: null }] : []),
  ]
}

/** While identities are hidden only those who mark, and the account that reads, are called by their names. */
async function commentAuthors(
  session: MoodleSession,
  { assignment, found, people }: EntryToRead,
  signal: AbortSignal,
): Promise<CommentAuthors> {
  const members = found.members.map(({ userId, state: { person } }) => [userId, person] as const)
  const memberIds = new Map(members.map(([userId, { id, shownName }]) => [userId, { personId: id, shownName }]))
  if (!assignment.identitiesHidden) return { memberIds, nameOf: (_userId, written) => written, tellsIds: true }
  const reader = await session.siteInfo(signal)
  return {
    memberIds,
    tellsIds: false,
    nameOf: (userId) => {
      const participant = people.person(userId)
      if (participant) return participant.shownName
      return userId === reader.userid ? reader.fullname : (people.marker(userId)?.fullName ?? '')
    },
  }
}
