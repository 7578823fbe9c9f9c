import {
  conversionWords,
  type ConversionContext,
  convertHtmlInline,
  moodleDialect,
  type Inline,
  type ReportFact,
} from '../../documents/index.ts'
import type { AttemptReportInput } from './attempt-report.ts'
import type { ReportMaterials } from '../../reporting/report-materials.ts'
import type { AttemptWords } from './attempt-words.ts'
import { formatDuration, formatMilliseconds, formatMoment, formatNumber } from '../../reporting/report-formats.ts'
import { overallFeedbackPart } from './quiz-parts.ts'

/** The facts at the head of a report, in the order shown. Facts that the source does not know are left out. */
export function attemptFacts(
  input: AttemptReportInput,
  words: AttemptWords,
  {
    overallFeedback,
    otherRows,
    historyZones,
  }: ReviewSummary & { readonly historyZones: readonly string[] | undefined },
): readonly ReportFact[] {
  const { attempt, options } = input
  const { participant } = attempt
  const number = `${attempt.number}${attempt.preview ? ` (${words.preview})` : ''}`
  const groups = participant.groups.map(({ name }) => name).join(', ')
  return [
    fact(words.student, participant.fullName, true),
    fact(words.idNumber, participant.idNumber),
    fact(words.userName, participant.userName),
    fact(words.groups, groups),
    fact(words.attemptNumber, number),
    fact(words.state, words.states[attempt.state], true),
    ...timeFacts(input, words),
    ...(options.sections.has('marks') ? [fact(words.marks, marksOf(input, words))] : []),
    ...(options.sections.has('grade') ? [fact(words.grade, gradeOf(input, words), true)] : []),
    { label: words.overallFeedback, value: overallFeedback },
    ...otherRows,
    ...(historyZones && options.sections.has('history')
      ? [fact(words.times.ofHistories, words.times.asWritten(historyZones.join(', ')))]
      : []),
  ].filter(({ value }) => value.length > 0)
}

function fact(label: string, text: string, emphasis = false): ReportFact {
  const value: readonly Inline[] = text === '' ? [] : [{ kind: 'text', text }]
  return { label, value, ...(emphasis ? { emphasis } : {}) }
}

function timeFacts(input: AttemptReportInput, words: AttemptWords): readonly ReportFact[] {
  const { attempt, options } = input
  const { startedAt, finishedAt, dueAt, modifiedAt, state } = attempt
  const shown = (moment: string | null): string =>
    moment === null ? '' : formatMoment(moment, options.timeZone, words)
  return [
    fact(words.started, shown(startedAt)),
    fact(words.completed, shown(finishedAt)),
    fact(words.times.ends, state === 'in_progress' ? shown(dueAt) : ''),
    fact(words.times.graceEnds, state === 'overdue' ? shown(dueAt) : ''),
    fact(words.lastChange, finishedAt === null ? shown(modifiedAt) : ''),
    fact(words.duration, startedAt && finishedAt ? formatDuration(startedAt, finishedAt, words) : ''),
    ...limitFacts(input, words, shown),
  ]
}

/** What the quiz allows, and whether more was used: for overrides, the service tells the quiz's own limits only. */
function limitFacts(
  { attempt, quiz }: AttemptReportInput,
  words: AttemptWords,
  shown: (moment: string | null) => string,
): readonly ReportFact[] {
  const { startedAt, finishedAt } = attempt
  const start = startedAt === null ? Number.NaN : Date.parse(startedAt)
  const end = finishedAt === null ? Number.NaN : Date.parse(finishedAt)
  const limit = (quiz.timeLimitSeconds ?? 0) * 1000
  const closing = quiz.closesAt === null ? Number.NaN : Date.parse(quiz.closesAt)
  const over = (milliseconds: number, say: (duration: string) => string): string =>
    milliseconds > 0 ? `; ${say(formatMilliseconds(milliseconds, words))}` : ''
  return [
    fact(
      words.times.allowed,
      limit > 0 ? formatMilliseconds(limit, words) + over(end - start - limit, words.times.beyond) : '',
    ),
    fact(words.times.opens, shown(quiz.opensAt)),
    fact(
      words.times.closes,
      quiz.closesAt === null ? '' : shown(quiz.closesAt) + over(end - closing, words.times.afterClosing),
    ),
  ]
}

function marksOf({ attempt, quiz }: AttemptReportInput, words: AttemptWords): string {
  if (attempt.sumOfMarks === null) return words.notGraded
  const [marks, most] = [attempt.sumOfMarks, quiz.sumOfMarks].map((value) =>
    formatNumber(value, quiz.decimalPoints, words),
  )
  return `${marks} / ${most}`
}

/** On the quiz's scale, and in percent where that says something else. */
function gradeOf({ review, quiz }: AttemptReportInput, words: AttemptWords): string {
  if (review.grade === null) return review.gradeText === '' ? words.notGraded : review.gradeText
  const [grade, most] = [review.grade, quiz.maxGrade].map((value) => formatNumber(value, quiz.decimalPoints, words))
  if (quiz.maxGrade === 100 || quiz.maxGrade <= 0) return `${grade} / ${most}`
  return `${grade} / ${most} (${formatNumber((review.grade / quiz.maxGrade) * 100, quiz.decimalPoints, words)} %)`
}

/** What the summary of a review says besides what we say ourselves. */
export interface ReviewSummary {
  readonly overallFeedback: readonly Inline[]
  /** In the site's words. */
  readonly otherRows: readonly ReportFact[]
}

/**
 * What the quiz says to the grade (where that was not given apart, as the review shows it), and further rows of the
 * summary. These may tell anything, so they are shown only where the grade, marks and feedback are.
 */
export function reviewSummary(
  input: AttemptReportInput,
  words: AttemptWords,
  materials: ReportMaterials,
  note: (sentence: string) => void,
): ReviewSummary {
  const { sections } = input.options
  const { summary } = input.review
  const context: ConversionContext = {
    words: conversionWords[words.language],
    dialect: moodleDialect,
    image: (request) => materials.image(request),
    file: (request) => materials.file(request, overallFeedbackPart),
    note,
  }
  const feedback = input.overallFeedbackHtml || (summary.find(({ id }) => id === feedbackRow)?.contentHtml ?? '')
  const others = tellingSections.every((section) => sections.has(section))
    ? summary.filter(({ id }) => id !== feedbackRow)
    : []
  return {
    overallFeedback: sections.has('overall-feedback') ? convertHtmlInline(feedback, context) : [],
    otherRows: others.map(({ id, title, contentHtml }) => ({
      label: title === '' ? id : title,
      value: convertHtmlInline(contentHtml, context),
    })),
  }
}

const feedbackRow = 'feedback'
const tellingSections = ['grade', 'marks', 'correctness', 'overall-feedback'] as const
