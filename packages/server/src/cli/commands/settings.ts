import type { SettingsDefinition } from '@muniment/sdk'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import type { CommonOptions, Invocation } from '../invocation.ts'
import { openClient } from '../open-client.ts'

/** `muniment settings <driver>`: what can be set for a task, from the driver's own definition. */
export async function settingsCommand(
  driverId: string,
  options: CommonOptions,
  invocation: Invocation,
): Promise<ExitCode> {
  const { terminal } = invocation
  await using opened = await openClient(options, invocation)
  const { definitions, presets } = await opened.client.drivers.getSettings({ driverId })
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
    }
    terminal.say()
  }
  terminal.say('Set them with --set key=value, as often as needed.')
  if (presets.length > 0) terminal.say('\nPresets, chosen with --preset:')
  for (const { key, label, help } of presets) {
    terminal.say(`  ${key}  (${label.en})`)
    terminal.say(`      ${help.en}`)
  }
  return exitCodes.finished
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
      return [
        `default ${definition.default}`,
        `variables: ${definition.variables.map((variable) => variable.name).join(', ')}`,
      ]
    case 'scope':
      return [
        ...definition.modes.map((mode) => `${mode.value}${mode.picks ? ':<ids>' : ''}  ${mode.label.en}`),
        `default ${definition.default.mode}`,
      ]
  }
}
