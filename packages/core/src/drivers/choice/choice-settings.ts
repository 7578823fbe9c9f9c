import type { SettingsDefinition, ValidatedTaskSettings } from '../../driver/settings-definition.ts'
import { createItemNames } from '../../reporting/item-names.ts'
import { choiceOption, localized } from '../../reporting/localized.ts'
import { activityVariables, momentVariables, type ActivityNoun } from '../../reporting/naming-variables.ts'
import { reportSettings, toReportSettings, type ReportSettings } from '../../reporting/report-settings.ts'

const sectionNames = ['header', 'description', 'answers', 'unanswered'] as const
export type ChoiceSection = (typeof sectionNames)[number]
export type ChoiceSettings = ReportSettings<ChoiceSection>

const noun: ActivityNoun = {
  key: 'choice',
  idLabel: localized('Choice id', 'Abstimmungs-ID'),
  nameLabel: localized('Choice name', 'Name der Abstimmung'),
  example: 'Excursion date',
}

/** The settings of ChoiceArchiver. */
export const choiceSettings: readonly SettingsDefinition[] = reportSettings({
  scope: {
    label: localized('Answers', 'Antworten'),
    help: localized(
      'Of chosen people or groups: their answers, with the counts of all. Not where the choice hides names.',
      'Von ausgewählten Personen oder Gruppen: ihre Antworten, mit den Anzahlen aller. Nicht, wenn die Abstimmung Namen verbirgt.',
    ),
    default: { mode: 'all' },
    modes: [
      choiceOption('all', 'All', 'Alle'),
      { ...choiceOption('users', 'Of chosen people', 'Von ausgewählten Personen'), picks: 'users' },
      { ...choiceOption('groups', 'Of chosen groups', 'Von ausgewählten Gruppen'), picks: 'groups' },
    ],
  },
  sections: [
    choiceOption('header', 'When and how', 'Wann und wie'),
    choiceOption('description', 'Question', 'Frage'),
    choiceOption('answers', 'Who chose what', 'Wer was gewählt hat'),
    choiceOption('unanswered', 'Who did not answer', 'Wer nicht geantwortet hat'),
  ],
  noun,
  itemVariables: [...activityVariables(noun), ...momentVariables('of the last change', 'der letzten Änderung')],
  folder: { label: localized('Folder of the report', 'Ordner des Berichts'), default: '${choicename}' },
  file: { default: '${choicename}' },
})

/** Names of archives and reports. */
export const choiceNames = createItemNames(choiceSettings, noun.key)

/** Settings that were checked against {@link choiceSettings}, with their types. */
export function toChoiceSettings(settings: ValidatedTaskSettings): ChoiceSettings {
  return toReportSettings(settings, sectionNames)
}
