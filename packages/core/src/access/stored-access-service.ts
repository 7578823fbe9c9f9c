import { createHash, timingSafeEqual } from 'node:crypto'
import type { Page, PageOptions } from '../driver/activity-archiving-driver.ts'
import { ArchivingError } from '../errors/index.ts'
import {
  accessRoles,
  isOverAll,
  type AccessKey,
  type AccessRole,
  type AccessService,
  type CreatedAccessKey,
  type NewAccessKey,
  type SentKey,
} from './access-key.ts'
import type { AccessKeyStore, StoredAccessKey } from './access-key-store.ts'
import type { Owner } from './owner.ts'
import type { OwnerStore } from './owner-store.ts'

const longestName = 100
const mostSources = 100
/** `lastUsedAt` is told to the minute: not every request writes to the database. */
const touchEveryMs = 60_000
/** The id without its hyphens finds the key; the secret proves it. */
const sentKey = /^mun_(?<id>[\da-f]{32})_(?<secret>[\w-]{43})$/u

/** What {@link StoredAccessService} stands on. */
export interface AccessPorts {
  readonly store: AccessKeyStore
  readonly owners: OwnerStore
  readonly hasSource: (sourceId: string) => Promise<boolean>
  readonly newId: () => string
  /** 32 bytes that nobody can guess. */
  readonly newSecret: () => Uint8Array
  readonly now: () => Date
}

/** Access keys in a store; only hashes of their secrets are kept. */
export class StoredAccessService implements AccessService {
  readonly #ports: AccessPorts

  constructor(ports: AccessPorts) {
    this.#ports = ports
  }

  async create(request: NewAccessKey): Promise<CreatedAccessKey> {
    const { store, newId, newSecret, now } = this.#ports
    const { role, sourceIds = null } = request
    const createdAt = now()
    const name = checkedName(request.name)
    if (!accessRoles.includes(role)) throw refuse('role', `A role is one of: ${accessRoles.join(', ')}.`)
    const expiresAt = request.expiresAt ?? null
    if (expiresAt !== null && !(expiresAt > createdAt)) {
      throw refuse('expiresAt', 'A key must expire in the future.')
    }
    if (sourceIds !== null) await this.#assertLimit(sourceIds, role)
    const owner = await this.#ownerOf(name, request.owner, createdAt)
    const id = newId()
    const secret = Buffer.from(newSecret()).toString('base64url')
    const key = { id, name, role, sourceIds, createdAt, expiresAt, revokedAt: null, lastUsedAt: null }
    await store.insert({ ...key, ownerId: owner.id, secretHash: hashOf(secret).toString('hex') })
    return { ...key, owner: { id: owner.id, name: owner.name }, key: `mun_${id.replaceAll('-', '')}_${secret}` }
  }

  async list(options?: PageOptions): Promise<Page<AccessKey>> {
    const { store, owners } = this.#ports
    const page = await store.page(options)
    const found = await owners.find([...new Set(page.entries.map(({ ownerId }) => ownerId))])
    const names = new Map(found.map(({ id, name }) => [id, name]))
    return { ...page, entries: page.entries.map((key) => toAccessKey(key, names.get(key.ownerId))) }
  }

  listOwners(options?: PageOptions): Promise<Page<Owner>> {
    return this.#ports.owners.page(options)
  }

  async revoke(keyId: string): Promise<AccessKey> {
    const { store, owners, now } = this.#ports
    await store.revoke(keyId, now())
    const key = await store.get(keyId)
    if (!key) throw new ArchivingError('not_found', `There is no access key “${keyId}”.`)
    const [owner] = await owners.find([key.ownerId])
    return toAccessKey(key, owner?.name)
  }

  async authenticate(sent: string): Promise<SentKey> {
    const { store, now } = this.#ports
    const { id = '', secret = '' } = sentKey.exec(sent)?.groups ?? {}
    const key = id === '' ? undefined : await store.get(toId(id))
    // Compared also where there is no such key, so that the time tells nothing.
    const isRight = timingSafeEqual(hashOf(secret), Buffer.from(key?.secretHash ?? hashOf('').toString('hex'), 'hex'))
    if (!key || !isRight) throw unauthenticated('The server does not know this API key.')
    if (key.revokedAt !== null) throw unauthenticated('This API key was taken back. Ask for another one.')
    const at = now()
    if (key.expiresAt !== null && key.expiresAt <= at) {
      throw unauthenticated(`This API key expired at ${key.expiresAt.toISOString()}. Ask for another one.`)
    }
    await this.#touch(key, at)
    const { name, role, sourceIds, ownerId } = key
    return { id: key.id, name, role, sourceIds, owner: { id: ownerId } }
  }

  async hasUsableKey(): Promise<boolean> {
    return (await this.#ports.store.countUsable(this.#ports.now())) > 0
  }

  /** The one that is named, made if need be; without a name a new one, so that nobody joins another one by chance. */
  async #ownerOf(keyName: string, wanted: string | undefined, createdAt: Date): Promise<Owner> {
    const { owners, newId } = this.#ports
    const name = wanted === undefined ? keyName : checkedName(wanted, 'owner')
    const known = await owners.findByName(name)
    if (known && wanted !== undefined) return known
    const owner = { id: newId(), name, createdAt }
    if (!known && (await owners.insert(owner))) return owner
    // Somebody was quicker to make the one that is named.
    const made = wanted === undefined ? undefined : await owners.findByName(name)
    if (made) return made
    throw new ArchivingError(
      'state_conflict',
      `There is an owner “${name}” already. Name the owner to give it one more key, or call the key otherwise.`,
      { details: { field: 'owner' } },
    )
  }

  async #assertLimit(sourceIds: readonly string[], role: AccessRole): Promise<void> {
    if (isOverAll(role)) {
      throw refuse('sourceIds', `A key for the whole installation, as of an ${role}, cannot be limited to sources.`)
    }
    if (sourceIds.length < 1 || sourceIds.length > mostSources) {
      throw refuse('sourceIds', `A key is limited to 1 to ${mostSources} sources.`)
    }
    for (const sourceId of sourceIds) {
      if (await this.#ports.hasSource(sourceId)) continue
      throw new ArchivingError('not_found', `There is no source “${sourceId}”.`, { details: { field: 'sourceIds' } })
    }
  }

  async #touch({ id, lastUsedAt }: StoredAccessKey, at: Date): Promise<void> {
    const since = new Date(at.getTime() - touchEveryMs)
    if (lastUsedAt !== null && lastUsedAt > since) return
    try {
      await this.#ports.store.touch(id, at, since)
    } catch (error) {
      // A database that cannot be written now still tells who may read.
      if (!(error instanceof ArchivingError)) throw error
    }
  }
}

function checkedName(name: string, field: 'name' | 'owner' = 'name'): string {
  const trimmed = name.trim()
  if (trimmed.length >= 1 && trimmed.length <= longestName && !/\p{C}/u.test(trimmed)) return trimmed
  const whose = field === 'name' ? 'a key' : 'an owner'
  throw refuse(field, `The name of ${whose} has 1 to ${longestName} characters, on one line.`)
}

/** Back to the form of a UUID. */
const toId = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5')

const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()

function toAccessKey({ secretHash: _secretHash, ownerId, ...key }: StoredAccessKey, ownerName = ''): AccessKey {
  return { ...key, owner: { id: ownerId, name: ownerName } }
}

const unauthenticated = (message: string): ArchivingError => new ArchivingError('unauthenticated', message)

const refuse = (field: string, message: string): ArchivingError =>
  new ArchivingError('input_invalid', message, { details: { field } })
