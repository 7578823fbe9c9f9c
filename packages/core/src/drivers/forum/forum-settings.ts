import type {
  ChoiceOption,
  NamingVariable,
  SettingsDefinition,
  ValidatedTaskSettings,
} from '../../driver/settings-definition.ts'
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

const sectionNames = ['header', 'description', 'context', 'ratings', 'attachments'] as const
export type ForumSection = (typeof sectionNames)[number]

const sections: readonly ChoiceOption[] = [
  choiceOption('header', 'Who, when, how much', 'Wer, wann, wie viel'),
  choiceOption('description', 'Description of the forum', 'Beschreibung des Forums'),
  {
    ...choiceOption('context', 'What a post answers', 'Worauf ein Beitrag antwortet'),
    help: localized(
      'In reports by participant: the beginning of somebody else’s post that was answered.',
      'In Berichten nach Person: der Anfang des fremden Beitrags, auf den geantwortet wurde.',
    ),
  },
  choiceOption('ratings', 'Ratings and grades', 'Bewertungen'),
  choiceOption('attachments', 'Attachments', 'Anhänge'),
]

const noun: ActivityNoun = {
  key: 'forum',
  idLabel: localized('Forum id', 'Forum-ID'),
  nameLabel: localized('Forum name', 'Name des Forums'),
  example: 'Seminar discussion',
}

/** The person is who began the discussion or, in reports by participant, whose posts they are. */
const itemVariables: readonly NamingVariable[] = [
  ...activityVariables(noun),
  variable('title', 'Title of the discussion, or the person', 'Titel der Diskussion oder die Person', 'First topic'),
  optionalVariable('discussionid', 'Discussion id', 'ID der Diskussion', '12'),
  optionalVariable('discussionname', 'Title of the discussion', 'Titel der Diskussion', 'First topic'),
  ...personVariables,
  ...momentVariables('of the last post', 'des letzten Beitrags'),
]

const further: readonly SettingsDefinition[] = [
  {
    kind: 'choice',
    key: 'arrangement',
    group: settingsGroups.scope,
    label: localized('One report for each', 'Ein Bericht je'),
    help: localized(
      'By participant, a report holds everything that one person wrote in the forum; who wrote nothing has none.',
      'Nach Person enthält ein Bericht alles, was eine Person im Forum geschrieben hat; wer nichts schrieb, hat keinen.',
    ),
    default: 'discussion',
    options: [
      choiceOption('discussion', 'Discussion', 'Diskussion'),
      choiceOption('participant', 'Participant', 'Person'),
    ],
  },
  {
    kind: 'boolean',
    key: 'privateReplies',
    group: settingsGroups.scope,
    label: localized('Private replies, too', 'Auch private Antworten'),
    help: localized(
      'They are marked as private. Without them, the site’s own answers are not kept either.',
      'Sie sind als privat gekennzeichnet. Ohne sie werden auch die eigenen Antworten der Website nicht aufbewahrt.',
    ),
    default: true,
  },
]

/** The settings of ForumArchiver. */
export const forumSettings: readonly SettingsDefinition[] = reportSettings({
  scope: {
    label: localized('Discussions and posts', 'Diskussionen und Beiträge'),
    help: localized(
      'Of chosen people or groups: the discussions in which they wrote, or, by participant, their posts.',
      'Von ausgewählten Personen oder Gruppen: die Diskussionen, in denen sie schrieben, oder nach Person ihre Beiträge.',
    ),
    default: { mode: 'all' },
    modes: [
      choiceOption('all', 'All', 'Alle'),
      { ...choiceOption('discussions', 'Chosen discussions', 'Ausgewählte Diskussionen'), picks: 'items' },
      { ...choiceOption('users', 'Of chosen people', 'Von ausgewählten Personen'), picks: 'users' },
      { ...choiceOption('groups', 'Of chosen groups', 'Von ausgewählten Gruppen'), picks: 'groups' },
    ],
  },
  sections,
  noun,
  itemVariables,
  folder: { label: localized('Folder of a report', 'Ordner eines Berichts'), default: '${title}' },
  file: { default: '${title}' },
  further,
})

/** The settings as the driver uses them. */
export interface ForumSettings extends ReportSettings<ForumSection> {
  readonly arrangement: 'discussion' | 'participant'
  readonly privateReplies: boolean
}

/** Settings that were checked against {@link forumSettings}, with their types. */
export function toForumSettings(settings: ValidatedTaskSettings): ForumSettings {
  return {
    ...toReportSettings(settings, sectionNames),
    arrangement: settings['arrangement'] === 'participant' ? 'participant' : 'discussion',
    privateReplies: settings['privateReplies'] !== false,
  }
}
