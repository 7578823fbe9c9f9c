import type { LocalizedText, SettingsDefinition } from '../driver/settings-definition.ts'
import { formatNumber } from './start-page-format.ts'
import { startPageWords, type StartPageLanguage } from './start-page-words.ts'

/**
 * Settings as people read them: the label of each and its value in words, in the order of the definition. Settings
 * that the definition does not know are left to activity.json.
 */
export function settingsInWords(
  definition: readonly SettingsDefinition[],
  settings: Readonly<Record<string, unknown>>,
  language: StartPageLanguage,
): readonly (readonly [label: string, value: string])[] {
  return definition
    .filter((setting) => Object.hasOwn(settings, setting.key))
    .map((setting) => [inLanguage(setting.label, language), inWords(setting, settings[setting.key], language)])
}

function inWords(setting: SettingsDefinition, value: unknown, language: StartPageLanguage): string {
  const words = startPageWords[language]
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (typeof value === 'number') {
    const unit = setting.kind === 'integer' && setting.unit !== undefined ? ` ${setting.unit}` : ''
    return `${formatNumber(value, language)}${unit}`
  }
  if (Array.isArray(value)) return value.map((one) => optionLabel(setting, one, language)).join(', ') || '–'
  if (setting.kind === 'scope' && typeof value === 'object' && value !== null)
    return scopeInWords(setting, value, language)
  return optionLabel(setting, value, language) || '–'
}

function optionLabel(setting: SettingsDefinition, value: unknown, language: StartPageLanguage): string {
  const options = 'options' in setting ? setting.options : []
  const option = options.find((one) => one.value === value)
  if (option) return inLanguage(option.label, language)
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function scopeInWords(
  setting: Extract<SettingsDefinition, { kind: 'scope' }>,
  scope: object,
  language: StartPageLanguage,
): string {
  const mode = 'mode' in scope ? setting.modes.find((one) => one.value === scope.mode) : undefined
  const ids = 'ids' in scope && Array.isArray(scope.ids) ? scope.ids : []
  const label = mode ? inLanguage(mode.label, language) : ''
  return ids.length === 0 ? label : `${label}: ${ids.join(', ')}`
}

function inLanguage(text: LocalizedText, language: StartPageLanguage): string {
  return text[language] ?? text.en
}
