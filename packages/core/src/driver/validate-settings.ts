import { isDeepStrictEqual } from 'node:util'
import { ArchivingError } from '../errors/index.ts'
import { validateNamingPattern } from '../archive/naming-pattern.ts'
import type {
  MultiChoiceSetting,
  ScopeSetting,
  ScopeValue,
  SettingsDefinition,
  SettingValue,
  TaskSettings,
  ValidatedTaskSettings,
} from './settings-definition.ts'

/**
 * Checks settings against a driver's definition and fills in the defaults. The given object is not changed.
 *
 * @throws ArchivingError `settings_invalid`; `details.setting` names the setting and the message says what is allowed.
 */
export function validateSettings(
  definitions: readonly SettingsDefinition[],
  given: TaskSettings,
): ValidatedTaskSettings {
  const known = new Map(definitions.map((definition) => [definition.key, definition]))
  for (const key of Object.keys(given)) {
    if (!known.has(key)) throw invalid(key, `There is no setting “${key}”. There are: ${[...known.keys()].join(', ')}.`)
  }
  const validated: Record<string, SettingValue> = {}
  for (const definition of definitions) {
    const value = given[definition.key]
    validated[definition.key] = value === undefined ? structuredClone(definition.default) : check(definition, value)
    assertAllowed(definition, validated[definition.key])
  }
  return validated
}

function assertAllowed({ key, fixed, default: decided }: SettingsDefinition, value: unknown): void {
  if (!fixed || isDeepStrictEqual(value, decided)) return
  throw invalid(key, `“${key}” cannot be changed here: ${fixed.reason.en}`)
}

function check(definition: SettingsDefinition, value: unknown): SettingValue {
  const { key } = definition
  switch (definition.kind) {
    case 'boolean':
      if (typeof value !== 'boolean') throw invalid(key, `“${key}” must be true or false.`)
      return value
    case 'integer': {
      const { minimum, maximum } = definition
      if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < minimum || value > maximum) {
        throw invalid(key, `“${key}” must be a whole number from ${minimum} to ${maximum}.`)
      }
      return value
    }
    case 'text':
      if (typeof value !== 'string' || value.length > definition.maximumLength) {
        throw invalid(key, `“${key}” must be a text of at most ${definition.maximumLength} characters.`)
      }
      if (definition.format === 'time-zone' && !isTimeZone(value)) {
        throw invalid(key, `“${key}” must be the name of a time zone, such as UTC or Europe/Berlin.`)
      }
      return value
    case 'choice': {
      const values = definition.options.map((option) => option.value)
      if (typeof value !== 'string' || !values.includes(value)) {
        throw invalid(key, `“${key}” must be one of: ${values.join(', ')}.`)
      }
      return value
    }
    case 'multi-choice':
      return checkChoices(definition, value)
    case 'naming-pattern':
      if (typeof value !== 'string') throw invalid(key, `“${key}” must be a naming pattern.`)
      validateNamingPattern(value, definition)
      return value
    case 'scope':
      return checkScope(definition, value)
  }
}

function checkChoices({ key, options, minimumChoices }: MultiChoiceSetting, value: unknown): readonly string[] {
  const values = options.map((option) => option.value)
  if (!isTextList(value) || value.some((entry) => !values.includes(entry))) {
    throw invalid(key, `“${key}” must be a list with values out of: ${values.join(', ')}.`)
  }
  const chosen = values.filter((entry) => value.includes(entry))
  if (chosen.length < minimumChoices) {
    throw invalid(key, `“${key}” needs at least ${minimumChoices} of: ${values.join(', ')}.`)
  }
  for (const option of options.filter((candidate) => chosen.includes(candidate.value))) {
    const lacking = option.requires?.filter((required) => !chosen.includes(required)) ?? []
    if (lacking.length > 0) {
      throw invalid(
        key,
        `“${key}” has ${option.value}, which needs ${lacking.join(', ')} too. Add it, or leave both out.`,
      )
    }
  }
  return chosen
}

function checkScope(definition: ScopeSetting, value: unknown): ScopeValue {
  const { key, modes } = definition
  const names = modes.map((mode) => mode.value)
  if (typeof value !== 'object' || value === null || !('mode' in value)) {
    throw invalid(key, `“${key}” must say a mode, one of: ${names.join(', ')}.`)
  }
  const mode = modes.find((candidate) => candidate.value === value.mode)
  if (!mode) throw invalid(key, `The mode of “${key}” must be one of: ${names.join(', ')}.`)
  const ids = 'ids' in value ? value.ids : undefined
  if (!mode.picks) {
    if (ids !== undefined) throw invalid(key, `“${key}” takes no ids in the mode ${mode.value}.`)
    return { mode: mode.value }
  }
  if (!isIdList(ids) || ids.length === 0) {
    throw invalid(key, `“${key}” needs the ids of ${mode.picks} in the mode ${mode.value}.`)
  }
  return { mode: mode.value, ids: [...new Set(ids)].toSorted((a, b) => a - b) }
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    // A RangeError: there is no such time zone.
    return false
  }
}

const isTextList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((entry) => typeof entry === 'string')

const isIdList = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((entry) => Number.isSafeInteger(entry) && entry > 0)

function invalid(setting: string, message: string): ArchivingError {
  return new ArchivingError('settings_invalid', message, { details: { setting } })
}
