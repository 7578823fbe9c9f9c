import { ActivityArchiver } from '../../driver/activity-archiver.ts'
import { requireSourcePart } from '../../driver/require-source-part.ts'
import type {
  ActivityDescription,
  ArchivingContext,
  ArchivingItem,
  ItemContext,
  ItemDescription,
  ItemOutcome,
} from '../../driver/archiving-context.ts'
import type { SettingsPreset } from '../../driver/settings-definition.ts'
import { ArchivingError } from '../../errors/index.ts'
import { activityDescription } from '../../reporting/activity-description.ts'
import { archiveReport } from '../../reporting/archive-report.ts'
import { momentValues } from '../../reporting/item-names.ts'
import { reportIdentity } from '../../reporting/report-identity.ts'
import type { ActivitySource } from '../../sources/activity-source.ts'
import type { ChoiceActivity, ChoiceSource } from '../../sources/choice-source.ts'
import { choiceFingerprint } from './choice-fingerprint.ts'
import { choiceReport } from './choice-report.ts'
import { choiceNames, choiceSettings, toChoiceSettings } from './choice-settings.ts'

/** What no archive of a choice can hold, because no source tells it; said in the archive itself. */
const notTold = ['answers that were changed or withdrawn', 'who saw the results, and when']

const presets: readonly SettingsPreset[] = [
  {
    key: 'counts',
    label: { en: 'Counts only', de: 'Nur Anzahlen' },
    help: {
      en: 'How often each option was chosen, without names.',
      de: 'Wie oft jede Option gewählt wurde, ohne Namen.',
    },
    settings: { sections: ['header', 'description'] },
  },
]

/** Archives Moodle choices: one report of the whole choice, with who chose what where the choice tells it. */
export class ChoiceArchiver extends ActivityArchiver<null> {
  readonly id = 'choice'
  readonly name = { en: 'Choice', de: 'Abstimmung' }
  readonly activityKind = 'choice'
  readonly availableTaskSettings = choiceSettings
  override readonly settingsPresets = presets
  readonly itemColumns = ['options', 'answers', 'not_answered', 'names_shown', 'changed'] as const

  async describeActivity(context: ArchivingContext): Promise<ActivityDescription> {
    const settings = toChoiceSettings(context.settings)
    const {
      id: _id,
      courseId: _course,
      courseModuleId: _module,
      introHtml: _intro,
      ...facts
    } = await readChoice(context)
    return activityDescription(
      { name: facts.name, facts: { ...facts, notTold }, names: choiceNames },
      context,
      settings,
    )
  }

  async *listItems(context: ArchivingContext): AsyncGenerator<ItemDescription<null>> {
    const settings = toChoiceSettings(context.settings)
    const choice = await readChoice(context)
    const { name, namesShown, modifiedAt } = choice
    if (!namesShown && settings.scope.mode !== 'all') {
      const message =
        'This choice hides who chose what, so answers of single people or groups cannot be archived. Choose all.'
      throw new ArchivingError('settings_invalid', message, { details: { setting: 'scope' } })
    }
    const moment = momentValues(modifiedAt, settings.timeZone)
    yield {
      key: 'choice',
      title: name,
      ...choiceNames.itemNames(settings, context.task.activity, moment),
      data: null,
      ...(await choiceFingerprint(choice, context, settings)),
    }
  }

  async archiveItem(_item: ArchivingItem<null>, context: ItemContext): Promise<ItemOutcome> {
    const settings = toChoiceSettings(context.settings)
    const choice = await readChoice(context)
    const results = await choicesOf(context.source).getResults(choice, context.signal)
    const identity = reportIdentity(settings.anonymise, context.pseudonymOf)
    const report = choiceReport({ choice, results, settings, identity })
    return {
      row: {
        options: results.options.length,
        answers: results.options.reduce((sum, { count }) => sum + count, 0),
        not_answered: settings.sections.has('unanswered') ? results.unanswered.count : null,
        names_shown: choice.namesShown,
        changed: choice.modifiedAt,
      },
      ...(await archiveReport(report, context, settings)),
    }
  }
}

function readChoice({ task, source, signal }: ArchivingContext): Promise<ChoiceActivity> {
  const { courseId, activityId } = task.activity
  return choicesOf(source).getChoice(courseId, activityId, signal)
}

function choicesOf({ choices }: ActivitySource): ChoiceSource {
  return requireSourcePart(choices, 'choices')
}
