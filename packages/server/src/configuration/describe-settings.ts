import { markdownTable } from '../markdown-table.ts'
import { serverSettingNames, serverSettings, type ServerSetting, type ServerSettingName } from './server-settings.ts'
import type { ReadSettings } from './read-server-settings.ts'

/** The settings as a table for the README. */
export function settingsTable(): string {
  const rows = serverSettingNames.map((name) => {
    const { environment, option, meaning }: ServerSetting = serverSettings[name]
    return [`\`${name}\``, `\`${environment}\``, option ? `\`${option}\`` : '–', meaning, defaultOf(name)]
  })
  const head = ['in the file', 'in the environment', 'on the command line', 'meaning', 'default']
  return markdownTable([head, ...rows])
}

function defaultOf(name: ServerSettingName): string {
  const { fallback, fallbackInWords }: ServerSetting = serverSettings[name]
  return fallbackInWords ?? `\`${String(fallback)}\``
}

/** The settings as they hold, one a line, with who said so. Secrets are not shown. */
export function describeSettings({ settings, origins }: ReadSettings): readonly string[] {
  return serverSettingNames.map((name) => {
    const { secret, fallbackInWords }: ServerSetting = serverSettings[name]
    const value = settings[name]
    const isSaid = origins[name] !== 'default'
    const shown = secret && value !== undefined ? '(hidden)' : JSON.stringify(value)
    return `${name} = ${isSaid || !fallbackInWords ? shown : fallbackInWords.replaceAll('`', '')} (${origins[name]})`
  })
}
