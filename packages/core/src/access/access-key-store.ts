import type { Page, PageOptions } from '../driver/activity-archiving-driver.ts'
import type { AccessKey } from './access-key.ts'

/** A key as it is kept: with the hash of its secret, and with no more of its owner than the id. */
export interface StoredAccessKey extends Omit<AccessKey, 'owner'> {
  readonly ownerId: string
  /** SHA-256 of the secret, in hex. */
  readonly secretHash: string
}

/**
 * Keeps access keys.
 *
 * @throws ArchivingError of all methods: `storage_busy`, `storage_full`, `storage_failed`
 */
export interface AccessKeyStore {
  insert(key: StoredAccessKey): Promise<void>
  get(keyId: string): Promise<StoredAccessKey | undefined>
  /** Oldest first. */
  page(options?: PageOptions): Promise<Page<StoredAccessKey>>
  /** Marks a key as taken back, unless it is. @returns false if there is none */
  revoke(keyId: string, at: Date): Promise<boolean>
  /** Notes that a key was used, if the last note is older than `unlessSince`. */
  touch(keyId: string, at: Date, unlessSince: Date): Promise<void>
  countUsable(now: Date): Promise<number>
}
