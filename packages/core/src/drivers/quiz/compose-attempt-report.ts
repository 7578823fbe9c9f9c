import type { ItemRemark } from '../../archive/archive-description.ts'
import { leaveOutOfSection, replaceTexts, type LeftOut, type ReportDocument } from '../../documents/index.ts'
import { anonymousFile } from '../../reporting/pseudonyms.ts'
import { readWithMaterials } from '../../reporting/read-with-materials.ts'
import { distinctRemarks, replaceInRemarks } from '../../reporting/remarks.ts'
import type { FileToKeep, ReportLoader } from '../../reporting/report-files.ts'
import type { ReportMaterials } from '../../reporting/report-materials.ts'
import type { QuizAttemptReview, FileReference } from '../../sources/activity-source.ts'
import { anonymiseContent } from './anonymise-content.ts'
import { attemptFacts, reviewSummary } from './attempt-facts.ts'
import type { AttemptContent, RecordedSection } from './attempt-content.ts'
import { attemptRecord } from './attempt-record.ts'
import type { AttemptReport, AttemptReportInput } from './attempt-report.ts'
import { attemptWords, type AttemptWords } from './attempt-words.ts'
import { isCommentFile } from './comment-files.ts'
import { historyZonesOf } from './history-zones.ts'
import { isKnownType } from './question-types/question-types.ts'
import { readQuestionPage, type QuestionPage } from './question-page.ts'
import { answerFile } from './quiz-parts.ts'
import { rolesOfSection, type ReportSectionName } from './report-sections.ts'
import { missingSection, readQuestions } from './read-question.ts'

/** Moodle's components whose files are part of an attempt: of questions, their types and behaviours, and of the quiz. */
const ownComponents = /^(?:question|qtype_|qbehaviour_|mod_quiz)/

/**
 * Turns the review of an attempt into a report. The same input and files give the same report, whatever ids the site makes up
 * for each answer.
 *
 * @throws what the loader throws; a picture or file that it says cannot be had becomes a remark.
 */
export async function composeAttemptReport(input: AttemptReportInput, loader: ReportLoader): Promise<AttemptReport> {
  const words = attemptWords(input.options.language)
  const pages = reviewShown(input).questions.map(readQuestionPage)
  const { files: handedIn, renamed } = filesOf(input, pages)
  const {
    content: read,
    assets,
    remarks,
    reduced,
  } = await readWithMaterials((materials) => readContent(input, pages, words, materials), {
    files: handedIn,
    loader,
    words,
    reduction: input.options.imageReduction,
    ownComponents,
  })
  const { anonymise } = input.options
  const content = anonymise
    ? anonymiseContent(read, pages, { ...anonymise, renamedFiles: renamed, siteUrl: input.site.url })
    : read
  const lacking = [...lackingRemarks(input, words), ...remarks]
  const told = content.replace ? replaceInRemarks(lacking, content.replace) : lacking
  const all = distinctRemarks([...told, ...content.remarks])
  const own = [
    ...(input.options.anonymise ? [words.anonymised] : []),
    ...(reduced ? [words.imagesReduced(input.options.imageReduction?.maximumPixels ?? 0)] : []),
  ]
  const document = toDocument(input, words, content, [...own, ...all.map(({ message }) => message)])
  const record = attemptRecord(input, document, content.sections)
  return {
    document,
    assets,
    record: content.replace ? replaceTexts(record, content.replace) : record,
    unknownTypes: unknownTypesAmong(pages),
    remarks: all,
  }
}

function unknownTypesAmong(pages: readonly QuestionPage[]): readonly string[] {
  return [...new Set(pages.map(({ question }) => question.type).filter((type) => !isKnownType(type)))]
}

/** What was handed in, and files of comments; each only where the report shows it. */
function filesOf(
  { options: { sections, anonymise } }: AttemptReportInput,
  pages: readonly QuestionPage[],
): { readonly files: readonly FileToKeep[]; readonly renamed: ReadonlyMap<string, string> } {
  const renamed = new Map<string, string>()
  const nameOf = (file: FileReference, position: number): FileReference => {
    if (!anonymise) return file
    const anonymous = anonymousFile(file, position)
    renamed.set(file.fileName, anonymous.fileName)
    return anonymous
  }
  const files = pages.flatMap(({ question, files }) =>
    files.map((file, index) => answerFile(nameOf(file, index + 1), question)),
  )
  return { files: files.filter(({ file }) => sections.has(isCommentFile(file) ? 'comments' : 'attachments')), renamed }
}

