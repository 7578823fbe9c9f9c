import type { Page, PageOptions } from '../driver/activity-archiving-driver.ts'
import type { Owner } from './owner.ts'

/**
 * What can be done with Muniment over a network:
 *
 * - `look`: see sources, courses, tasks and archives, and download archives
 * - `archive`: connect sources, make tasks, execute and stop them, add files, have archives certified
 * - `verify`: have kept archives checked
 * - `audit`: see who has access, and whom what belongs to
 * - `operate`: give and take access, give sources to others, remove what is kept
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

/** Roles that answer for the whole installation: they reach what belongs to anyone, and are not limited to sources. */
export const rolesOverAll = ['auditor', 'operator'] as const satisfies readonly AccessRole[]

/** Whether a role is one of {@link rolesOverAll}. */
export function isOverAll(role: AccessRole): boolean {
  return rolesOverAll.some((over) => over === role)
}

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
  /** In whose name it is used. */
  readonly owner: Pick<Owner, 'id' | 'name'>
  /** The sources that it is limited to, whoever they belong to; null if it reaches what its role reaches. */
  readonly sourceIds: readonly string[] | null
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
  /**
   * Name of the owner in whose name it is used; an owner of this name is made if there is none. Unless given, a new owner
   * is made that is called like the key.
   */
  readonly owner?: string
  /** Limits the key to these sources, 1 to 100, whoever they belong to. Not for auditors and operators. */
  readonly sourceIds?: readonly string[]
  /** Must lie in the future. Unless given, the key holds until it is taken back. */
  readonly expiresAt?: Date
}

/** A new key, with the only showing of what must be sent. */
export interface CreatedAccessKey extends AccessKey {
  /** What its holder sends: `mun_` and 76 characters. It cannot be shown again. */
  readonly key: string
}

/** What each request needs to know of the key that it was sent with. */
export interface SentKey extends Pick<AccessKey, 'id' | 'name' | 'role' | 'sourceIds'> {
  readonly owner: Pick<Owner, 'id'>
}

/** Who may use Muniment over a network. */
export interface AccessService {
  /**
   * @throws ArchivingError `input_invalid`; `not_found` for a source; `state_conflict` if no owner was named and there is
   *   one that is called like the key
   */
  create(request: NewAccessKey): Promise<CreatedAccessKey>
  /** All keys, also those that are no longer good, oldest first. */
  list(options?: PageOptions): Promise<Page<AccessKey>>
  /** Who sources and presets belong to, oldest first. */
  listOwners(options?: PageOptions): Promise<Page<Owner>>
  /** Takes a key back, for good; once more changes nothing. @throws ArchivingError `not_found` */
  revoke(keyId: string): Promise<AccessKey>
  /**
   * The key that was sent.
   *
   * @throws ArchivingError `unauthenticated` if there is none such, or it has expired or was taken back
   */
  authenticate(sent: string): Promise<SentKey>
  /** Whether there is a key that holds. */
  hasUsableKey(): Promise<boolean>
}
