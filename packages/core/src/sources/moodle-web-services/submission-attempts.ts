import type { AttemptResult, GradeGiven, Marker, PluginPart, SubmissionAttempt } from '../assignment-source.ts'
import type { SubmissionAnswer, SubmissionStatusAnswer } from './answers/assignment-answers.ts'
import { toGradeGiven, toPluginParts, toSubmissionState } from './assignment-mapping.ts'
import type { RegisterMember } from './assignment-register.ts'
import { AnswerMarkup } from './quiz-answer-markup.ts'
import { toIsoTime } from './value-parsing.ts'

/** What was read of one person of an entry; no status if it was not asked for, or refused. */
export interface MemberReading {
  readonly member: RegisterMember
  readonly status: SubmissionStatusAnswer | null
}

/** What the attempts are put together from. */
export interface AttemptSources {
  /** The latest attempt with its texts. */
  readonly latest: SubmissionAnswer
  readonly readings: readonly MemberReading[]
  readonly dueAt: string | null
  readonly markerOf: (userId: number) => Marker | null
}

/** All attempts, the first one first, without their comments. */
export function toAttempts({ latest, readings, dueAt, markerOf }: AttemptSources): readonly SubmissionAttempt[] {
  const submissions = new Map<number, SubmissionAnswer | null>([[latest.attemptnumber, latest]])
  const results = new Map<number, AttemptResult[]>()
  for (const { member, status } of readings) {
    for (const earlier of status?.previousattempts ?? []) {
      if (earlier.attemptnumber === latest.attemptnumber) continue
      submissions.set(earlier.attemptnumber, submissions.get(earlier.attemptnumber) ?? earlier.submission ?? null)
      const result = earlierResult(member, earlier, markerOf)
      if (result) addTo(results, earlier.attemptnumber, result)
    }
    const result = latestResult(member, status, markerOf)
    if (result) addTo(results, latest.attemptnumber, result)
  }
  return [...submissions]
    .toSorted(([one], [other]) => one - other)
    .map(([number, submission]) => ({
      number: number + 1,
      latest: number === latest.attemptnumber,
      ...attemptFacts(submission, dueAt),
      comments: [],
      results: results.get(number) ?? [],
    }))
}

/** Anyone who looks at a submission can make an empty one; with a grade or a comment it is more than that. */
export function isMadeByLooking({ latest, state, results, comments }: SubmissionAttempt): boolean {
  return latest && (state === 'new' || state === 'none') && results.length === 0 && comments.length === 0
}

function addTo(results: Map<number, AttemptResult[]>, number: number, result: AttemptResult): void {
  results.set(number, [...(results.get(number) ?? []), result])
}

type AttemptFacts = Pick<
  SubmissionAttempt,
  'submissionId' | 'state' | 'createdAt' | 'modifiedAt' | 'startedAt' | 'lateBySeconds' | 'parts'
>

function attemptFacts(submission: SubmissionAnswer | null, dueAt: string | null): AttemptFacts {
  const state = toSubmissionState(submission?.status ?? '')
  const modifiedAt = toIsoTime(submission?.timemodified)
  return {
    submissionId: submission?.id ?? 0,
    state,
    createdAt: submission?.timecreated ?? null,
    modifiedAt,
    startedAt: submission?.timestarted ?? null,
    lateBySeconds: state === 'submitted' ? secondsAfter(modifiedAt, dueAt) : null,
    parts: toPluginParts(submission?.plugins ?? []),
  }
}

function secondsAfter(moment: string | null, due: string | null): number | null {
  if (moment === null || due === null) return null
  const seconds = (Date.parse(moment) - Date.parse(due)) / 1000
  return seconds > 0 ? seconds : null
}

type EarlierAttempt = SubmissionStatusAnswer['previousattempts'][number]

function earlierResult(
  member: RegisterMember,
  { grade, feedbackplugins }: EarlierAttempt,
  markerOf: AttemptSources['markerOf'],
): AttemptResult | null {
  const given = grade ? toGradeGiven(grade, markerOf) : null
  return toResult(member, given, { display: grade?.gradefordisplay ?? '', feedback: toPluginParts(feedbackplugins) })
}

/**
 * A re-opened attempt comes with the grade of the one before as the gradebook shows it, without a grade of its own:
 * that display belongs to the earlier attempt, where it stands as well.
 */
function latestResult(
  member: RegisterMember,
  status: SubmissionStatusAnswer | null,
  markerOf: AttemptSources['markerOf'],
): AttemptResult | null {
  const feedback = status?.feedback
  const given = feedback?.grade ? toGradeGiven(feedback.grade, markerOf) : member.state.grade
  const isOwn = given !== null || status?.previousattempts.length === 0
  const display = isOwn ? (feedback?.gradefordisplay ?? '') : ''
  return toResult(member, given, { display, feedback: toPluginParts(feedback?.plugins ?? []) })
}

function toResult(
  { state: { person } }: RegisterMember,
  grade: GradeGiven | null,
  { display, feedback }: { readonly display: string; readonly feedback: readonly PluginPart[] },
): AttemptResult | null {
  if (grade === null && display === '' && feedback.length === 0) return null
  return { personId: person.id, grade, displayHtml: new AnswerMarkup().normalise(display), feedback }
}
