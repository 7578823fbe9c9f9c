import process from 'node:process'

/** The environment variables that Muniment reads. This file is the only one that does. */
export const environmentVariables = {
  MUNIMENT_DATA: 'Folder of the database, the artifact store and the key. Default: the data folder of the platform.',
  MUNIMENT_TOKEN: 'Token for the Moodle site.',
  MUNIMENT_SERVER: 'Address of a Muniment server to use instead of this computer.',
  MUNIMENT_API_KEY: 'Key for a Muniment server; for `serve`: the key that clients must have.',
  MUNIMENT_SECRET_KEY: 'Key that encrypts kept sign-ins: 32 bytes in base64. Default: a key file in the data folder.',
  MUNIMENT_DRIVERS:
    'Folders with packages of further archivers, separated as in PATH. Default: `drivers` in the data folder.',
  MUNIMENT_TIMESTAMP_AUTHORITIES:
    'Addresses of time-stamping authorities (RFC 3161) that certify archives, with spaces between.',
  MUNIMENT_TIMESTAMP_PROXY: 'Address of a proxy through which time-stamping authorities are asked.',
  MUNIMENT_AUTHORITY_CERTIFICATES: 'File with certificates (PEM) of time-stamping authorities to trust.',
} as const

export type EnvironmentVariable = keyof typeof environmentVariables

/** Our part of the environment, and where the platform keeps a user's data. Empty variables count as not set. */
export interface Environment extends Readonly<Partial<Record<EnvironmentVariable, string>>> {
  /** `XDG_DATA_HOME` or `LOCALAPPDATA`, if set. */
  readonly userDataFolder?: string
}

export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): Environment {
  const names = Object.keys(environmentVariables)
  const ours = Object.fromEntries(names.flatMap((name) => (variables[name] ? [[name, variables[name]]] : [])))
  const userDataFolder = variables['XDG_DATA_HOME'] ?? variables['LOCALAPPDATA']
  return { ...ours, ...(userDataFolder && { userDataFolder }) }
}
