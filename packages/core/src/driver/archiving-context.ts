import type { ArtifactRole, ItemRemark } from '../archive/archive-description.ts'
import type { LocalizedText } from '../errors/localized-text.ts'
import type { ReportTypesetter } from '../pdf/report-typesetter.ts'
import type { ActivitySource } from '../sources/activity-source.ts'
import type { ActivityArchivingTask } from './activity-archiving-task.ts'
import type { ValidatedTaskSettings } from './settings-definition.ts'

/** Plain JSON: what a driver may hand over to be kept. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined }

/** Everything a driver gets to do its work. It has no other way to reach the disk, the network or the clock. */
export interface ArchivingContext {
  readonly task: ActivityArchivingTask
  readonly settings: ValidatedTaskSettings
  readonly source: ActivitySource
  /** Fires when the task is to stop. Pass it on to everything that waits. */
  readonly signal: AbortSignal
  /** Writes to the task's log, for people; no secrets. */
  readonly log: TaskLogger
  /**
   * A name that stands for a person or thing in an anonymised archive, such as `7F3KQ-2MX0V`: the same for the same
   * subject of the same site in this installation, and of no use to find the subject without its secret key.
   *
   * @param subject what it is and its id, such as `user 12`
   */
  readonly pseudonymOf: (subject: string) => string
}

/** What a driver gets to archive one item. */
export interface ItemContext extends ArchivingContext {
  readonly artifacts: ArtifactWriter
  readonly typesetter: ReportTypesetter
}

/** Takes sentences for people, in English or in the languages of the product. */
export interface TaskLogger {
  info(said: string | LocalizedText): void
  warn(said: string | LocalizedText): void
}

/** What a driver says of the activity as a whole, before its items are listed. */
export interface ActivityDescription {
  /** Title of the archive, such as `HIST101 World history: Midterm`. */
  readonly title: string
  /** Facts for activity.json. No secrets, nothing that differs between two readings of the same data. */
  readonly facts: Readonly<Record<string, JsonValue>>
  /** Name of the archive, as made from its naming pattern. */
  readonly archiveName: string
  /**
   * The archive names nobody: the driver uses pseudonyms, and the engine leaves out who read and who asked for it, and
   * the ids in settings.
   */
  readonly anonymised?: boolean
}

/**
 * One unit of work: one attempt, one submission, one discussion.
 *
 * @typeParam Data What the driver keeps with an item; it must survive being written as JSON and read again.
 */
export interface ItemDescription<Data = unknown> {
  /** Stable id within the activity, the same in every run: `attempt-4711`. */
  readonly key: string
  /** For people: `Łukasz Żółciński, attempt 2`. */
  readonly title: string
  /** What a scope setting that picks items names it by: its id in the source. Left out where none can pick it. */
  readonly scopeId?: number
  /**
   * Folder (`/` between nested ones, may be empty) and file name without extension, as made from the naming patterns.
   * The engine makes them unique within the task, in the order in which items are listed.
   */
  readonly folder: string
  readonly fileName: string
  /** What the driver wants to know again when the item is archived. Kept in the database; no secrets. */
  readonly data: Data
  /**
   * Facts of the source that differ whenever the item would be archived otherwise: times of changes, states, marks, names.
   * While they are equal (and settings, title and names as well), a new version of an archive takes what was made of the
   * item before, and `archiveItem` is not called. Left out where the listing does not tell enough:
   * then the item is read every time. Nothing that differs between two answers about the same data, and no secrets.
   */
  readonly fingerprint?: JsonValue
}

/** Item as it is to be archived. */
export interface ArchivingItem<Data = unknown> extends Omit<ItemDescription<Data>, 'fingerprint' | 'scopeId'> {
  /** Folder and file name, made unique: `path` is the report's path below `data/`, without extension. */
  readonly path: string
}

/** Where an artifact lies. */
export type ArtifactPlacement =
  /** Beside the item's own name: `<folder>/<file name><suffix>`. The suffix starts with a dot: `.pdf`. */
  | { readonly kind: 'beside'; readonly suffix: string }
  /** `<folder>/attachments/<file name>/<path>`; `path` may have folders and is made safe and unique by the engine. */
  | { readonly kind: 'attachment'; readonly path: string }

export interface ArtifactWriter {
  /**
   * Streams one artifact to the artifact store. The item's artifacts become part of the task only when
   * `archiveItem` returns; those of a failed or aborted call are not part of anything.
   */
  write(request: WriteArtifactRequest): Promise<WrittenArtifact>
}

export interface WriteArtifactRequest {
  readonly placement: ArtifactPlacement
  readonly role: ArtifactRole
  readonly mediaType: string
  readonly content: AsyncIterable<Uint8Array> | Uint8Array
}

export interface WrittenArtifact {
  /** Path below `data/`. */
  readonly path: string
  /** The same, relative to the folder of the item's report. */
  readonly pathFromReport: string
  readonly sha256: string
  readonly sizeBytes: number
}

/** What became of an item. */
export interface ItemOutcome {
  /** Values of the driver's `itemColumns`. */
  readonly row: Readonly<Record<string, string | number | boolean | null>>
  /** Everything that the report shows, for items.jsonl. The report carries the same as its source: a deep check compares. */
  readonly record: JsonValue
  /** What is missing or must be known. Empty if all is well. */
  readonly remarks: readonly ItemRemark[]
}
