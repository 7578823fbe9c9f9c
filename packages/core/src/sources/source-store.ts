import type { MoodleConnectionOptions, SourceRecord } from '../core.ts'
import type { Page, PageOptions } from '../driver/activity-archiving-driver.ts'

/** Keeps connected sources and, encrypted, what is needed to sign in to them. */
export interface SourceStore {
  /** Adds a source, or updates the one of the same owner, kind, site and user; that one keeps its id. */
  save(source: SourceToSave): Promise<SourceRecord>
  get(sourceId: string): Promise<SourceRecord | undefined>
  page(options?: PageOptions): Promise<Page<SourceRecord>>
  /** @throws ArchivingError `not_found`, or `storage_failed` if the key is not the one it was kept with. */
  openSecret(sourceId: string): Promise<string>
  /**
   * Gives a source, and with it all that was read from it, to another owner.
   *
   * @returns false if there is none.
   * @throws ArchivingError `state_conflict` if that owner has one of the same site and user.
   */
  setOwner(sourceId: string, ownerId: string): Promise<boolean>
  /** @returns false if there was none. @throws ArchivingError `state_conflict` while tasks of it exist. */
  remove(sourceId: string): Promise<boolean>
}

export type SourceToSave = SourceRecord & { readonly secret: string; readonly options: MoodleConnectionOptions }
