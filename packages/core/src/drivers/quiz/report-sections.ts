import type { ReportPartRole } from '../../documents/index.ts'
import type { ChoiceOption, LocalizedText } from '../../driver/settings-definition.ts'

/** What a report shows and can leave out. */
export const reportSections = [
  'header',
  'grade',
  'overall-feedback',
  'question',
  'marks',
  'correctness',
  'specific-feedback',
  'general-feedback',
  'right-answer',
  'comments',
  'history',
  'attachments',
] as const
export type ReportSectionName = (typeof reportSections)[number]

interface ReportSectionFacts {
  readonly label: LocalizedText
  readonly help?: LocalizedText
  /** Sections without which this one makes no sense, or which it would tell as well. */
  readonly requires: readonly ReportSectionName[]
}

const facts: Readonly<Record<ReportSectionName, ReportSectionFacts>> = {
  header: { label: { en: 'Who, when, in which state', de: 'Wer, wann, in welchem Zustand' }, requires: [] },
  grade: { label: { en: 'Grade of the quiz', de: 'Bewertung des Tests' }, requires: ['header'] },
  'overall-feedback': { label: { en: 'Overall feedback', de: 'Gesamtfeedback' }, requires: ['header'] },
  question: { label: { en: 'Questions and answers', de: 'Fragen und Antworten' }, requires: [] },
  marks: { label: { en: 'Marks of each question', de: 'Punkte je Frage' }, requires: ['question'] },
  correctness: {
    label: { en: 'Whether an answer is right', de: 'Ob eine Antwort richtig ist' },
    requires: ['question'],
  },
  'specific-feedback': {
    label: { en: 'Feedback to the answer', de: 'Feedback zur Antwort' },
    help: { en: 'It often says whether the answer is right.', de: 'Es sagt oft, ob die Antwort richtig ist.' },
    requires: ['question', 'correctness'],
  },
  'general-feedback': { label: { en: 'Feedback to the question', de: 'Feedback zur Frage' }, requires: ['question'] },
  'right-answer': {
    label: { en: 'Right answers and notes for markers', de: 'Richtige Antworten und Hinweise für Bewertende' },
    requires: ['question'],
  },
  comments: { label: { en: 'Comments of markers', de: 'Kommentare der Bewertenden' }, requires: ['question'] },
  history: {
    label: { en: 'Response history', de: 'Antwortverlauf' },
    help: {
      en: 'It tells marks, comments and how answers came out as well.',
      de: 'Er nennt auch Punkte, Kommentare und wie Antworten gewertet wurden.',
    },
    requires: ['question', 'marks', 'correctness', 'comments'],
  },
  attachments: { label: { en: 'Files handed in', de: 'Abgegebene Dateien' }, requires: ['question'] },
}

/** The same as options of a setting. */
export const reportSectionOptions: readonly ChoiceOption[] = reportSections.map((value) => ({ value, ...facts[value] }))

/** Which parts of a question each section stands for. */
export const rolesOfSection: readonly (readonly [ReportSectionName, ReportPartRole])[] = [
  ['question', 'prompt'],
  ['question', 'answer'],
  ['specific-feedback', 'specific-feedback'],
  ['general-feedback', 'general-feedback'],
  ['right-answer', 'right-answer'],
  ['comments', 'comment'],
  ['history', 'history'],
  ['attachments', 'attachments'],
]
