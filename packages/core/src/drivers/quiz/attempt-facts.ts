import {
  conversionWords,
  convertHtmlInline,
  moodleDialect,
  type Inline,
  type ReportFact,
} from '../../documents/index.ts'
import type { AttemptReportInput } from './attempt-report.ts'
import type { AttemptMaterials } from './attempt-materials.ts'
import type { AttemptWords } from './attempt-words.ts'
import { formatDuration, formatMoment, formatNumber } from './report-formats.ts'

/** The facts at the head of a report, in the order shown. Facts that the source does not know are left out. */
export function attemptFacts(
  input: AttemptReportInput,
  words: AttemptWords,
  overallFeedback: readonly Inline[],
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
  ].filter(({ value }) => value.length > 0)
}

function fact(label: string, text: string, emphasis = false): ReportFact {
  const value: readonly Inline[] = text === '' ? [] : [{ kind: 'text', text }]
  return { label, value, ...(emphasis ? { emphasis } : {}) }
}

function timeFacts({ attempt, options }: AttemptReportInput, words: AttemptWords): readonly ReportFact[] {
  const { startedAt, finishedAt } = attempt
  const shown = (moment: string | null): string =>
    moment === null ? '' : formatMoment(moment, options.timeZone, words)
  return [
    fact(words.started, shown(startedAt)),
    fact(words.completed, shown(finishedAt)),
    fact(words.duration, startedAt && finishedAt ? formatDuration(startedAt, finishedAt, words) : ''),
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

/** What the quiz says to the grade; where that was not given apart, as the review shows it. */
export function overallFeedbackOf(
  input: AttemptReportInput,
  words: AttemptWords,
  materials: AttemptMaterials,
  note: (sentence: string) => void,
): readonly Inline[] {
  if (!input.options.sections.has('overall-feedback')) return []
  const shown = input.review.summary.find(({ id }) => id === 'feedback')?.contentHtml
  return convertHtmlInline(input.overallFeedbackHtml || (shown ?? ''), {
    words: conversionWords[words.language],
    dialect: moodleDialect,
    image: (request) => materials.image(request),
    file: (request) => materials.file(request),
    note,
  })
}
