import { createHash, timingSafeEqual } from 'node:crypto'
import type { Page, PageOptions } from '../driver/activity-archiving-driver.ts'
import { ArchivingError } from '../errors/index.ts'
import {
  accessRoles,
  type AccessKey,
  type AccessService,
  type CreatedAccessKey,
  type NewAccessKey,
} from './access-key.ts'
import type { AccessKeyStore, StoredAccessKey } from './access-key-store.ts'

const longestName = 100
/** `lastUsedAt` is told to the minute: not every request writes to the database. */
const touchEveryMs = 60_000
/** The id without its hyphens finds the key; the secret proves it. */
const sentKey = /^mun_(?<id>[\da-f]{32})_(?<secret>[\w-]{43})$/u

/** What {@link StoredAccessService} stands on. */
export interface AccessPorts {
  readonly store: AccessKeyStore
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
    const createdAt = now()
    const name = checkedName(request.name)
    if (!accessRoles.includes(request.role)) throw refuse('role', `A role is one of: ${accessRoles.join(', ')}.`)
    const expiresAt = request.expiresAt ?? null
    if (expiresAt !== null && !(expiresAt > createdAt)) {
      throw refuse('expiresAt', 'A key must expire in the future.')
    }
    const id = newId()
    const secret = Buffer.from(newSecret()).toString('base64url')
    const key: AccessKey = { id, name, role: request.role, createdAt, expiresAt, revokedAt: null, lastUsedAt: null }
    await store.insert({ ...key, secretHash: hashOf(secret).toString('hex') })
    return { ...key, key: `mun_${id.replaceAll('-', '')}_${secret}` }
  }

  list(options?: PageOptions): Promise<Page<AccessKey>> {
    return this.#ports.store.page(options)
  }

  async revoke(keyId: string): Promise<AccessKey> {
    const { store, now } = this.#ports
    await store.revoke(keyId, now())
    const key = await store.get(keyId)
    if (key) return withoutHash(key)
    throw new ArchivingError('not_found', `There is no access key “${keyId}”.`)
  }

  async authenticate(sent: string): Promise<AccessKey> {
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
    return withoutHash(key)
  }

  async hasUsableKey(): Promise<boolean> {
    return (await this.#ports.store.countUsable(this.#ports.now())) > 0
  }

  async #touch({ id, lastUsedAt }: AccessKey, at: Date): Promise<void> {
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

function checkedName(name: string): string {
  const trimmed = name.trim()
  if (trimmed.length >= 1 && trimmed.length <= longestName && !/\p{C}/u.test(trimmed)) return trimmed
  throw refuse('name', `The name of a key has 1 to ${longestName} characters, on one line.`)
}

/** Back to the form of a UUID. */
const toId = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5')

const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()

function withoutHash({ secretHash: _secretHash, ...key }: StoredAccessKey): AccessKey {
  return key
}

const unauthenticated = (message: string): ArchivingError => new ArchivingError('unauthenticated', message)

const refuse = (field: string, message: string): ArchivingError =>
  new ArchivingError('input_invalid', message, { details: { field } })
