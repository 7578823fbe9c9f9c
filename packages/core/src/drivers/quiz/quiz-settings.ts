import { choiceOption, localized } from '../../reporting/localized.ts'
import {
  activityVariables,
  momentVariables,
  optionalVariable,
  personVariables,
  variable,
  type ActivityNoun,
} from '../../reporting/naming-variables.ts'
import {
  reportSettings,
  settingsGroups,
  toReportSettings,
  type ReportSettings,
} from '../../reporting/report-settings.ts'
import type { NamingVariable, SettingsDefinition, ValidatedTaskSettings } from '../../driver/settings-definition.ts'
import { reportSectionOptions, reportSections, type ReportSectionName } from './report-sections.ts'

const noun: ActivityNoun = {
  key: 'quiz',
  idLabel: localized('Quiz id', 'Test-ID'),
  nameLabel: localized('Quiz name', 'Name des Tests'),
  example: 'Midterm',
}

/**
 * Variables that say which attempt it is. Its moment is when it ended; of one that did not, when it was last changed, or
 * begun.
 */
const attemptVariables: readonly NamingVariable[] = [
  ...activityVariables(noun),
  variable('attemptid', 'Attempt id', 'ID des Versuchs', '4711'),
  variable('attemptnumber', 'Number of the attempt', 'Nummer des Versuchs', '1'),
  ...personVariables,
  optionalVariable('timestart', 'Start of the attempt', 'Beginn des Versuchs', '2026-11-23 09-00-00'),
  optionalVariable('timefinish', 'End of the attempt', 'Ende des Versuchs', '2026-11-23 09-45-12'),
  ...momentVariables('of the attempt’s end', 'des Versuchsendes'),
]

/** The settings of QuizArchiver. */
export const quizSettings: readonly SettingsDefinition[] = reportSettings({
  scope: {
    label: localized('Attempts', 'Versuche'),
    help: localized(
      'Finished attempts are what is marked. “All” adds those in progress, overdue or abandoned.',
      'Beendete Versuche sind die bewerteten. „Alle“ nimmt laufende, überfällige und abgebrochene hinzu.',
    ),
    default: { mode: 'finished' },
    modes: [
      choiceOption('finished', 'All finished attempts', 'Alle beendeten Versuche'),
      choiceOption('all', 'All attempts, whatever their state', 'Alle Versuche, gleich in welchem Zustand'),
      choiceOption('first', 'The first finished attempt of each person', 'Der erste beendete Versuch jeder Person'),
      choiceOption('latest', 'The latest finished attempt of each person', 'Der letzte beendete Versuch jeder Person'),
      choiceOption('best', 'The best finished attempt of each person', 'Der beste beendete Versuch jeder Person'),
      { ...choiceOption('attempts', 'Chosen attempts', 'Ausgewählte Versuche'), picks: 'items' },
      {
        ...choiceOption('users', 'Finished attempts of chosen people', 'Beendete Versuche ausgewählter Personen'),
        picks: 'users',
      },
      {
        ...choiceOption('groups', 'Finished attempts of chosen groups', 'Beendete Versuche ausgewählter Gruppen'),
        picks: 'groups',
      },
    ],
  },
  sections: reportSectionOptions,
  noun,
  itemVariables: attemptVariables,
  folder: {
    label: localized('Folder of an attempt', 'Ordner eines Versuchs'),
    default: '${lastname} ${firstname} ${idnumber}',
  },
  file: { default: '${quizname} attempt ${attemptnumber}' },
  further: [
    {
      kind: 'boolean',
      key: 'includePreviews',
      group: settingsGroups.scope,
      label: localized('Trial runs of teachers, too', 'Auch Probeläufe von Lehrenden'),
      default: false,
    },
  ],
})

/** The settings as the driver uses them. */
export interface QuizSettings extends ReportSettings<ReportSectionName> {
  readonly includePreviews: boolean
}

/** Settings that were checked against {@link quizSettings}, with their types. */
export function toQuizSettings(settings: ValidatedTaskSettings): QuizSettings {
  return { ...toReportSettings(settings, reportSections), includePreviews: settings['includePreviews'] === true }
}
