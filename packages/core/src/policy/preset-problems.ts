import type { SettingsDefinition, SettingValue, TaskSettings } from '../driver/settings-definition.ts'
import { validateSettings } from '../driver/validate-settings.ts'
import { ArchivingError } from '../errors/index.ts'
import type { PresetProblem } from './preset-service.ts'

/** What a driver does not take of settings that were kept earlier: each setting is tried on its own. */
export function findPresetProblems(
  definitions: readonly SettingsDefinition[],
  settings: TaskSettings,
): readonly PresetProblem[] {
  return Object.entries(settings).flatMap(([setting, value]) => {
    try {
      validateSettings(definitions, { [setting]: value })
      return []
    } catch (error) {
      if (!(error instanceof ArchivingError) || error.code !== 'settings_invalid') throw error
      return [{ setting, message: error.message }]
    }
  })
}

/**
 * Settings checked for a preset: only those that were given.
 *
 * @throws ArchivingError `settings_invalid`, also for ids: they belong to one activity, and a preset is for any.
 */
export function validatePresetSettings(
  definitions: readonly SettingsDefinition[],
  given: TaskSettings,
): Readonly<Record<string, SettingValue>> {
  const validated = validateSettings(definitions, given)
  const kept = Object.entries(validated).filter(([key]) => given[key] !== undefined)
  for (const [setting, value] of kept) {
    if (typeof value !== 'object' || !('ids' in value)) continue
    const message = `“${setting}” picks some by their ids, which are those of one activity. A preset is for any: leave it out.`
    throw new ArchivingError('settings_invalid', message, { details: { setting } })
  }
  return Object.fromEntries(kept)
}
