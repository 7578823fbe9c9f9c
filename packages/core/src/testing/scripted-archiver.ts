import { ActivityArchiver } from '../driver/activity-archiver.ts'
import type {
  ActivityDescription,
  ArchivingContext,
  ArchivingItem,
  ItemContext,
  ItemDescription,
  ItemOutcome,
} from '../driver/archiving-context.ts'
import type { SettingsDefinition } from '../driver/settings-definition.ts'

/** What a {@link ScriptedArchiver} does with an item, instead of writing one small file. */
export type ItemScript = (item: ArchivingItem, context: ItemContext) => Promise<void>

/** A driver for tests of the engine: its items are numbered texts, and each can be made to misbehave. */
export class ScriptedArchiver extends ActivityArchiver {
  readonly id = 'scripted'
  readonly name = { en: 'Scripted' }
  readonly activityKind = 'scripted'
  readonly itemColumns = ['number']
  readonly availableTaskSettings: readonly SettingsDefinition[] = [
    {
      kind: 'integer',
      key: 'items',
      label: { en: 'Items' },
      group: { key: 'scope', label: { en: 'Scope' } },
      default: 5,
      minimum: 0,
      maximum: 10_000,
    },
  ]
  /** Keys of items in the order in which they were worked on, once for each time. */
  readonly workedOn: string[] = []
  /** What happens to an item before its file is written. */
  script: ItemScript = async () => {}
  /** What happens before the items are listed. */
  listingScript: (context: ArchivingContext) => Promise<void> = async () => {}

  async describeActivity({ task }: ArchivingContext): Promise<ActivityDescription> {
    return { title: task.activity.activityName, facts: {}, archiveName: task.activity.activityName }
  }

  async *listItems(context: ArchivingContext): AsyncGenerator<ItemDescription> {
    await this.listingScript(context)
    for (let number = 1; number <= Number(context.settings['items']); number++) {
      yield { key: `item-${number}`, title: `Item ${number}`, folder: '', fileName: 'Text', data: number }
    }
  }

  async archiveItem(item: ArchivingItem, context: ItemContext): Promise<ItemOutcome> {
    this.workedOn.push(item.key)
    await this.script(item, context)
    await context.artifacts.write({
      placement: { kind: 'beside', suffix: '.txt' },
      role: 'report',
      mediaType: 'text/plain',
      content: new TextEncoder().encode(`This is item ${JSON.stringify(item.data)}.`),
    })
    return { row: { number: Number(item.data) }, record: { number: Number(item.data) }, remarks: [] }
  }
}
