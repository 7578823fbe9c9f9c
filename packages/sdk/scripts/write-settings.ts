import type { LocalizedText, SettingsDefinition } from '@muniment/core'
import { toComment } from './type-writer.ts'

/** What is needed of a driver. */
export interface DescribedDriver {
  readonly id: string
  /** Name of the type of its settings: `QuizSettings`. */
  readonly settingsName: string
  readonly name: LocalizedText
  readonly definitions: readonly SettingsDefinition[]
}

/** A type for the settings of each built-in driver, and the table that says which is whose. */
export function writeSettings(drivers: readonly DescribedDriver[]): string {
  const rows = drivers.map(({ id, settingsName }) => `  readonly ${id}: ${settingsName}\n`).join('')
  return [
    ...drivers.map(writeDriver),
    `/** The settings of the drivers that come with Muniment, by \`driverId\`. */\nexport interface DriverSettings {\n${rows}}\n`,
  ].join('\n')
}

/** A type, not an interface: only those can be handed to where any settings are taken. */
function writeDriver({ settingsName, name, definitions }: DescribedDriver): string {
  const members = definitions.map((definition) => {
    const comment = toComment(describe(definition), '  ')
    return `${comment}  readonly ${definition.key}?: ${writeValue(definition)}\n`
  })
  const heading = toComment(`What can be set for a task of “${name.en}”. What is left out has its default.`, '')
  return `${heading}export type ${settingsName} = {\n${members.join('')}}\n`
}

function writeValue(definition: SettingsDefinition): string {
  switch (definition.kind) {
    case 'boolean':
      return 'boolean'
    case 'integer':
      return 'number'
    case 'text':
    case 'naming-pattern':
      return 'string'
    case 'choice':
      return definition.options.map(({ value }) => JSON.stringify(value)).join(' | ')
    case 'multi-choice':
      return `readonly (${definition.options.map(({ value }) => JSON.stringify(value)).join(' | ')})[]`
    case 'scope':
      return definition.modes
        .map(({ value, picks }) => {
          const ids = picks === undefined ? '' : '; readonly ids: readonly number[]'
          return `{ readonly mode: ${JSON.stringify(value)}${ids} }`
        })
        .join(' | ')
  }
}

/** What an editor shows of a setting. */
function describe(definition: SettingsDefinition): string {
  const { label, help, visibleWhen } = definition
  const condition = visibleWhen && `${visibleWhen.setting} is ${visibleWhen.isOneOf.map(String).join(' or ')}`
  return [
    `${label.en}.`,
    help?.en,
    condition && `Counts only while ${condition}.`,
    limits(definition),
    `Default: \`${JSON.stringify(definition.default)}\`.`,
  ]
    .filter((sentence) => sentence !== undefined)
    .join(' ')
}

function limits(definition: SettingsDefinition): string | undefined {
  switch (definition.kind) {
    case 'integer':
      return `From ${definition.minimum} to ${definition.maximum}${definition.unit ? ` ${definition.unit}` : ''}.`
    case 'text':
      return definition.format === 'time-zone' ? 'A name of the IANA time zone database.' : undefined
    case 'multi-choice':
      return definition.minimumChoices > 0 ? `At least ${definition.minimumChoices}.` : undefined
    case 'naming-pattern':
      return `Variables: ${definition.variables.map(({ name }) => `\${${name}}`).join(', ')}.`
    case 'boolean':
    case 'choice':
    case 'scope':
      return undefined
  }
}
