import type { Page, PageOptions } from '../driver/activity-archiving-driver.ts'
import type { Owner } from './owner.ts'

/**
 * Keeps owners.
 *
 * @throws ArchivingError of all methods: `storage_busy`, `storage_full`, `storage_failed`
 */
export interface OwnerStore {
  /** Adds an owner. @returns false if the name is taken, whatever its case */
  insert(owner: Owner): Promise<boolean>
  findByName(name: string): Promise<Owner | undefined>
  /** Oldest first. */
  page(options?: PageOptions): Promise<Page<Owner>>
  /** Those of the ids that there are. */
  find(ownerIds: readonly string[]): Promise<readonly Owner[]>
}
