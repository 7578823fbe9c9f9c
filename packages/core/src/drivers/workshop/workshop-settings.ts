import type { SettingsDefinition, SettingsPreset, ValidatedTaskSettings } from '../../driver/settings-definition.ts'
import { createItemNames } from '../../reporting/item-names.ts'
import { choiceOption, localized } from '../../reporting/localized.ts'
import {
  activityVariables,
  momentVariables,
  optionalVariable,
  personVariables,
  type ActivityNoun,
} from '../../reporting/naming-variables.ts'
import { reportSettings, toReportSettings, type ReportSettings } from '../../reporting/report-settings.ts'

const sectionNames = [
  'header',
  'instructions',
  'submission',
  'attachments',
  'grade',
  'assessments',
  'reviewers',
  'assessing',
] as const
export type WorkshopSection = (typeof sectionNames)[number]
export type WorkshopSettings = ReportSettings<WorkshopSection>

const noun: ActivityNoun = {
  key: 'workshop',
  idLabel: localized('Workshop id', 'ID der gegenseitigen Beurteilung'),
  nameLabel: localized('Workshop name', 'Name der gegenseitigen Beurteilung'),
  example: 'Peer review',
}

/** The settings of WorkshopArchiver. */
export const workshopSettings: readonly SettingsDefinition[] = reportSettings({
  scope: {
    label: localized('Submissions', 'Einreichungen'),
    help: localized(
      '“All” adds those of whom a submission is expected and who handed in nothing.',
      '„Alle“ nimmt die hinzu, von denen eine Einreichung erwartet wird und die nichts einreichten.',
    ),
    default: { mode: 'all' },
    modes: [
      choiceOption('all', 'All participants', 'Alle Teilnehmenden'),
      choiceOption('submitted', 'All submissions', 'Alle Einreichungen'),
      { ...choiceOption('submissions', 'Chosen submissions', 'Ausgewählte Einreichungen'), picks: 'items' },
      { ...choiceOption('users', 'Of chosen people', 'Von ausgewählten Personen'), picks: 'users' },
      { ...choiceOption('groups', 'Of chosen groups', 'Von ausgewählten Gruppen'), picks: 'groups' },
    ],
  },
  sections: [
    choiceOption('header', 'Who, when, in which state', 'Wer, wann, in welchem Zustand'),
    choiceOption('instructions', 'Instructions', 'Anleitung'),
    choiceOption('submission', 'Submission', 'Einreichung'),
    { ...choiceOption('attachments', 'Files handed in', 'Eingereichte Dateien'), requires: ['submission'] },
    choiceOption('grade', 'Grade and feedback to the author', 'Bewertung und Feedback an die einreichende Person'),
    { ...choiceOption('assessments', 'Assessments received', 'Erhaltene Beurteilungen'), requires: ['grade'] },
    { ...choiceOption('reviewers', 'Who assessed', 'Wer beurteilt hat'), requires: ['assessments'] },
    {
      ...choiceOption('assessing', 'Assessing of others, and its grades', 'Beurteilung anderer und deren Bewertung'),
      help: localized(
        'Whom the person assessed, what the assessments are worth, and feedback to those who assessed.',
        'Wen die Person beurteilt hat, was die Beurteilungen wert sind, und Feedback an die Beurteilenden.',
      ),
    },
  ],
  noun,
  itemVariables: [
    ...activityVariables(noun),
    optionalVariable('submissionid', 'Submission id', 'ID der Einreichung', '71'),
    optionalVariable('submissiontitle', 'Title of the submission', 'Titel der Einreichung', 'Bread and taxes'),
    ...personVariables,
    ...momentVariables('of the last change', 'der letzten Änderung'),
  ],
  folder: {
    label: localized('Folder of a submission', 'Ordner einer Einreichung'),
    default: '${lastname} ${firstname} ${idnumber}',
  },
  file: { default: '${workshopname}' },
})

/** Names of archives and reports. */
export const workshopNames = createItemNames(workshopSettings, noun.key)

/** Settings for purposes. */
export const workshopPresets: readonly SettingsPreset[] = [
  {
    key: 'student-copy',
    label: { en: 'Copy for the student', de: 'Kopie für Studierende' },
    help: {
      en: 'The own submission, its grade and what was said about it; without who assessed, and what the assessing is worth.',
      de: 'Die eigene Einreichung, ihre Bewertung und was dazu gesagt wurde; ohne die Namen der Beurteilenden und die Bewertung der Beurteilungen.',
    },
    settings: { sections: ['header', 'instructions', 'submission', 'attachments', 'grade', 'assessments'] },
  },
]

/** Settings that were checked against {@link workshopSettings}, with their types. */
export function toWorkshopSettings(settings: ValidatedTaskSettings): WorkshopSettings {
  return toReportSettings(settings, sectionNames)
}
