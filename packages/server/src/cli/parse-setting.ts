import { ArchivingError, type MultiChoiceSetting, type ScopeSetting, type SettingsDefinition } from '@muniment/core'

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
      return parseChoices(definition, text)
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

/** `marks,history`, or `-marks,-history` for all but those and what needs them. */
function parseChoices({ key, options }: MultiChoiceSetting, text: string): readonly string[] {
  const given = text === '' ? [] : text.split(',').map((value) => value.trim())
  const leftOut = given.filter((value) => value.startsWith('-')).map((value) => value.slice(1))
  if (leftOut.length === 0) return given
  const unknown = leftOut.find((value) => !options.some((option) => option.value === value))
  if (leftOut.length < given.length || unknown !== undefined) {
    const message = `“${key}” takes either values, or values to leave out, each with a minus before it, such as -${options[0]?.value}.`
    throw new ArchivingError('settings_invalid', message, { details: { setting: key } })
  }
  const without = new Set(leftOut)
  for (let size = -1; size < without.size;) {
    size = without.size
    for (const { value, requires = [] } of options) if (requires.some((one) => without.has(one))) without.add(value)
  }
  return options.map(({ value }) => value).filter((value) => !without.has(value))
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
