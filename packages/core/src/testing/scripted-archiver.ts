import { ActivityArchiver } from '../driver/activity-archiver.ts'
import type {
  ActivityDescription,
  ArchivingContext,
  ArchivingItem,
  ItemContext,
  ItemDescription,
  ItemOutcome,
  JsonValue,
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
  /** What the text of an item says; its fingerprint tells when it says something else. */
  textOf: (number: number) => string = (number) => `This is item ${number}.`
  /** Numbers of the items that there are. */
  numbersOf: (items: number) => Iterable<number> = (items) => Array.from({ length: items }, (_, index) => index + 1)
  /** What there is to say of an item. */
  remarksOf: (number: number) => ItemOutcome['remarks'] = () => []
  /** The fingerprint of an item; undefined if it has none. */
  fingerprintOf: (number: number) => JsonValue | undefined = () => undefined
  /** What happens before the items are listed. */
  listingScript: (context: ArchivingContext) => Promise<void> = async () => {}

  /** What the archive is called. */
  archiveNameOf: (task: ArchivingContext['task']) => string = ({ activity }) => activity.activityName

  async describeActivity({ task }: ArchivingContext): Promise<ActivityDescription> {
    return { title: task.activity.activityName, facts: {}, archiveName: this.archiveNameOf(task) }
  }

  async *listItems(context: ArchivingContext): AsyncGenerator<ItemDescription> {
    await this.listingScript(context)
    for (const number of this.numbersOf(Number(context.settings['items']))) {
      const fingerprint = this.fingerprintOf(number)
      const names = { key: `item-${number}`, title: `Item ${number}`, folder: '', fileName: 'Text' }
      yield { ...names, data: number, ...(fingerprint !== undefined && { fingerprint }) }
    }
  }

  async archiveItem(item: ArchivingItem, context: ItemContext): Promise<ItemOutcome> {
    this.workedOn.push(item.key)
    await this.script(item, context)
    await context.artifacts.write({
      placement: { kind: 'beside', suffix: '.txt' },
      role: 'report',
      mediaType: 'text/plain',
      content: new TextEncoder().encode(this.textOf(Number(item.data))),
    })
    const number = Number(item.data)
    return { row: { number }, record: { number }, remarks: this.remarksOf(number) }
  }
}
