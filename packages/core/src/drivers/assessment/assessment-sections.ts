import type { ChoiceOption, LocalizedText } from '../../driver/settings-definition.ts'
import { localized } from '../../reporting/localized.ts'

/** What reports show and can leave out. */
export const assessmentSections = [
  'header',
  'instructions',
  'submission',
  'attachments',
  'comments',
  'grade',
  'feedback',
  'grader',
  'marking',
  'unreleased',
] as const
export type AssessmentSection = (typeof assessmentSections)[number]

interface SectionFacts {
  readonly label: LocalizedText
  readonly help?: LocalizedText
  readonly requires?: readonly AssessmentSection[]
}

const facts: Readonly<Record<AssessmentSection, SectionFacts>> = {
  header: { label: localized('Who, when, in which state', 'Wer, wann, in welchem Zustand') },
  instructions: {
    label: localized('The assignment itself', 'Die Aufgabe selbst'),
    help: localized(
      'Its description in each report, and a report of its own with its files.',
      'Ihre Beschreibung in jedem Bericht und ein eigener Bericht mit ihren Dateien.',
    ),
  },
  submission: { label: localized('Texts handed in', 'Abgegebene Texte') },
  attachments: { label: localized('Files handed in', 'Abgegebene Dateien'), requires: ['submission'] },
  comments: { label: localized('Comments on the submission', 'Kommentare zur Abgabe'), requires: ['submission'] },
  grade: { label: localized('Grade', 'Bewertung'), requires: ['header'] },
  feedback: {
    label: localized('Feedback, with its files', 'Feedback, mit seinen Dateien'),
    help: localized('It often tells the grade.', 'Es nennt oft die Bewertung.'),
    requires: ['grade'],
  },
  grader: { label: localized('Who marked', 'Wer bewertet hat'), requires: ['grade'] },
  marking: {
    label: localized('State of marking, and who is to mark', 'Stand der Bewertung, und wer bewerten soll'),
    requires: ['grader'],
  },
  unreleased: {
    label: localized('Grades that are not released', 'Bewertungen, die nicht freigegeben sind'),
    help: localized(
      'With a marking workflow, students see grade and feedback only when they are released.',
      'Mit Bewertungsworkflow sehen Studierende Bewertung und Feedback erst, wenn sie freigegeben sind.',
    ),
    requires: ['grade'],
  },
}

/** The same as options of a setting. */
export const sectionOptions: readonly ChoiceOption[] = assessmentSections.map((value) => ({ value, ...facts[value] }))

/** What students see of their own work in Moodle: not who marked, and nothing that is not released. */
export const studentSections: readonly AssessmentSection[] = [
  'header',
  'instructions',
  'submission',
  'attachments',
  'comments',
  'grade',
  'feedback',
]
