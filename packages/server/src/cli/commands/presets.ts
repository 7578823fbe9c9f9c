import type { MunimentClient, Preset } from '@muniment/sdk'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import type { CommonOptions, Invocation } from '../invocation.ts'
import { openClient } from '../open-client.ts'
import { parseSettings } from '../parse-setting.ts'
import type { Terminal } from '../terminal.ts'

/** Options of `muniment presets`: what to do besides showing them, one at a time. */
export interface PresetsOptions extends CommonOptions {
  /** Keeps settings under this name. */
  readonly save?: string
  readonly set: readonly string[]
  readonly replace?: boolean
  /** Renames this one, to `to`. */
  readonly rename?: string
  readonly to?: string
  readonly delete?: string
  /** Makes this one the default. */
  readonly useByDefault?: string
  /** Lets none be the default. */
  readonly useNone?: boolean
}

/** `muniment presets <driver>`: shows presets, and keeps, renames, forgets them. */
export async function presetsCommand(
  driverId: string,
  options: PresetsOptions,
  invocation: Invocation,
): Promise<ExitCode> {
  const { terminal } = invocation
  await using opened = await openClient(options, invocation)
  const { client } = opened
  await change(client, driverId, options)
  const presets = await client.presets.list({ driverId })
  if (terminal.json) terminal.result({ presets })
  else if (presets.length === 0) terminal.say('There are no presets. Keep one: --save <name> --set key=value')
  for (const preset of terminal.json ? [] : presets) describe(preset, terminal)
  return exitCodes.finished
}

async function change(client: MunimentClient, driverId: string, options: PresetsOptions): Promise<void> {
  const { save, rename, to, delete: removed, useByDefault, useNone, replace = false } = options
  if (save !== undefined) {
    const { definitions } = await client.drivers.getSettings({ driverId })
    await client.presets.save({ driverId, name: save, settings: parseSettings(options.set, definitions), replace })
  }
  if (rename !== undefined) await client.presets.rename({ driverId, preset: rename, name: to ?? '' })
  if (removed !== undefined) await client.presets.remove({ driverId, preset: removed })
  if (useByDefault !== undefined) await client.presets.setDefault({ driverId, preset: useByDefault })
  if (useNone === true) await client.presets.setDefault({ driverId, preset: null })
}

function describe({ key, kind, name, help, settings, isDefault, problems }: Preset, terminal: Terminal): void {
  const title = kind === 'built-in' ? `${key}  (${name.en})` : name.en
  terminal.say(`${title}${isDefault ? '  used by default' : ''}`)
  if (help) terminal.say(`    ${help.en}`)
  for (const [setting, value] of Object.entries(settings)) terminal.say(`    ${setting}  ${JSON.stringify(value)}`)
  for (const { message } of problems) terminal.say(`    ! ${message}`)
}

/** Settings that a task made with `wanted` would start from: undefined for the default preset, false for none. */
export async function presetSettings(
  client: MunimentClient,
  driverId: string,
  wanted: string | false | undefined,
): Promise<Readonly<Record<string, unknown>>> {
  if (wanted === false) return {}
  const presets = await client.presets.list({ driverId })
  const chosen =
    wanted === undefined
      ? presets.find(({ isDefault }) => isDefault)
      : (presets.find(({ key }) => key === wanted) ??
        presets.find(({ kind, name }) => kind === 'kept' && name.en.toLowerCase() === wanted.trim().toLowerCase()))
  return chosen?.settings ?? {}
}
