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
