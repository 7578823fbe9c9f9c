import type { SqlEntityManager } from '@mikro-orm/sql'
import type { KeptPreset, PresetStore } from '../policy/preset-store.ts'
import { DefaultPresetEntity, PresetEntity, type PresetRow } from './entities/index.ts'
import type { Database } from './database.ts'
import { runInDatabase } from './run-in-database.ts'

/** Presets in the database. */
export class SqlPresetStore implements PresetStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  list(driverId: string): Promise<readonly KeptPreset[]> {
    return this.#run(async (em) => {
      const rows = await em.find(PresetEntity, { driverId }, { orderBy: { nameKey: 'asc' } })
      return rows.map(toKeptPreset)
    })
  }

  save({ id, driverId, name, settings }: KeptPreset): Promise<boolean> {
    const nameKey = toNameKey(name)
    return this.#run(() =>
      this.#database.write(async (transaction) => {
        if ((await transaction.count(PresetEntity, { driverId, nameKey, id: { $ne: id } })) > 0) return false
        const changed = await transaction.nativeUpdate(PresetEntity, { id }, { name, nameKey, settings })
        if (changed === 0) await transaction.insert(PresetEntity, { id, driverId, name, nameKey, settings })
        return true
      }),
    )
  }

  remove(driverId: string, presetId: string): Promise<boolean> {
    return this.#run(() =>
      this.#database.write(async (transaction) => {
        await transaction.nativeDelete(DefaultPresetEntity, { driverId, preset: presetId })
        return (await transaction.nativeDelete(PresetEntity, { driverId, id: presetId })) === 1
      }),
    )
  }

  defaultOf(driverId: string): Promise<string | null> {
    return this.#run(async (em) => (await em.findOne(DefaultPresetEntity, { driverId }))?.preset ?? null)
  }

  setDefault(driverId: string, preset: string | null): Promise<void> {
    return this.#run(() =>
      this.#database.write(async (transaction) => {
        await transaction.nativeDelete(DefaultPresetEntity, { driverId })
        if (preset !== null) await transaction.insert(DefaultPresetEntity, { driverId, preset })
      }),
    )
  }

  #run<Result>(work: (em: SqlEntityManager) => Promise<Result>): Promise<Result> {
    return runInDatabase(this.#database, work, 'The presets could not be read or written.')
  }
}

/** Names that differ in case only are one. */
function toNameKey(name: string): string {
  return name.normalize('NFC').toLowerCase()
}

function toKeptPreset({ id, driverId, name, settings }: PresetRow): KeptPreset {
  return { id, driverId, name, settings }
}
