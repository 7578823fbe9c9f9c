import type { SqlEntityManager } from '@mikro-orm/sql'
import { everywhere, type Reach } from '../access/reach.ts'
import type { SourceRecord } from '../core.ts'
import type { Page, PageOptions } from '../driver/activity-archiving-driver.ts'
import { ArchivingError } from '../errors/index.ts'
import type { SourceStore, SourceToSave } from '../sources/source-store.ts'
import type { KeptSignIns } from './assert-key-fits.ts'
import { SourceEntity, TaskEntity, type SourceRow } from './entities/index.ts'
import { pageLimit, toPage } from './keyset-page.ts'
import type { Database } from './database.ts'
import type { SecretBox } from './secret-box.ts'
import { runInDatabase } from './run-in-database.ts'
import { sourcesWithin } from './within-reach.ts'

/** One key keeps all sign-ins of an installation; a few may be older than a change of it. */
const signInsTried = 20

/** Sources in the database, of which only those within reach are known; their secrets go through a {@link SecretBox}. */
export class SqlSourceStore implements SourceStore, KeptSignIns {
  readonly #database: Database
  readonly #secrets: SecretBox
  readonly #reach: Reach

  constructor(database: Database, secrets: SecretBox, reach: Reach = everywhere) {
    this.#database = database
    this.#secrets = secrets
    this.#reach = reach
  }

  save({ secret, ...source }: SourceToSave): Promise<SourceRecord> {
    const { ownerId, kind, siteUrl, userName } = source
    return this.#run(() =>
      this.#database.write(async (transaction) => {
        const known = await transaction.findOne(SourceEntity, { ownerId, kind, siteUrl, userName })
        const id = known?.id ?? source.id
        const row = { ...source, id, secret: this.#secrets.seal(secret, id) }
        if (known) await transaction.nativeUpdate(SourceEntity, { id }, row)
        else await transaction.insert(SourceEntity, row)
        return { ...source, id }
      }),
    )
  }

  get(sourceId: string): Promise<SourceRecord | undefined> {
    return this.#run(async (em) => {
      const row = await em.findOne(SourceEntity, { $and: [{ id: sourceId }, sourcesWithin(this.#reach)] })
      return row ? toSourceRecord(row) : undefined
    })
  }

  page(options: PageOptions = {}): Promise<Page<SourceRecord>> {
    const limit = pageLimit(options)
    const after = options.cursor === undefined ? {} : { id: { $gt: options.cursor } }
    const query = { $and: [after, sourcesWithin(this.#reach)] }
    return this.#run(async (em) => {
      const rows = await em.find(SourceEntity, query, { orderBy: { id: 'asc' }, limit: limit + 1 })
      return toPage(rows, limit, { entry: toSourceRecord, cursor: (row) => row.id })
    })
  }

  openSecret(sourceId: string): Promise<string> {
    return this.#run(async (em) => {
      const row = await em.findOne(SourceEntity, { id: sourceId })
      if (!row) throw new ArchivingError('not_found', `There is no source “${sourceId}”.`)
      return this.#secrets.open(row.secret, row.id)
    })
  }

  setOwner(sourceId: string, ownerId: string): Promise<boolean> {
    return this.#run(() =>
      this.#database.write(async (transaction) => {
        const source = await transaction.findOne(SourceEntity, { id: sourceId })
        if (!source) return false
        const { kind, siteUrl, userName } = source
        const same = { ownerId, kind, siteUrl, userName, id: { $ne: sourceId } }
        if ((await transaction.count(SourceEntity, same)) > 0) {
          throw new ArchivingError('state_conflict', 'That owner has a source of the same site and user already.')
        }
        return (await transaction.nativeUpdate(SourceEntity, { id: sourceId }, { ownerId })) === 1
      }),
    )
  }

  /** Whether the secret key opens any of the kept sign-ins, or there are none. */
  opensAny(): Promise<boolean> {
    return this.#run(async (em) => {
      const rows = await em.find(SourceEntity, { secret: { $ne: '' } }, { limit: signInsTried })
      return rows.length === 0 || rows.some((row) => this.#secrets.canOpen(row.secret, row.id))
    })
  }

  /** Forgets all sign-ins. The sources stay, and want a new one. */
  forget(): Promise<void> {
    return this.#run(async (em) => {
      await em.nativeUpdate(SourceEntity, {}, { secret: '' })
    })
  }

  remove(sourceId: string): Promise<boolean> {
    return this.#run(async (em) => {
      if ((await em.count(TaskEntity, { source: sourceId })) > 0) {
        throw new ArchivingError('state_conflict', 'Tasks of this source exist, so it is kept with them.')
      }
      return (await em.nativeDelete(SourceEntity, { id: sourceId })) === 1
    })
  }

  #run<Result>(work: (em: SqlEntityManager) => Promise<Result>): Promise<Result> {
    return runInDatabase(this.#database, work, 'The connected sources could not be read or written.')
  }
}

function toSourceRecord(row: SourceRow): SourceRecord {
  const { id, ownerId, kind, siteName, siteUrl, release, userName, userFullName, options, connectedAt } = row
  return { id, ownerId, kind, siteName, siteUrl, release, userName, userFullName, options, connectedAt }
}
