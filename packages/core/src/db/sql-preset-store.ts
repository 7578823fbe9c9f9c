import type { SqlEntityManager } from '@mikro-orm/sql'
import { localOwnerId } from '../access/owner.ts'
import type { KeptPreset, PresetStore } from '../policy/preset-store.ts'
import { DefaultPresetEntity, PresetEntity, type PresetRow } from './entities/index.ts'
import type { Database } from './database.ts'
import { toNameKey } from '../name-key.ts'
import { runInDatabase } from './run-in-database.ts'

/** Presets of one owner in the database. */
export class SqlPresetStore implements PresetStore {
  readonly #database: Database
  readonly #ownerId: string

  constructor(database: Database, ownerId: string = localOwnerId) {
    this.#database = database
    this.#ownerId = ownerId
  }

  list(driverId: string): Promise<readonly KeptPreset[]> {
    return this.#run(async (em) => {
      const rows = await em.find(PresetEntity, { ownerId: this.#ownerId, driverId }, { orderBy: { nameKey: 'asc' } })
      return rows.map(toKeptPreset)
    })
  }

  save({ id, driverId, name, settings }: KeptPreset): Promise<boolean> {
    const nameKey = toNameKey(name)
    const ownerId = this.#ownerId
    return this.#run(() =>
      this.#database.write(async (transaction) => {
        if ((await transaction.count(PresetEntity, { ownerId, driverId, nameKey, id: { $ne: id } })) > 0) return false
        const changed = await transaction.nativeUpdate(PresetEntity, { id, ownerId }, { name, nameKey, settings })
        if (changed === 0) await transaction.insert(PresetEntity, { id, ownerId, driverId, name, nameKey, settings })
        return true
      }),
    )
  }

  remove(driverId: string, presetId: string): Promise<boolean> {
    const ownerId = this.#ownerId
    return this.#run(() =>
      this.#database.write(async (transaction) => {
        await transaction.nativeDelete(DefaultPresetEntity, { ownerId, driverId, preset: presetId })
        return (await transaction.nativeDelete(PresetEntity, { ownerId, driverId, id: presetId })) === 1
      }),
    )
  }

  defaultOf(driverId: string): Promise<string | null> {
    const query = { ownerId: this.#ownerId, driverId }
    return this.#run(async (em) => (await em.findOne(DefaultPresetEntity, query))?.preset ?? null)
  }

  setDefault(driverId: string, preset: string | null): Promise<void> {
    const ownerId = this.#ownerId
    return this.#run(() =>
      this.#database.write(async (transaction) => {
        await transaction.nativeDelete(DefaultPresetEntity, { ownerId, driverId })
        if (preset !== null) await transaction.insert(DefaultPresetEntity, { ownerId, driverId, preset })
      }),
    )
  }

  #run<Result>(work: (em: SqlEntityManager) => Promise<Result>): Promise<Result> {
    return runInDatabase(this.#database, work, 'The presets could not be read or written.')
  }
}

function toKeptPreset({ id, driverId, name, settings }: PresetRow): KeptPreset {
  return { id, driverId, name, settings }
}
