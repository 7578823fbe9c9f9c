import process from 'node:process'
import { refuseUnknownVariables } from './configuration/read-server-settings.ts'
import { serverSettingNames, serverSettings } from './configuration/server-settings.ts'

/** Variables of commands that are no settings of a server. */
const commandVariables = {
  MUNIMENT_CONFIG: 'Configuration file (TOML) of `serve`.',
  MUNIMENT_SERVER: 'Address of a Muniment server to use instead of this computer.',
  MUNIMENT_TOKEN: 'Token for the Moodle site.',
} as const

type ServerVariable = (typeof serverSettings)[keyof typeof serverSettings]['environment']

export type EnvironmentVariable = ServerVariable | keyof typeof commandVariables

/** The environment variables that Muniment reads, with what they mean. This file is the only one that reads any. */
export const environmentVariables: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    serverSettingNames.map((name) => [serverSettings[name].environment, serverSettings[name].meaning]),
  ),
  ...commandVariables,
}

/** Our part of the environment, and where the platform keeps a user's data. Empty variables count as not set. */
export interface Environment extends Readonly<Partial<Record<EnvironmentVariable, string>>> {
  /** `XDG_DATA_HOME` or `LOCALAPPDATA`, if set. */
  readonly userDataFolder?: string
}

/** @throws ArchivingError `input_invalid` if a variable looks like ours and is not. */
export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): Environment {
  const names = Object.keys(environmentVariables)
  refuseUnknownVariables(variables, names)
  const ours = Object.fromEntries(names.flatMap((name) => (variables[name] ? [[name, variables[name]]] : [])))
  const userDataFolder = variables['XDG_DATA_HOME'] ?? variables['LOCALAPPDATA']
  return { ...ours, ...(userDataFolder && { userDataFolder }) }
}
