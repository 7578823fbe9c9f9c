import type { JsonValue } from '../../driver/archiving-context.ts'
import { blockText, inlineText, type ReportDocument } from '../../documents/index.ts'
import { toJson } from '../../reporting/to-json.ts'
import type { RecordedSection } from './attempt-content.ts'
import type { AttemptReportInput } from './attempt-report.ts'
import { historyRows, type HistoryRow } from './history-rows.ts'
import { isKnownType } from './question-types/question-types.ts'
import { answerTextOf } from './read-question.ts'
import { unseenFields } from './unseen-fields.ts'

/** Version of the record's shape. */
const format = 2

/**
 * Everything that a report shows, as data. Made of the report document, so that it never tells what the report leaves
 * out; texts are there to be read, blocks keep the rest (the closed tree of the report, see its README).
 */
export function attemptRecord(
  input: AttemptReportInput,
  document: ReportDocument,
  sections: readonly RecordedSection[],
): JsonValue {
  const { site, course, quiz, attempt, review, options } = input
  const { participant } = attempt
  return {
    format,
    site: { name: site.name, url: site.url },
    course: { id: quiz.courseId, name: course.name, shortName: course.shortName },
    quiz: {
      id: quiz.id,
      courseModuleId: quiz.courseModuleId,
      name: quiz.name,
      maxGrade: quiz.maxGrade,
      opensAt: quiz.opensAt,
      closesAt: quiz.closesAt,
      timeLimitSeconds: quiz.timeLimitSeconds,
    },
    settings: {
      language: options.language,
      timeZone: options.timeZone,
      sections: [...options.sections],
      anonymised: options.anonymise !== undefined,
    },
    ...(input.refusal === undefined ? {} : { refusal: input.refusal }),
    student: {
      userId: options.anonymise ? null : participant.userId,
      userName: participant.userName,
      fullName: participant.fullName,
      idNumber: participant.idNumber,
      groups: participant.groups.map(({ id, name }) => (options.anonymise ? { name } : { id, name })),
    },
    attempt: {
      id: options.anonymise ? null : attempt.id,
      number: attempt.number,
      state: attempt.state,
      preview: attempt.preview,
      startedAt: attempt.startedAt,
      finishedAt: attempt.finishedAt,
      modifiedAt: attempt.modifiedAt,
      dueAt: attempt.dueAt,
      ...(options.sections.has('marks') ? { marks: attempt.sumOfMarks, maxMarks: quiz.sumOfMarks } : {}),
      ...(options.sections.has('grade') ? { grade: review.grade } : {}),
    },
    facts: document.facts.map(({ label, value }) => ({ label, text: inlineText(value) })),
    questions: sections.map((section) => questionRecord(section, options.sections)),
    notes: [...document.notes],
  }
}

type ShownSections = AttemptReportInput['options']['sections']

function questionRecord({ slot, page, quizPage, section }: RecordedSection, shown: ShownSections): JsonValue {
  if (!page) return { slot, ...(quizPage === undefined ? {} : { page: quizPage }), missing: true }
  const { question } = page
  const fields = isKnownType(question.type) && page.recognised ? [] : unseenFields(page.formulation)
  return {
    slot,
    number: question.numberShown,
    page: quizPage ?? question.page + 1,
    type: question.type,
    heading: section.heading,
    behaviour: page.behaviour,
    labels: [...(section.labels ?? [])],
    questionSettings: toJson(question.settings),
    lastActionAt: question.lastActionAt,
    autosaved: question.hasAutosavedStep,
    ...(shown.has('correctness') ? { state: question.state, stateText: question.stateText } : {}),
    ...(shown.has('marks') ? { mark: question.mark, maxMark: question.maxMark } : {}),
    flagged: question.flagged,
    answer: answerTextOf(section),
    ...(fields.length === 0 ? {} : { fields: toJson(fields) }),
    ...(shown.has('history') ? { history: historyRows(page).map((row) => historyRecord(row, shown)) } : {}),
    parts: section.parts.map(({ role, heading, blocks }) => ({
      role,
      heading,
      text: role === 'answer' ? undefined : blockText(blocks),
      blocks: toJson(blocks),
    })),
  }
}

function historyRecord({ step, time, action, by, state, mark }: HistoryRow, shown: ShownSections): JsonValue {
  return {
    step,
    time,
    action,
    by,
    ...(shown.has('correctness') ? { state } : {}),
    ...(shown.has('marks') ? { mark } : {}),
  }
}
