import { ArchivingError, type ScopeSetting, type SettingsDefinition } from '@muniment/core'

/**
 * Reads `--set key=value` arguments by the driver's definition, so that `paperSize=A4`, `htmlCopy=yes` and
 * `scope=users:1,2` need no quoting. What a value may be is for the driver to say.
 *
 * @throws ArchivingError `settings_invalid` naming the setting, `input_invalid` if there is no `=`.
 */
export function parseSettings(
  assignments: readonly string[],
  definitions: readonly SettingsDefinition[],
): Record<string, unknown> {
  const settings: Record<string, unknown> = {}
  for (const assignment of assignments) {
    const [, key = '', text = ''] = /^([^=]+)=(.*)$/su.exec(assignment) ?? []
    if (key === '') {
      throw new ArchivingError('input_invalid', `“${assignment}” is not of the form key=value, such as paperSize=A4.`)
    }
    const definition = definitions.find((candidate) => candidate.key === key)
    // An unknown key is passed on: the driver refuses it and names those that there are.
    settings[key] = definition ? parseValue(definition, text) : text
  }
  return settings
}

function parseValue(definition: SettingsDefinition, text: string): unknown {
  switch (definition.kind) {
    case 'boolean':
      return parseBoolean(definition.key, text)
    case 'integer':
      return /^-?\d+$/u.test(text) ? Number(text) : text
    case 'multi-choice':
      return text === '' ? [] : text.split(',').map((value) => value.trim())
    case 'scope':
      return parseScope(definition, text)
    case 'text':
    case 'choice':
    case 'naming-pattern':
      return text
  }
}

function parseBoolean(key: string, text: string): boolean {
  const value = text.toLowerCase()
  if (['true', 'yes', 'on', '1'].includes(value)) return true
  if (['false', 'no', 'off', '0'].includes(value)) return false
  throw new ArchivingError('settings_invalid', `“${key}” must be yes or no.`, { details: { setting: key } })
}

/** `all`, or `users:12,15`. */
function parseScope({ key }: ScopeSetting, text: string): unknown {
  const [mode, list] = text.split(':', 2)
  if (list === undefined) return { mode }
  const ids = list.split(',').map((id) => (/^\d+$/u.test(id.trim()) ? Number(id) : Number.NaN))
  if (ids.some(Number.isNaN)) {
    const message = `“${key}” takes ids as numbers: ${mode}:12,15.`
    throw new ArchivingError('settings_invalid', message, { details: { setting: key } })
  }
  return { mode, ids }
}
