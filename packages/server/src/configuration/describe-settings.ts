import { serverSettingNames, serverSettings, type ServerSetting, type ServerSettingName } from './server-settings.ts'
import type { ReadSettings } from './read-server-settings.ts'

/** The settings as a table for the README. */
export function settingsTable(): string {
  const rows = serverSettingNames.map((name) => {
    const { environment, option, meaning }: ServerSetting = serverSettings[name]
    return [`\`${name}\``, `\`${environment}\``, option ? `\`${option}\`` : '–', meaning, defaultOf(name)]
  })
  const head = ['in the file', 'in the environment', 'on the command line', 'meaning', 'default']
  return table([head, ...rows])
}

function defaultOf(name: ServerSettingName): string {
  const { fallback, fallbackInWords }: ServerSetting = serverSettings[name]
  return fallbackInWords ?? `\`${String(fallback)}\``
}

/** Columns of one width, as the formatter of Markdown writes them. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const [head = [], ...body] = rows
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n')
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
