import type { SettingsDefinition, SettingValue, ValidatedTaskSettings } from '../driver/settings-definition.ts'
import type { TaskFacts } from './diagnostics-bundle.ts'

/** Settings without what a person may have written or chosen people by. A setting that is not defined is left out. */
export function maskSettings(
  definitions: readonly SettingsDefinition[],
  settings: ValidatedTaskSettings,
): TaskFacts['settings'] {
  const masked: Record<string, boolean | number | string | readonly string[]> = {}
  for (const definition of definitions) {
    const value = settings[definition.key]
    if (value !== undefined) masked[definition.key] = mask(definition, value)
  }
  return masked
}

function mask(definition: SettingsDefinition, value: SettingValue): boolean | number | string | readonly string[] {
  if (typeof value === 'boolean' || typeof value === 'number') return value
  if (typeof value === 'string') {
    if (definition.kind === 'naming-pattern') return (value.match(/\$\{\w+\}/gu) ?? []).join(' ')
    const isFree = definition.kind === 'text' && definition.format === undefined
    return isFree ? `${value.length} characters` : value
  }
  // Of a choice all values are known; nothing else is a list.
  if (!('mode' in value)) return value
  return value.ids === undefined ? value.mode : `${value.mode} (${value.ids.length})`
}
