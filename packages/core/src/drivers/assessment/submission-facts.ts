import type { ReportFact } from '../../documents/index.ts'
import { formatMilliseconds, type ReportReader } from '../../reporting/index.ts'
import type { AssessmentWords } from './assessment-words.ts'
import { gradeText } from './grade-shown.ts'
import { personName, teamName } from './names-shown.ts'
import type { SubmissionView } from './submission-view.ts'

/** The facts at the head of a report, in the order shown. What the source does not know is left out. */
export function submissionFacts(
  view: SubmissionView,
  words: AssessmentWords,
  reader: ReportReader,
): readonly ReportFact[] {
  if (!view.shows.has('header')) return []
  return [
    ...whoFacts(view, words, reader),
    ...stateFacts(view, words, reader),
    ...timeFacts(view, words, reader),
    ...gradeFacts(view, words, reader),
  ]
}

function whoFacts({ kind, state, team }: SubmissionView, words: AssessmentWords, reader: ReportReader) {
  const person = state?.person
  const participant = person?.participant
  return [
    ...reader.fact(words.student, person ? personName(person) : '', true),
    ...reader.fact(words.idNumber, participant?.idNumber ?? ''),
    ...reader.fact(words.userName, participant?.userName ?? ''),
    ...reader.fact(words.groups, participant?.groups.map(({ name }) => name).join(', ') ?? ''),
    ...reader.fact(words.team, team ? teamName(team.group, words) : '', kind === 'team'),
    ...reader.fact(words.teamId, kind === 'team' ? (team?.group?.idNumber ?? '') : ''),
  ]
}

function stateFacts(view: SubmissionView, words: AssessmentWords, reader: ReportReader) {
  const { attemptNumber, latestNumber, state } = view
  const number = latestNumber > 1 ? words.attemptOf(attemptNumber, latestNumber) : ''
  return [
    ...reader.fact(words.attemptLabel, number),
    ...reader.fact(words.state, stateText(view, words), true),
    ...reader.fact(words.ownPart, ownPartText(view, words)),
    ...reader.fact(words.locked, state?.locked === true ? words.isLocked : ''),
  ]
}

/** Whether a member has handed in, where all of a team must. */
function ownPartText({ kind, assignment, state }: SubmissionView, words: AssessmentWords): string {
  return kind === 'member' && state && assignment.teams?.allMembersMustSubmit ? words.states[state.state] : ''
}

/** What became of the submission, in words; empty where the site does not tell it, or takes none. */
export function stateText({ assignment, attempt, isMissing }: SubmissionView, words: AssessmentWords): string {
  if (attempt) return words.states[attempt.state]
  return isMissing || !assignment.acceptsSubmissions ? '' : words.states.none
}

function timeFacts(view: SubmissionView, words: AssessmentWords, reader: ReportReader) {
  const { assignment, attempt, state, dueAt } = view
  const extension = state?.extendedTo ?? null
  const late = attempt?.lateBySeconds ?? null
  const isHandedIn = attempt?.state === 'submitted'
  return [
    ...reader.fact(words.begun, reader.moment(attempt?.startedAt ?? null)),
    ...reader.fact(isHandedIn ? words.handedIn : words.lastChange, reader.moment(attempt?.modifiedAt ?? null)),
    ...reader.fact(words.due, reader.moment(assignment.dueAt)),
    ...reader.fact(words.extendedTo, reader.moment(extension)),
    ...reader.fact(words.dueHere, dueAt === assignment.dueAt || dueAt === extension ? '' : reader.moment(dueAt)),
    ...reader.fact(words.cutOff, reader.moment(assignment.cutOffAt)),
    ...reader.fact(words.lateBy, late === null ? '' : formatMilliseconds(late * 1_000, words), true),
  ]
}

function gradeFacts(view: SubmissionView, words: AssessmentWords, reader: ReportReader) {
  const { state, grade, markingState, shows } = view
  if (!state) return []
  const marker = grade === null ? '' : grade.marker?.fullName || words.unknownMarker
  return [
    ...(shows.has('grade') ? reader.fact(words.grade, gradeText(view, words), true) : []),
    ...(shows.has('grade') ? reader.fact(words.gradedAt, reader.moment(grade?.gradedAt ?? null)) : []),
    ...(shows.has('grader') ? reader.fact(words.gradedBy, marker) : []),
    ...(shows.has('marking') ? reader.fact(words.marking, words.markingStates[markingState] ?? markingState) : []),
    ...(shows.has('marking') ? reader.fact(words.allocatedTo, state.allocatedMarker?.fullName ?? '') : []),
  ]
}
