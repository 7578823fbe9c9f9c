import type { Page, PageOptions } from '../driver/activity-archiving-driver.ts'

/**
 * What can be done with Muniment over a network:
 *
 * - `look`: see sources, courses, tasks and archives, and download archives
 * - `archive`: connect sources, make tasks, execute and stop them, add files, have archives certified
 * - `verify`: have kept archives checked
 * - `audit`: see who has access
 * - `operate`: give and take access, remove what is kept
 */
export const permissions = ['look', 'archive', 'verify', 'audit', 'operate'] as const
export type Permission = (typeof permissions)[number]

/** What each role may do. */
export const rolePermissions = {
  viewer: ['look'],
  archivist: ['look', 'archive', 'verify'],
  auditor: ['look', 'verify', 'audit'],
  operator: ['look', 'archive', 'verify', 'audit', 'operate'],
} as const satisfies Record<string, readonly Permission[]>

/** What the holder of a key is to Muniment. */
export type AccessRole = keyof typeof rolePermissions

export const accessRoles = ['viewer', 'archivist', 'auditor', 'operator'] as const satisfies readonly AccessRole[]

/** Whether a role includes a permission. */
export function mayDo(role: AccessRole, permission: Permission): boolean {
  return rolePermissions[role].some((given) => given === permission)
}

/** A key by which a person or a service uses Muniment over a network. Its secret is never kept. */
export interface AccessKey {
  readonly id: string
  /** Who or what it was given to; kept with what is done with it. */
  readonly name: string
  readonly role: AccessRole
  readonly createdAt: Date
  /** From when on it is refused, or null. */
  readonly expiresAt: Date | null
  /** When it was taken back, or null. */
  readonly revokedAt: Date | null
  /** When it was last used, to the minute; null if it never was. */
  readonly lastUsedAt: Date | null
}

/** What is to be known of a new key. */
export interface NewAccessKey {
  /** 1 to 100 characters. */
  readonly name: string
  readonly role: AccessRole
  /** Must lie in the future. Unless given, the key holds until it is taken back. */
  readonly expiresAt?: Date
}

/** A new key, with the only showing of what must be sent. */
export interface CreatedAccessKey extends AccessKey {
  /** What its holder sends: `mun_` and 76 characters. It cannot be shown again. */
  readonly key: string
}

/** Who may use Muniment over a network. */
export interface AccessService {
  /** @throws ArchivingError `input_invalid` */
  create(request: NewAccessKey): Promise<CreatedAccessKey>
  /** All keys, also those that are no longer good, oldest first. */
  list(options?: PageOptions): Promise<Page<AccessKey>>
  /** Takes a key back, for good; once more changes nothing. @throws ArchivingError `not_found` */
  revoke(keyId: string): Promise<AccessKey>
  /**
   * The key that was sent.
   *
   * @throws ArchivingError `unauthenticated` if there is none such, or it has expired or was taken back
   */
  authenticate(sent: string): Promise<AccessKey>
  /** Whether there is a key that holds. */
  hasUsableKey(): Promise<boolean>
}
