import { ArchivingError } from '../errors/index.ts'
import type { SettingsDefinition, SettingsPreset, SettingValue, TaskSettings } from './settings-definition.ts'
import { validateSettings } from './validate-settings.ts'

/** What does not fit together in a driver's settings, a sentence each. Their form has been checked before. */
export function definitionFaults(definitions: readonly SettingsDefinition[]): readonly string[] {
  return [
    ...twice(definitions.map(({ key }) => key)).map((key) => `It has the setting ${key} twice.`),
    ...definitions.flatMap((definition) => [
      ...valueFaults(definition),
      ...settingsFaults([definition], { [definition.key]: definition.default }, `The default of ${definition.key}`),
      ...visibilityFaults(definition, definitions),
    ]),
  ]
}

/** The same for presets. */
export function presetFaults(
  presets: readonly SettingsPreset[],
  definitions: readonly SettingsDefinition[],
): readonly string[] {
  return [
    ...twice(presets.map(({ key }) => key)).map((key) => `It has the preset ${key} twice.`),
    ...presets.flatMap(({ key, settings }) => settingsFaults(definitions, settings, `The preset ${key}`)),
  ]
}

function settingsFaults(
  definitions: readonly SettingsDefinition[],
  settings: TaskSettings,
  what: string,
): readonly string[] {
  try {
    validateSettings(definitions, settings)
    return []
  } catch (error) {
    if (error instanceof ArchivingError) return [`${what} is not valid: ${error.message}`]
    throw error
  }
}

function valueFaults(definition: SettingsDefinition): readonly string[] {
  const { key, kind } = definition
  if (kind === 'integer' && definition.minimum > definition.maximum) {
    return [`The setting ${key} has a minimum that is greater than its maximum.`]
  }
  return twice(namesIn(definition)).map((name) => `The setting ${key} has “${name}” twice.`)
}

function namesIn(definition: SettingsDefinition): readonly string[] {
  switch (definition.kind) {
    case 'choice':
    case 'multi-choice':
      return definition.options.map(({ value }) => value)
    case 'scope':
      return definition.modes.map(({ value }) => value)
    case 'naming-pattern':
      return definition.variables.map(({ name }) => name)
    case 'boolean':
    case 'integer':
    case 'text':
      return []
  }
}

function visibilityFaults(
  { key, visibleWhen }: SettingsDefinition,
  definitions: readonly SettingsDefinition[],
): readonly string[] {
  if (!visibleWhen) return []
  const other = definitions.find((definition) => definition.key === visibleWhen.setting)
  if (!other) return [`The setting ${key} is shown by ${visibleWhen.setting}, which there is not.`]
  const values = valuesOf(other)
  if (!values) return [`The setting ${key} is shown by ${other.key}, which is neither a choice nor on or off.`]
  return visibleWhen.isOneOf
    .filter((value) => !values.includes(value))
    .map((value) => `The setting ${key} is shown by a value of ${other.key} that there is not: ${String(value)}.`)
}

function valuesOf(definition: SettingsDefinition): readonly SettingValue[] | undefined {
  if (definition.kind === 'boolean') return [true, false]
  return definition.kind === 'choice' ? definition.options.map(({ value }) => value) : undefined
}

function twice(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))]
}
