import { ArchivingError } from '@muniment/core'
import type { MunimentClient, NamingPatternSetting, NamingPreview, Preset, SettingsDefinition } from '@muniment/sdk'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import type { CommonOptions, Invocation } from '../invocation.ts'
import { openClient } from '../open-client.ts'
import type { Terminal } from '../terminal.ts'

export interface SettingsOptions extends CommonOptions {
  /** Naming patterns to try, as `key=pattern`. */
  readonly try: readonly string[]
}

/** `muniment settings <driver>`: what can be set for a task, from the driver's own definition. */
export async function settingsCommand(
  driverId: string,
  options: SettingsOptions,
  invocation: Invocation,
): Promise<ExitCode> {
  const { terminal } = invocation
  await using opened = await openClient(options, invocation)
  const { client } = opened
  if (options.try.length > 0) return await tryPatterns(client, driverId, options.try, terminal)
  const { definitions } = await client.drivers.getSettings({ driverId })
  const presets = await client.presets.list({ driverId })
  if (terminal.json) {
    terminal.result({ settings: definitions, presets })
    return exitCodes.finished
  }
  for (const [groupKey, group] of Map.groupBy(definitions, (definition) => definition.group.key)) {
    terminal.say(group[0]?.group.label.en ?? groupKey)
    for (const definition of group) {
      terminal.say(`  ${definition.key}  (${definition.label.en})`)
      if (definition.help) terminal.say(`      ${definition.help.en}`)
      for (const line of describeValues(definition)) terminal.say(`      ${line}`)
      if (definition.kind !== 'naming-pattern') continue
      const { key: setting, default: pattern } = definition
      const preview = await client.drivers.previewName({ driverId, setting, pattern })
      for (const line of [...describePreview(preview), ...describeVariables(definition)]) terminal.say(`      ${line}`)
    }
    terminal.say()
  }
  terminal.say('Set them with --set key=value, as often as needed.')
  terminal.say(`Try a naming pattern: muniment settings ${driverId} --try 'key=pattern'`)
  if (presets.length > 0) terminal.say('\nPresets, chosen with --preset:')
  for (const preset of presets) describePreset(preset, terminal)
  return exitCodes.finished
}

function describePreset({ key, kind, name, help, isDefault, problems }: Preset, terminal: Terminal): void {
  const title = kind === 'built-in' ? `${key}  (${name.en})` : name.en
  terminal.say(`  ${title}${isDefault ? '  used by default' : ''}`)
  if (help) terminal.say(`      ${help.en}`)
  for (const { message } of problems) terminal.say(`      ! ${message}`)
}

/** Exit code 2 if one of the patterns would be refused. */
async function tryPatterns(
  client: MunimentClient,
  driverId: string,
  assignments: readonly string[],
  terminal: Terminal,
): Promise<ExitCode> {
  const previews: (NamingPreview & { readonly setting: string; readonly pattern: string })[] = []
  for (const assignment of assignments) {
    const [, setting = '', pattern = ''] = /^([^=]+)=(.*)$/su.exec(assignment) ?? []
    if (setting === '') {
      throw new ArchivingError('input_invalid', `“${assignment}” is not of the form key=pattern.`)
    }
    const preview = await client.drivers.previewName({ driverId, setting, pattern })
    previews.push({ setting, pattern, ...preview })
    terminal.say(`${setting}  ${pattern}`)
    for (const line of describePreview(preview)) terminal.say(`    ${line}`)
  }
  if (terminal.json) terminal.result({ previews })
  return previews.some(({ example }) => example === null) ? exitCodes.usage : exitCodes.finished
}

function describePreview({ example, problems }: NamingPreview): string[] {
  const made = example === null ? [] : [`example: ${example === '' ? '(no folder)' : example}`]
  return [...made, ...problems.map(({ message }) => `! ${message}`)]
}

function describeVariables({ variables }: NamingPatternSetting): string[] {
  const width = Math.max(...variables.map(({ name }) => name.length)) + 3
  return [
    'variables:',
    ...variables.map(({ name, label, example }) => `  ${`\${${name}}`.padEnd(width)}  ${label.en}, such as ${example}`),
  ]
}

function describeValues(definition: SettingsDefinition): string[] {
  switch (definition.kind) {
    case 'boolean':
      return [`yes or no; default ${definition.default ? 'yes' : 'no'}`]
    case 'integer':
      return [
        `${definition.minimum} to ${definition.maximum}${definition.unit ? ` ${definition.unit}` : ''}; default ${definition.default}`,
      ]
    case 'text':
      return [`text; default “${definition.default}”`]
    case 'choice':
      return [`one of ${definition.options.map((option) => option.value).join(', ')}; default ${definition.default}`]
    case 'multi-choice':
      return [
        `any of ${definition.options.map((option) => option.value).join(', ')}, with commas between;`,
        'or all but some: -history,-marks',
        ...definition.options
          .filter(({ requires }) => requires !== undefined && requires.length > 0)
          .map(({ value, requires }) => `${value} needs ${requires?.join(', ')}`),
        `default ${definition.default.length === definition.options.length ? 'all of them' : definition.default.join(',')}`,
      ]
    case 'naming-pattern':
      return [`default ${definition.default}`]
    case 'scope':
      return [
        ...definition.modes.map((mode) => `${mode.value}${mode.picks ? ':<ids>' : ''}  ${mode.label.en}`),
        `default ${definition.default.mode}`,
      ]
  }
}
