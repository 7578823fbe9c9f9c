import type { ActivityArchivingDriver } from './activity-archiving-driver.ts'
import type { TaskSettings } from './settings-definition.ts'

/**
 * Where a setting of a task comes from. Policies of operators will be a further kind: clients must bear with kinds that
 * they do not know.
 */
export type SettingOrigin =
  /** Nobody named it: the driver's default. */
  | { readonly kind: 'default' }
  /** From a preset: its key, if it came with the driver, or its name when the task was made. */
  | { readonly kind: 'preset'; readonly preset: string }
  /** Given with the request, whatever a preset says. */
  | { readonly kind: 'given' }

/** Where each setting of a task comes from, by its key. */
export type SettingsOrigin = Readonly<Record<string, SettingOrigin>>

/** A preset that a task is made with. */
export interface ChosenPreset {
  readonly key: string
  /** What people call it. */
  readonly name: string
  readonly settings: TaskSettings
}

/** Finds the preset of a new task. */
export interface PresetChooser {
  /**
   * @param preset key of a preset of the driver, or name of a kept one; undefined for the driver's default preset,
   *   null for none.
   * @returns undefined for none.
   * @throws ArchivingError `settings_invalid` if there is none of this name, or the driver does not take it any more.
   */
  choose(driver: ActivityArchivingDriver, preset: string | null | undefined): Promise<ChosenPreset | undefined>
}

/** Where each of `keys` comes from. */
export function settingsOriginOf(
  keys: readonly string[],
  given: TaskSettings,
  preset: ChosenPreset | undefined,
): SettingsOrigin {
  return Object.fromEntries(
    keys.map((key): [string, SettingOrigin] => {
      if (given[key] !== undefined) return [key, { kind: 'given' }]
      if (preset && preset.settings[key] !== undefined) return [key, { kind: 'preset', preset: preset.name }]
      return [key, { kind: 'default' }]
    }),
  )
}
