import type {
  NamingVariable,
  SettingsDefinition,
  SettingsPreset,
  ValidatedTaskSettings,
} from '../../driver/settings-definition.ts'
import {
  activityVariables,
  choiceOption,
  localized,
  momentVariables,
  optionalVariable,
  personVariables,
  reportSettings,
  settingsGroups,
  toReportSettings,
  variable,
  type ActivityNoun,
  type ReportSettings,
} from '../../reporting/index.ts'
import { assessmentSections, sectionOptions, studentSections, type AssessmentSection } from './assessment-sections.ts'

const noun: ActivityNoun = {
  key: 'assignment',
  idLabel: localized('Assignment id', 'Aufgaben-ID'),
  nameLabel: localized('Assignment name', 'Name der Aufgabe'),
  example: 'Essay 1',
}

/**
 * Variables that say whose work it is. A team has its name as last name; while identities are hidden, a person has
 * "Participant 106". Moment and id are those of the latest attempt: of earlier ones they are not known yet when names
 * are made.
 */
const submissionVariables: readonly NamingVariable[] = [
  ...activityVariables(noun),
  optionalVariable('submissionid', 'Submission id', 'ID der Abgabe', '4711'),
  variable('attemptnumber', 'Number of the attempt', 'Nummer des Versuchs', '1'),
  ...personVariables,
  optionalVariable('groupname', 'Name of the team', 'Name des Teams', 'Team A'),
  ...momentVariables('of handing in', 'der Abgabe').map((moment) => ({ ...moment, canBeEmpty: true })),
]

/** The settings of AssessmentArchiver. */
export const assessmentSettings: readonly SettingsDefinition[] = reportSettings({
  scope: {
    label: localized('Submissions', 'Abgaben'),
    help: localized(
      '“All” has a report for everyone, also for those who handed in nothing.',
      '„Alle“ enthält für jede Person einen Bericht, auch wenn nichts abgegeben wurde.',
    ),
    default: { mode: 'all' },
    modes: [
      choiceOption('all', 'All participants', 'Alle Teilnehmenden'),
      choiceOption('submitted', 'Everyone who handed in', 'Alle, die abgegeben haben'),
      choiceOption('graded', 'Everyone who was graded', 'Alle, die bewertet wurden'),
      { ...choiceOption('users', 'Chosen people', 'Ausgewählte Personen'), picks: 'users' },
      { ...choiceOption('groups', 'Chosen groups', 'Ausgewählte Gruppen'), picks: 'groups' },
    ],
  },
  sections: sectionOptions,
  noun,
  itemVariables: submissionVariables,
  folder: {
    label: localized('Folder of a submission', 'Ordner einer Abgabe'),
    default: '${lastname} ${firstname} ${idnumber}',
  },
  file: { default: '${assignmentname} attempt ${attemptnumber}' },
  further: [
    {
      kind: 'choice',
      key: 'attempts',
      group: settingsGroups.scope,
      label: localized('Attempts of re-opened submissions', 'Versuche wieder geöffneter Abgaben'),
      default: 'all',
      options: [
        choiceOption(
          'all',
          'All attempts, each in a report of its own',
          'Alle Versuche, jeder in einem eigenen Bericht',
        ),
        choiceOption('latest', 'The latest attempt', 'Der letzte Versuch'),
      ],
    },
  ],
})

/** Settings for purposes. */
export const assessmentPresets: readonly SettingsPreset[] = [
  {
    key: 'complete',
    label: localized('Complete, as evidence', 'Vollständig, als Nachweis'),
    help: localized(
      'Everything that the site gives, of everyone.',
      'Alles, was die Website liefert, von allen Teilnehmenden.',
    ),
    settings: {},
  },
  {
    key: 'student-copy',
    label: localized('Copy for the student', 'Kopie für Studierende'),
    help: localized(
      'What was handed in, with comments, released grade and feedback; without who marked. Each student’s folder can be handed out by itself.',
      'Was abgegeben wurde, mit Kommentaren, freigegebener Bewertung und Feedback; ohne Namen der Bewertenden. Der Ordner jeder Person kann einzeln ausgehändigt werden.',
    ),
    settings: { sections: [...studentSections] },
  },
]

/** The settings as the driver uses them. */
export interface AssessmentSettings extends ReportSettings<AssessmentSection> {
  readonly attempts: 'all' | 'latest'
}

/** Settings that were checked against {@link assessmentSettings}, with their types. */
export function toAssessmentSettings(settings: ValidatedTaskSettings): AssessmentSettings {
  return {
    ...toReportSettings(settings, assessmentSections),
    attempts: settings['attempts'] === 'latest' ? 'latest' : 'all',
  }
}
