import type { SqlEntityManager } from '@mikro-orm/sql'
import type { AccessKeyStore, StoredAccessKey } from '../access/access-key-store.ts'
import type { Page, PageOptions } from '../driver/activity-archiving-driver.ts'
import { AccessKeyEntity, type AccessKeyRow } from './entities/index.ts'
import { pageLimit, toPage } from './keyset-page.ts'
import type { Database } from './open-database.ts'
import { runInDatabase } from './run-in-database.ts'

/** Access keys in the database. */
export class SqlAccessKeyStore implements AccessKeyStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  insert(key: StoredAccessKey): Promise<void> {
    return this.#run(async (em) => void (await em.insert(AccessKeyEntity, { ...key })))
  }

  get(keyId: string): Promise<StoredAccessKey | undefined> {
    return this.#run(async (em) => {
      const row = await em.findOne(AccessKeyEntity, { id: keyId })
      return row ? toStoredAccessKey(row) : undefined
    })
  }

  page(options: PageOptions = {}): Promise<Page<StoredAccessKey>> {
    const limit = pageLimit(options)
    const query = options.cursor === undefined ? {} : { id: { $gt: options.cursor } }
    return this.#run(async (em) => {
      const rows = await em.find(AccessKeyEntity, query, { orderBy: { id: 'asc' }, limit: limit + 1 })
      return toPage(rows, limit, { entry: toStoredAccessKey, cursor: (row) => row.id })
    })
  }

  revoke(keyId: string, at: Date): Promise<boolean> {
    return this.#run(
      async (em) => (await em.nativeUpdate(AccessKeyEntity, { id: keyId, revokedAt: null }, { revokedAt: at })) === 1,
    )
  }

  touch(keyId: string, at: Date, unlessSince: Date): Promise<void> {
    const isDue = { id: keyId, $or: [{ lastUsedAt: null }, { lastUsedAt: { $lte: unlessSince } }] }
    return this.#run(async (em) => void (await em.nativeUpdate(AccessKeyEntity, isDue, { lastUsedAt: at })))
  }

  countUsable(now: Date): Promise<number> {
    const usable = { revokedAt: null, $or: [{ expiresAt: null }, { expiresAt: { $gt: now } }] }
    return this.#run((em) => em.count(AccessKeyEntity, usable))
  }

  #run<Result>(work: (em: SqlEntityManager) => Promise<Result>): Promise<Result> {
    return runInDatabase(this.#database, work, 'The access keys could not be read or written.')
  }
}

function toStoredAccessKey(row: AccessKeyRow): StoredAccessKey {
  const { id, name, role, ownerId, secretHash, createdAt } = row
  const { sourceIds = null, expiresAt = null, revokedAt = null, lastUsedAt = null } = row
  return { id, name, role, ownerId, sourceIds, secretHash, createdAt, expiresAt, revokedAt, lastUsedAt }
}
