import type { ArtifactRole, ItemRemark } from '../archive/archive-description.ts'
import type { StoredContent } from '../archive/artifact-store.ts'
import type { ListItemChangesOptions, ListItemsOptions, TaskItem, TaskItemChanges } from '../core.ts'
import type { Page } from '../driver/activity-archiving-driver.ts'
import type { ArchivingItem, ItemDescription, ItemOutcome } from '../driver/archiving-context.ts'
import type { RecordedError } from '../errors/index.ts'
import type { TaskHold } from './task-hold.ts'

/**
 * Keeps the items and artifacts of tasks. Each method is one unit of work. Whatever writes names who holds the task: if
 * somebody else does by then, nothing is written. That is found out in the transaction that writes.
 *
 * @throws ArchivingError of all methods: `storage_busy`, `storage_full`, `storage_failed`; of those that write:
 *   `state_conflict` if the task was taken over by another process ({@link isTakenOver}).
 */
export interface ItemStore {
  /**
   * Adds items in the order given; those whose key is already there are passed over. Names that clash (also without
   * regard to case and normal form) get ` (2)`, ` (3)` … in the order of adding.
   *
   * @returns how many are new.
   */
  add(hold: TaskHold, items: readonly NewItem[]): Promise<number>
  /** Number of a further listing of a task, greater than that of every listing before. */
  nextListing(taskId: string): Promise<number>
  /**
   * Compares items as they are listed again with what is there, as a part of the listing with that number. New ones are
   * added; those with another fingerprint are to be archived again, as they are now.
   *
   * @returns titles of the ones and the others.
   */
  compare(hold: TaskHold, listing: number, items: readonly NewItem[]): Promise<ListingChanges>
  /**
   * Gives a remark to some of the finished items that were not in a listing, and takes their fingerprints. To be called
   * until it finds none.
   */
  remarkAbsent(hold: TaskHold, listing: number, remark: ItemRemark): Promise<AbsentItems>
  /** Forgets all items of a task of which none has been archived yet. */
  clear(hold: TaskHold): Promise<void>
  /** Takes the next item that is due: it is `running` afterwards. */
  claimNext(hold: TaskHold, now: Date): Promise<ClaimedItem | undefined>
  /** When the next pending item is due, or undefined if none is pending. */
  nextDue(taskId: string): Promise<Date | undefined>
  /** Settles a running item with all its artifacts. @returns false if it is not running any more, or was begun again. */
  finish(claim: ItemClaim, finished: FinishedItem): Promise<boolean>
  /** Puts a running item back, to be tried again not before a moment. @returns as {@link finish} */
  retryLater(claim: ItemClaim, error: RecordedError, notBefore: Date): Promise<boolean>
  /** Gives a running item up. @returns as {@link finish} */
  fail(claim: ItemClaim, error: RecordedError): Promise<boolean>
  /** Puts a running item back as if it had not been tried: the task was stopped. @returns as {@link finish} */
  release(claim: ItemClaim): Promise<boolean>
  /** Puts all items that are in one of the states back to `pending`; failed ones get new attempts. */
  reset(hold: TaskHold, states: readonly ('running' | 'failed')[]): Promise<number>
  counts(taskId: string): Promise<ItemCounts>
  /**
   * A page of pending items that have the fingerprint, and the path, of a finished and whole item of another task; in the
   * order of listing.
   *
   * @param after `ordinal` of the last item of the page before; -1 for the first page
   */
  pageOfReusable(taskId: string, fromTaskId: string, after: number, limit: number): Promise<readonly ReusableItem[]>
  /** Settles pending items with what others of {@link pageOfReusable} have: row, remarks, record and artifacts. */
  reuse(hold: TaskHold, items: readonly ReusableItem[]): Promise<void>
  /**
   * Contents of the finished items of a task, records included, each once and in the order of their hashes.
   *
   * @param after hash of the last one of the page before; empty for the first page
   */
  contents(taskId: string, after: string, limit: number): Promise<readonly StoredContent[]>
  /**
   * Puts finished items that have one of the contents back to `pending`, as if nothing had been made of them. To be called
   * until it gives less than `limit`.
   *
   * @returns their titles, in the order of listing.
   */
  putBack(hold: TaskHold, sha256s: readonly string[], limit: number): Promise<readonly string[]>
  /** Whether two tasks have the same items, and made the same of each of them: all are finished. */
  areSame(taskId: string, otherTaskId: string): Promise<boolean>
  page(taskId: string, options?: ListItemsOptions): Promise<Page<TaskItem>>
  /** Items in the order in which they last changed. Holds from the end of the first listing on: {@link clear} begins anew. */
  pageOfChanges(taskId: string, options?: ListItemChangesOptions): Promise<TaskItemChanges>
  /**
   * A page of items with their artifacts, ordered by their paths as {@link SealableItem.pathKey} writes them: what is
   * sealed. In the order of listing an anonymised archive would tell who is who.
   *
   * @param afterPathKey that of the last item of the page before; empty for the first page
   */
  pageForSealing(taskId: string, afterPathKey: string, limit: number): Promise<readonly SealableItem[]>
}

/** The cursor of changes of items before all of them. */
export const firstItemChange = '0.0'

/** An item as it was listed. */
export interface NewItem extends Omit<ItemDescription, 'fingerprint'> {
  /** Hash of all that decides what becomes of it; null or left out if the driver cannot tell. */
  readonly fingerprint?: string | null
}

/** What another listing of the same activity brought; titles of items. */
export interface ListingChanges {
  readonly added: readonly string[]
  readonly changed: readonly string[]
}

/** Items that were not in a listing. */
export interface AbsentItems {
  /** How many were looked at; 0 if there are no more. */
  readonly found: number
  /** Titles of those that had no such remark before. */
  readonly titles: readonly string[]
}

/** An item that has not changed since another task made something of it. */
export interface ReusableItem {
  readonly id: number
  readonly ordinal: number
  /** The item of the other task. */
  readonly fromId: number
  /** Its record and artifacts, as they must be in the artifact store. */
  readonly contents: readonly StoredContent[]
}

/** The right to say what became of an item that was begun. */
export interface ItemClaim {
  readonly id: number
  /** How often it was tried, this time included. */
  readonly attempt: number
  /** Who began it. */
  readonly hold: TaskHold
}

export interface ClaimedItem extends ArchivingItem, ItemClaim {}

export interface FinishedItem {
  readonly row: ItemOutcome['row']
  readonly remarks: readonly ItemRemark[]
  readonly record: StoredContent
  readonly artifacts: readonly NewArtifact[]
}

export interface NewArtifact extends StoredContent {
  readonly path: string
  readonly role: ArtifactRole
  readonly mediaType: string
}

export interface ItemCounts {
  readonly total: number
  readonly pending: number
  readonly running: number
  readonly finished: number
  readonly failed: number
  /** Finished items that were taken from an earlier task. */
  readonly reused: number
  /** Bytes of the artifacts of finished items. */
  readonly bytes: number
  /** Finished items with a remark that something of them is missing. */
  readonly lackingSomething: number
}

export interface SealableItem {
  /** The item's path in lower case and normal form C: unique within the task. */
  readonly pathKey: string
  readonly key: string
  readonly title: string
  readonly state: 'finished' | 'failed' | 'pending' | 'running'
  readonly row: ItemOutcome['row'] | null
  readonly remarks: readonly ItemRemark[]
  readonly record: StoredContent | null
  readonly error: RecordedError | null
  readonly artifacts: readonly NewArtifact[]
}
