import { dirname, resolve } from 'node:path'
import { ArchivingError } from '@muniment/core'
import { closest, distance } from 'fastest-levenshtein'
import { parse, TomlError } from 'smol-toml'
import { z } from 'zod'
import {
  isServerSettingName,
  serverSettingNames,
  serverSettings,
  type ServerSetting,
  type ServerSettingName,
  type ServerSettings,
  type SettingOrigin,
} from './server-settings.ts'

/** Where settings are said. */
export interface SettingSources {
  /** The configuration file (TOML), if there is one. */
  readonly file?: { readonly path: string; readonly text: string }
  readonly environment: Readonly<Partial<Record<string, string>>>
  /** What the command line says; those that may be given several times as a list. */
  readonly options: Readonly<Partial<Record<ServerSettingName, string | readonly string[]>>>
}

/** Settings as they hold, and who said so. */
export interface ReadSettings {
  readonly settings: ServerSettings
  readonly origins: Readonly<Record<ServerSettingName, SettingOrigin>>
}

/**
 * One setting as the environment says it, for commands that serve nothing.
 *
 * @throws ArchivingError `input_invalid` naming the variable
 */
export function readServerSetting<Name extends ServerSettingName>(
  name: Name,
  environment: SettingSources['environment'],
): ServerSettings[Name] {
  return readServerSettings({ environment: onlyVariableOf(name, environment), options: {} }).settings[name]
}

function onlyVariableOf(name: ServerSettingName, environment: SettingSources['environment']) {
  const { environment: variable } = serverSettings[name]
  return { [variable]: environment[variable] }
}

interface Said {
  readonly value: unknown
  readonly origin: SettingOrigin
  /** Where exactly, for an error: a variable, an option, a line of the file. */
  readonly place: string
}

/**
 * Puts settings together: the command line wins over the environment, that over the file, that over defaults.
 *
 * @throws ArchivingError `input_invalid` naming where it was said: a key or a value that there is not, a file that is
 *   not TOML.
 */
export function readServerSettings(sources: SettingSources): ReadSettings {
  const inFile = sources.file ? readFileSettings(sources.file) : {}
  const values: Record<string, unknown> = {}
  const origins: Record<string, SettingOrigin> = {}
  for (const name of serverSettingNames) {
    const said = saidOf(name, sources, inFile)
    values[name] = said ? checked(name, said) : serverSettings[name].fallback
    origins[name] = said?.origin ?? 'default'
  }
  return { settings: settingsSchema.parse(values), origins: originsSchema.parse(origins) }
}

const entries = serverSettingNames.map((name) => [name, serverSettings[name].schema] as const)
const settingsSchema = z.custom<ServerSettings>(
  (value) => z.object(Object.fromEntries(entries)).safeParse(value).success,
)
const originsSchema = z.custom<ReadSettings['origins']>((value) => typeof value === 'object')

function saidOf(
  name: ServerSettingName,
  { options, environment }: SettingSources,
  inFile: Readonly<Partial<Record<ServerSettingName, Said>>>,
): Said | undefined {
  const { environment: variable, option, fromText }: ServerSetting = serverSettings[name]
  const given = options[name]
  if (given !== undefined) {
    const value = typeof given === 'string' ? fromText(given) : given
    return { value, origin: 'command line', place: option?.split(' ')[0] ?? name }
  }
  const text = environment[variable]
  if (text) return { value: fromText(text), origin: 'environment', place: variable }
  return inFile[name]
}

function checked(name: ServerSettingName, { value, place }: Said): unknown {
  const { schema, secret }: ServerSetting = serverSettings[name]
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const why = result.error.issues[0]?.message ?? 'It is not valid.'
  const shown = secret ? '' : ` ${JSON.stringify(value)}.`
  throw refuse(`${place} has a value that it cannot have.${shown} ${why}`, name)
}

function readFileSettings({ path, text }: { readonly path: string; readonly text: string }) {
  const said: Partial<Record<ServerSettingName, Said>> = {}
  for (const [name, value] of Object.entries(parseToml(text, path))) {
    if (!isServerSettingName(name)) {
      throw refuse(`${path}: there is no setting “${name}”.${didYouMean(name, serverSettingNames)}`, name)
    }
    const { isPath }: ServerSetting = serverSettings[name]
    said[name] = { value: isPath ? fromFolder(dirname(path), value) : value, origin: 'file', place: `${path}: ${name}` }
  }
  return said
}

function parseToml(text: string, path: string): Readonly<Record<string, unknown>> {
  try {
    return parse(text)
  } catch (error) {
    if (!(error instanceof TomlError)) throw error
    const line = `line ${error.line}, column ${error.column}`
    throw new ArchivingError('input_invalid', `The configuration file ${path} is not valid TOML at ${line}.`, {
      cause: error,
    })
  }
}

function fromFolder(folder: string, value: unknown): unknown {
  if (typeof value === 'string') return resolve(folder, value)
  return Array.isArray(value) ? value.map((entry: unknown) => fromFolder(folder, entry)) : value
}

/**
 * Refuses variables that look like ours and are not: a typing error would otherwise leave a default in force.
 * What Kubernetes sets for a service called `muniment` is passed over.
 *
 * @throws ArchivingError `input_invalid`
 */
export function refuseUnknownVariables(variables: Readonly<NodeJS.ProcessEnv>, known: readonly string[]): void {
  for (const name of Object.keys(variables)) {
    if (!name.startsWith('MUNIMENT_') || known.includes(name) || fromKubernetes.test(name)) continue
    throw refuse(`There is no environment variable ${name}.${didYouMean(name, known)}`, name)
  }
}

const fromKubernetes = /^MUNIMENT_(?:SERVICE_HOST|SERVICE_PORT(?:_\w+)?|PORT(?:_\d+_(?:TCP|UDP)\w*)?)$/u

/** A hint at the one that is nearest, if one is near. */
function didYouMean(name: string, known: readonly string[]): string {
  const nearest = closest(name, known)
  return distance(name, nearest) <= Math.max(2, name.length / 4) ? ` Did you mean ${nearest}?` : ''
}

const refuse = (message: string, field: string): ArchivingError =>
  new ArchivingError('input_invalid', message, { details: { field } })
