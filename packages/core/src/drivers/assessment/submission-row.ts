import type { ItemOutcome, JsonValue } from '../../driver/archiving-context.ts'
import { participantColumns, participantRow } from '../../reporting/index.ts'
import type { SubmissionPerson } from '../../sources/assignment-source.ts'
import { assessmentWords } from './assessment-words.ts'
import { displayText } from './grade-shown.ts'
import { personName } from './names-shown.ts'
import { feedbackParts, handedInFiles } from './submission-files.ts'
import type { SubmissionView } from './submission-view.ts'

/**
 * Columns of items.csv, in order. Times are ISO 8601 in UTC, grades numbers with a decimal point, sizes bytes as the
 * site tells them. `report` is `assignment`, `person`, `team` or `member`.
 */
export const submissionColumns = [
  'report',
  ...participantColumns,
  'participant_number',
  'team_id',
  'team',
  'submission_id',
  'attempt_number',
  'latest_attempt',
  'state',
  'submitted',
  'modified',
  'due',
  'extended_to',
  'late_seconds',
  'locked',
  'grade',
  'max_grade',
  'grade_text',
  'graded',
  'grader',
  'marking_state',
  'marker_assigned',
  'files_submitted',
  'bytes_submitted',
  'comments',
  'feedback_files',
] as const

/** What a report leaves out is not told here either. The view is under pseudonyms already where nobody is named. */
export function submissionRow(view: SubmissionView, anonymise: boolean): ItemOutcome['row'] {
  const { kind, assignment, state, team, attempt, attemptNumber, latestNumber, shows } = view
  const who = shows.has('header')
  return {
    report: kind,
    ...(state === null ? {} : personRow(state.person, anonymise)),
    team_id: anonymise ? null : (team?.group?.id ?? null),
    team: team?.group?.name ?? null,
    submission_id: anonymise || kind === 'member' ? null : (attempt?.submissionId ?? null),
    attempt_number: attempt || view.isMissing ? attemptNumber : null,
    latest_attempt: attemptNumber === latestNumber,
    state: who ? (view.isMissing ? null : (attempt?.state ?? 'none')) : null,
    submitted: who && attempt?.state === 'submitted' ? attempt.modifiedAt : null,
    modified: who ? (attempt?.modifiedAt ?? null) : null,
    due: who ? view.dueAt : null,
    extended_to: who ? (state?.extendedTo ?? null) : null,
    late_seconds: who ? (attempt?.lateBySeconds ?? null) : null,
    locked: who ? (state?.locked ?? null) : null,
    ...gradeRow(view),
    max_grade: shows.has('grade') && assignment.grading.kind === 'points' ? assignment.grading.maxGrade : null,
    ...contentRow(view),
  }
}

function personRow(person: SubmissionPerson, anonymise: boolean): ItemOutcome['row'] {
  const { participant, shownName, participantNumber } = person
  const known = participant === null ? { last_name: shownName } : participantRow(participant, anonymise)
  return { ...known, participant_number: participantNumber }
}

function gradeRow({ state, grade, displayHtml, markingState, shows }: SubmissionView): ItemOutcome['row'] {
  if (!state) return {}
  const shown = shows.has('grade') ? grade : null
  return {
    grade: shown?.grade ?? null,
    grade_text: shown ? displayText(displayHtml, assessmentWords('en')) || null : null,
    graded: shown?.gradedAt ?? null,
    grader: shows.has('grader') ? (grade?.marker?.fullName ?? null) : null,
    marking_state: shows.has('marking') ? markingState || null : null,
    marker_assigned: shows.has('marking') ? (state.allocatedMarker?.fullName ?? null) : null,
  }
}

function contentRow(view: SubmissionView): ItemOutcome['row'] {
  const { kind, attempt, shows } = view
  const files = handedInFiles(view)
  const own = kind !== 'member'
  return {
    files_submitted: own && shows.has('attachments') ? files.length : null,
    bytes_submitted: own && shows.has('attachments') ? files.reduce((sum, { file }) => sum + file.sizeBytes, 0) : null,
    comments: own && shows.has('comments') ? (attempt?.comments.length ?? 0) : null,
    feedback_files:
      kind !== 'team' && shows.has('feedback')
        ? feedbackParts(view).reduce((sum, { files: given }) => sum + given.length, 0)
        : null,
  }
}

/** The submission as data: what the row says, and who is in the team. */
export function submissionData(view: SubmissionView, row: ItemOutcome['row']): Readonly<Record<string, JsonValue>> {
  const { team, kind } = view
  const members = kind === 'team' && view.shows.has('header') ? (team?.members ?? []) : []
  const dueFacts = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null && value !== ''))
  return {
    submission: {
      ...dueFacts,
      ...(members.length > 0 && { members: members.map(({ person, state }) => ({ name: personName(person), state })) }),
    },
  }
}
