import type { SettingsPreset } from '../../driver/settings-definition.ts'
import type { ReportSectionName } from './report-sections.ts'

/** Tells what a student did and got, and nothing from which the next exam could be prepared. */
const studentSections: readonly ReportSectionName[] = [
  'header',
  'grade',
  'overall-feedback',
  'question',
  'marks',
  'comments',
  'attachments',
]

/** Settings for purposes. */
export const quizPresets: readonly SettingsPreset[] = [
  {
    key: 'complete',
    label: { en: 'Complete, as evidence', de: 'Vollständig, als Nachweis' },
    help: { en: 'Everything that the review shows.', de: 'Alles, was die Überprüfung zeigt.' },
    settings: {},
  },
  {
    key: 'student-copy',
    label: { en: 'Copy for the student', de: 'Kopie für Studierende' },
    help: {
      en: 'Questions, own answers, marks and comments; without right answers, feedback and history. Each student’s folder can be handed out by itself.',
      de: 'Fragen, eigene Antworten, Punkte und Kommentare; ohne richtige Antworten, Feedback und Verlauf. Der Ordner jeder Person kann einzeln ausgehändigt werden.',
    },
    settings: { sections: studentSections },
  },
]
