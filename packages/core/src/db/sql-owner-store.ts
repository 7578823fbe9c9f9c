import type { SqlEntityManager } from '@mikro-orm/sql'
import type { Owner } from '../access/owner.ts'
import type { OwnerStore } from '../access/owner-store.ts'
import type { Page, PageOptions } from '../driver/activity-archiving-driver.ts'
import { OwnerEntity, type OwnerRow } from './entities/index.ts'
import { pageLimit, toPage } from './keyset-page.ts'
import { toNameKey } from '../name-key.ts'
import type { Database } from './database.ts'
import { runInDatabase } from './run-in-database.ts'

/** Owners in the database. */
export class SqlOwnerStore implements OwnerStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  insert({ id, name, createdAt }: Owner): Promise<boolean> {
    const nameKey = toNameKey(name)
    return this.#run(() =>
      this.#database.write(async (transaction) => {
        if ((await transaction.count(OwnerEntity, { nameKey })) > 0) return false
        await transaction.insert(OwnerEntity, { id, name, nameKey, createdAt })
        return true
      }),
    )
  }

  findByName(name: string): Promise<Owner | undefined> {
    return this.#run(async (em) => {
      const row = await em.findOne(OwnerEntity, { nameKey: toNameKey(name) })
      return row ? toOwner(row) : undefined
    })
  }

  page(options: PageOptions = {}): Promise<Page<Owner>> {
    const limit = pageLimit(options)
    // Ids rise with time, but that of this computer's owner is a word.
    const query = options.cursor === undefined ? {} : { id: { $gt: options.cursor } }
    return this.#run(async (em) => {
      const rows = await em.find(OwnerEntity, query, { orderBy: { id: 'asc' }, limit: limit + 1 })
      return toPage(rows, limit, { entry: toOwner, cursor: (row) => row.id })
    })
  }

  find(ownerIds: readonly string[]): Promise<readonly Owner[]> {
    return this.#run(async (em) => (await em.find(OwnerEntity, { id: { $in: [...ownerIds] } })).map(toOwner))
  }

  #run<Result>(work: (em: SqlEntityManager) => Promise<Result>): Promise<Result> {
    return runInDatabase(this.#database, work, 'The owners could not be read or written.')
  }
}

function toOwner({ id, name, createdAt }: OwnerRow): Owner {
  return { id, name, createdAt }
}
