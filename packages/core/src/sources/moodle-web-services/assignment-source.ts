import { ArchivingError } from '../../errors/index.ts'
import type {
  Assignment,
  AssignmentSource,
  ListSubmissionsOptions,
  Submission,
  SubmissionEntry,
} from '../assignment-source.ts'
import { assignmentsAnswer } from './answers/assignment-answers.ts'
import { readParticipants } from './assignment-lists.ts'
import { toAssignment } from './assignment-mapping.ts'
import type { RegisterEntry } from './assignment-register.ts'
import { AssignmentRegisters } from './assignment-registers.ts'
import type { MoodleSession } from './moodle-session.ts'
import type { JoinSignals } from './quiz-source.ts'
import { readSubmission } from './read-submission.ts'

/** @param registers what listings have read, which several sources on one site may share */
export function createAssignmentSource(
  session: MoodleSession,
  join: JoinSignals,
  registers = new AssignmentRegisters(session, join()),
): AssignmentSource {
  const reader: Reader = { session, registers }
  return {
    getAssignment: (courseId, assignmentId, signal) => getAssignment(session, courseId, assignmentId, join(signal)),
    listSubmissions: (assignment, options, signal) => listSubmissions(reader, assignment, options ?? {}, join(signal)),
    getSubmission: (assignment, entryId, { resultsOf, signal } = {}) =>
      getSubmission(reader, { assignment, entryId, resultsOf }, join(signal)),
  }
}

interface Reader {
  readonly session: MoodleSession
  readonly registers: AssignmentRegisters
}

async function getAssignment(
  session: MoodleSession,
  courseId: number,
  assignmentId: number,
  signal: AbortSignal,
): Promise<Assignment> {
  const name = 'mod_assign_get_assignments'
  const question = { function: name, values: { courseids: [courseId] }, answer: assignmentsAnswer }
  const { courses, warnings } = await session.call(question, signal)
  const found = courses.flatMap(({ assignments }) => assignments).find(({ id }) => id === assignmentId)
  if (found) return toAssignment(found)
  const details = { function: name, courseId, assignmentId }
  // A course that one may not enter is no error here, but an empty list with a warning.
  if (courses.length === 0 && warnings.length > 0) {
    throw new ArchivingError('source_denied', 'Your account cannot enter the course of this assignment.', {
      details,
      german: 'Ihr Konto kann den Kurs dieser Aufgabe nicht betreten.',
    })
  }
  throw new ArchivingError('source_missing', 'The course has no such assignment, or your account may not see it.', {
    details,
    german: 'Diese Aufgabe gibt es im Kurs nicht, oder Ihr Konto darf sie nicht sehen.',
  })
}

async function* listSubmissions(
  reader: Reader,
  assignment: Assignment,
  options: ListSubmissionsOptions,
  signal: AbortSignal,
): AsyncGenerator<SubmissionEntry, void, undefined> {
  const { entries } = await reader.registers.read(assignment, options.onRefused, signal)
  const isWanted = options.groupIds ? await inGroups(reader.session, assignment, options.groupIds, signal) : () => true
  for (const found of entries.values()) if (isWanted(found)) yield found.entry
}

/** Asked of Moodle rather than of the people, whose groups are not told while identities are hidden. */
async function inGroups(
  session: MoodleSession,
  assignment: Assignment,
  groupIds: readonly number[],
  signal: AbortSignal,
): Promise<(found: RegisterEntry) => boolean> {
  const lists = await Promise.all(groupIds.map((id) => readParticipants(session, assignment, id, signal)))
  const userIds = new Set(lists.flat().map(({ id }) => id))
  return ({ entry, members }) => {
    const isTeamOfThem = entry.kind === 'team' && entry.group !== null && groupIds.includes(entry.group.id)
    return isTeamOfThem || members.some(({ userId }) => userIds.has(userId))
  }
}

interface SubmissionRequest {
  readonly assignment: Assignment
  readonly entryId: string
  readonly resultsOf: readonly string[] | undefined
}

async function getSubmission(
  { session, registers }: Reader,
  { assignment, entryId, resultsOf }: SubmissionRequest,
  signal: AbortSignal,
): Promise<Submission> {
  const register = await registers.get(assignment, signal)
  const found = register.entries.get(entryId)
  const read =
    found && (await readSubmission(session, { assignment, found, people: register.people, resultsOf }, signal))
  if (read) return read
  // Someone came, handed in again or was graded since the lists were read.
  const { entries, people } = await registers.get(assignment, signal, register)
  const foundNow = entries.get(entryId)
  if (!foundNow) throw noSuchEntry(entryId)
  const readNow = await readSubmission(session, { assignment, found: foundNow, people, resultsOf }, signal)
  if (readNow) return readNow
  throw new ArchivingError('source_unavailable', 'The submission was changed while it was read. Try again.', {
    details: { entryId },
    german: 'Die Abgabe wurde geändert, während sie gelesen wurde. Versuchen Sie es erneut.',
  })
}

function noSuchEntry(entryId: string): ArchivingError {
  return new ArchivingError('source_missing', 'The assignment no longer has this submission or participant.', {
    details: { entryId },
    german: 'Diese Abgabe oder diese Person gehört nicht mehr zur Aufgabe.',
  })
}