function readContent(
  input: AttemptReportInput,
  pages: readonly QuestionPage[],
  words: AttemptWords,
  materials: ReportMaterials,
): AttemptContent {
  const { quiz, options } = input
  const { sections } = options
  const { missingSlots, attempt } = reviewShown(input)
  const remarks: ItemRemark[] = []
  const note = (message: string): void => {
    remarks.push({ severity: 'notice', message })
  }
  const leftOut = leftOutOf(sections)
  const read = readQuestions(pages, { quiz, words, sections, materials, note }).map(
    ({ page, section }): RecordedSection => ({
      slot: page.question.slot,
      page,
      section: leaveOutOfSection(section, leftOut),
    }),
  )
  const missing = missingSlots.map((slot): RecordedSection => ({
    slot,
    page: undefined,
    section: missingSection(slot, words, quiz.sequential),
  }))
  const facts = sections.has('header')
    ? attemptFacts(input, words, {
        ...reviewSummary(input, words, materials, note),
        historyZones: historyZonesOf(pages),
      })
    : []
  const ordered = inOrder([...read, ...missing], attempt.layout)
  return { facts, sections: withPageStarts(ordered, attempt.layout, words), remarks }
}

/** In the order in which the student saw them; a slot that the layout does not know comes last. */
function inOrder(sections: readonly RecordedSection[], layout: readonly number[]): readonly RecordedSection[] {
  const places = new Map(layout.map((slot, index) => [slot, index]))
  const placeOf = ({ slot }: RecordedSection): number => places.get(slot) ?? layout.length + slot
  return sections.toSorted((first, second) => placeOf(first) - placeOf(second))
}

/** Says at which questions a page of the quiz began, where it had more than one. */
function withPageStarts(
  sections: readonly RecordedSection[],
  layout: readonly number[],
  words: AttemptWords,
): readonly RecordedSection[] {
  const pages = pagesOf(layout)
  const pageOf = ({ slot, page }: RecordedSection): number => pages.get(slot) ?? page?.question.page ?? 0
  if (new Set(sections.map(pageOf)).size < 2) return sections
  return sections.map((recorded, index) => {
    const before = sections[index - 1]
    const page = pageOf(recorded)
    const onPage = { ...recorded, quizPage: page + 1 }
    if (before && pageOf(before) === page) return onPage
    return { ...onPage, section: { ...recorded.section, startsPage: words.page(page + 1) } }
  })
}

/** The page of each slot, from 0: in a layout, 0 ends a page. */
function pagesOf(layout: readonly number[]): ReadonlyMap<number, number> {
  const pages = new Map<number, number>()
  let page = 0
  for (const slot of layout) {
    if (slot === 0) page += 1
    else pages.set(slot, page)
  }
  return pages
}

function leftOutOf(shown: ReadonlySet<ReportSectionName>): LeftOut {
  return {
    roles: new Set(rolesOfSection.filter(([section]) => !shown.has(section)).map(([, role]) => role)),
    marks: !shown.has('marks'),
    outcomes: !shown.has('correctness'),
  }
}

/** A report without questions lacks none. */
function reviewShown({ review, options }: AttemptReportInput): QuizAttemptReview {
  return options.sections.has('question') ? review : { ...review, questions: [], missingSlots: [] }
}

function lackingRemarks(input: AttemptReportInput, words: AttemptWords): readonly ItemRemark[] {
  if (input.refusal !== undefined) return [{ severity: 'missing', message: words.remarks.reviewRefused(input.refusal) }]
  return reviewShown(input).missingSlots.map((slot) => ({
    severity: 'missing',
    message: words.remarks.missingSlot(slot),
  }))
}

function toDocument(
  input: AttemptReportInput,
  words: AttemptWords,
  content: AttemptContent,
  notes: readonly string[],
): ReportDocument {
  const { site, course, quiz, attempt, options } = input
  const { fullName, idNumber } = attempt.participant
  const title = `${quiz.name} · ${fullName} · ${words.attempt(attempt.number)}`
  return {
    format: 1,
    title,
    subtitle: `${course.shortName} ${course.name} · ${site.name}`,
    language: words.language,
    author: fullName,
    keywords: [course.shortName, quiz.name, fullName, idNumber].filter((word) => word !== ''),
    date: attempt.finishedAt ?? attempt.modifiedAt ?? attempt.startedAt ?? new Date(0).toISOString(),
    footer: { left: `${fullName} · ${quiz.name} · ${words.attempt(attempt.number)}`, right: course.shortName },
    facts: content.facts,
    sections: content.sections.map(({ section }) => section),
    ...(options.watermark ? { watermark: options.watermark } : {}),
    notes,
  }
}
