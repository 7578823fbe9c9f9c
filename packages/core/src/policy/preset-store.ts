import type { TaskSettings } from '../driver/settings-definition.ts'

/** A preset that somebody keeps. */
export interface KeptPreset {
  readonly id: string
  readonly driverId: string
  /** Unique within a driver of an owner, whatever the case. */
  readonly name: string
  readonly settings: TaskSettings
}

/**
 * Keeps the presets of one owner.
 *
 * @throws ArchivingError of all methods: `storage_busy`, `storage_full`, `storage_failed`.
 */
export interface PresetStore {
  /** By name. */
  list(driverId: string): Promise<readonly KeptPreset[]>
  /** Adds a preset, or changes the one with its id. @returns false if another one of the driver has the name. */
  save(preset: KeptPreset): Promise<boolean>
  /** Also as the default. @returns whether it was there. */
  remove(driverId: string, presetId: string): Promise<boolean>
  /** Key of a preset of the driver, or id of a kept one. */
  defaultOf(driverId: string): Promise<string | null>
  setDefault(driverId: string, preset: string | null): Promise<void>
}
