import {
  blockText,
  conversionWords,
  type ReportPart,
  type ReportPartRole,
  type ReportSection,
} from '../../documents/index.ts'
import type { Quiz } from '../../sources/activity-source.ts'
import type { ReportMaterials } from '../../reporting/report-materials.ts'
import type { AttemptWords } from './attempt-words.ts'
import { commonParts } from './common-parts.ts'
import { questionOutcome } from './question-outcome.ts'
import type { QuestionPage } from './question-page.ts'
import { createQuestionReading, questionName, type QuestionTypeReader } from './question-reading.ts'
import { isKnownType, questionTypeReader } from './question-types/question-types.ts'
import { readUnknownQuestion } from './question-types/unknown-question.ts'
import type { ReportSectionName } from './report-sections.ts'
import { formatNumber } from '../../reporting/report-formats.ts'

/** What all questions of an attempt are read with. */
export interface AttemptReading {
  readonly quiz: Quiz
  readonly words: AttemptWords
  readonly sections: ReadonlySet<ReportSectionName>
  readonly materials: ReportMaterials
  readonly note: (sentence: string) => void
}

/** One question of an attempt, as a section of its report. */
export interface QuestionSection {
  readonly page: QuestionPage
  readonly section: ReportSection
}

/** Reads the questions of an attempt. Reading is quick and touches nothing: pictures and files come from `materials`. */
export function readQuestions(pages: readonly QuestionPage[], attempt: AttemptReading): readonly QuestionSection[] {
  return pages.map((page, index) => {
    const scripts = [...pages.slice(index), ...pages.slice(0, index)].flatMap((other) => other.scripts)
    return { page, section: readQuestion(page, scripts, attempt) }
  })
}

function readQuestion(page: QuestionPage, scripts: readonly string[], attempt: AttemptReading): ReportSection {
  const { words } = attempt
  const { question } = page
  const reading = createQuestionReading({ ...attempt, page, scripts })
  const outcome = questionOutcome(question, words)
  const mark = markOf(page, attempt)
  if (page.textOnly) attempt.note(conversionWords[words.language].structureBeyondBounds)
  if (!isKnownBehaviour(page.behaviour)) {
    attempt.note(words.remarks.unknownBehaviour(page.behaviour, questionName(reading)))
  }
  return {
    number: question.numberShown,
    heading: Object.hasOwn(words.questionTypes, question.type)
      ? (words.questionTypes[question.type] ?? question.type)
      : question.type,
    ...(outcome ? { outcome } : {}),
    ...(mark === undefined ? {} : { mark }),
    labels: labelsOf(page, words),
    parts: inOrder([...readerFor(page)(reading), ...commonParts(reading)]),
  }
}

function labelsOf(page: QuestionPage, words: AttemptWords): readonly string[] {
  const { question, recognised, behaviour } = page
  const isOwn = recognised && isKnownType(question.type) && isKnownBehaviour(behaviour)
  return [
    ...(question.flagged ? [words.flagged] : []),
    ...(question.hasAutosavedStep ? [words.autosaved] : []),
    ...(isOwn ? [] : [words.withoutStyling]),
  ]
}

/** Moodle's own behaviours (`question/behaviour`). */
const behaviours: ReadonlySet<string> = new Set([
  'adaptive',
  'adaptivenopenalty',
  'deferredcbm',
  'deferredfeedback',
  'immediatecbm',
  'immediatefeedback',
  'informationitem',
  'interactive',
  'interactivecountback',
  'manualgraded',
  'missing',
])

function isKnownBehaviour(name: string): boolean {
  return name === '' || behaviours.has(name)
}

/** Parts in the order of a review: some types tell feedback or a right answer of their own. */
function inOrder(parts: readonly ReportPart[]): readonly ReportPart[] {
  return partOrder.flatMap((role) => parts.filter((part) => part.role === role))
}

const partOrder: readonly ReportPartRole[] = [
  'prompt',
  'answer',
  'attachments',
  'specific-feedback',
  'general-feedback',
  'right-answer',
  'comment',
  'history',
  'other',
]

/** A known type whose page is not built as we know is read like an unknown one, so that nothing of it is lost. */
function readerFor({ question, recognised }: QuestionPage): QuestionTypeReader {
  return recognised ? questionTypeReader(question.type) : readUnknownQuestion
}

/** `4.30 / 10.00`; a dash where there is no mark (yet). Nothing where a review may not show marks, or for informations. */
function markOf({ question }: QuestionPage, { quiz, words }: AttemptReading): string | undefined {
  const { mark, markText, maxMark } = question
  if (maxMark === null || question.type === 'description') return undefined
  const shown = mark === null ? markText : formatNumber(mark, quiz.questionDecimalPoints, words)
  return `${shown === '' ? '–' : shown} / ${formatNumber(maxMark, quiz.questionDecimalPoints, words)}`
}

/** A section that stands for a question which the site did not give. */
export function missingSection(slot: number, words: AttemptWords, inOrderOnly: boolean): ReportSection {
  const sentences = [words.missingSlotText(slot), ...(inOrderOnly ? [words.missingInOrder] : [])]
  const content = [{ kind: 'text', text: sentences.join(' ') }] as const
  return {
    number: '',
    heading: words.missingSlot,
    parts: [{ role: 'other', heading: '', blocks: [{ kind: 'paragraph', content }] }],
  }
}

/** What a student answered, as plain text: for lists and search. */
export function answerTextOf(section: ReportSection): string {
  return blockText(section.parts.filter(({ role }) => role === 'answer').flatMap(({ blocks }) => blocks))
}
