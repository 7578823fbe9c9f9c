import type { LocalizedText, TaskSettings } from '../driver/settings-definition.ts'

/** Settings under names: those that drivers bring, and those that people keep for themselves. */
export interface PresetService {
  /** Presets of a driver: its own first, then kept ones by name. @throws ArchivingError `not_found` for the driver. */
  list(driverId: string): Promise<readonly Preset[]>
  /**
   * Keeps settings under a name. Only what is given is kept; everything else has its default, also where that changes.
   *
   * @throws ArchivingError `not_found` for the driver, `settings_invalid` naming the setting, `input_invalid` for a name
   *   that is none, `state_conflict` if the name is taken, or there are too many.
   */
  save(request: SavePresetRequest): Promise<Preset>
  /**
   * Gives a kept preset another name. Tasks that were made with it go on telling the one it had.
   *
   * @throws ArchivingError as of {@link save}; `not_supported` for a preset of the driver.
   */
  rename(driverId: string, preset: string, name: string): Promise<Preset>
  /** Forgets a kept preset. @throws ArchivingError `not_found`, `not_supported` for a preset of the driver. */
  remove(driverId: string, preset: string): Promise<void>
  /**
   * Which preset holds for new tasks of a driver that name none; null for none.
   *
   * @throws ArchivingError `not_found`; `settings_invalid` if the driver does not take the preset any more.
   */
  setDefault(driverId: string, preset: string | null): Promise<void>
}

/** What to keep under which name. */
export interface SavePresetRequest {
  readonly driverId: string
  /** 1 to 64 characters; not the key of a preset of the driver. */
  readonly name: string
  readonly settings: TaskSettings
  /** Replaces a kept preset of this name. Default: false. */
  readonly replace?: boolean
}

/** A preset as clients see it. */
export interface Preset {
  /** What it is called in code, command line and RPC; of one that people keep, its name says the same. */
  readonly key: string
  readonly driverId: string
  readonly kind: 'built-in' | 'kept'
  readonly name: LocalizedText
  /** What it is for, or null. */
  readonly help: LocalizedText | null
  /** What is not named here has its default. */
  readonly settings: TaskSettings
  /** Whether it holds for new tasks that name none. */
  readonly isDefault: boolean
  /** What the driver does not take any more. A task cannot be made with the preset until it is kept anew. */
  readonly problems: readonly PresetProblem[]
}

/** One setting of a preset that the driver has not, or not any more in this way. */
export interface PresetProblem {
  readonly setting: string
  /** For people. */
  readonly message: string
}
