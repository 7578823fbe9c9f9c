import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { ArchivingError, createCore, type Core, type CreateCoreOptions } from '@muniment/core'
import { readServerSettings, type ReadSettings } from '../configuration/read-server-settings.ts'
import type { ServerSettings } from '../configuration/server-settings.ts'
import { dataFolderFor } from '../data-folder.ts'
import { driverFoldersFor } from '../driver-folders.ts'
import { logDiagnostic } from '../operations/log-events.ts'
import { createOperatorLog, type OperatorLog } from '../operations/operator-log.ts'
import { readSecretKey } from '../secret-key.ts'
import { storageOptions } from '../storage-options.ts'
import { readAuthorityCertificates } from '../timestamp-options.ts'
import type { CommonOptions, Invocation } from './invocation.ts'

/** Options of commands that run until they are stopped; what is not given is said by the environment, a file or a default. */
export interface SharedOptions extends CommonOptions {
  readonly config?: string
  readonly archives?: string
  readonly concurrency?: string
  readonly typesetters?: string
  readonly logLevel?: string
  readonly logFormat?: string
}

/** What the command line says. */
export interface SaidSettings {
  readonly options: SharedOptions
  /** Settings that only this command has options for. */
  readonly given?: Readonly<Record<string, unknown>>
}

/**
 * The settings that hold for a process that shares an installation with others.
 *
 * @throws ArchivingError `input_invalid`
 */
export async function readSharedSettings(
  { options, given: ofCommand = {} }: SaidSettings,
  { environment }: Invocation,
): Promise<ReadSettings> {
  const path = options.config ?? environment.MUNIMENT_CONFIG
  const { data, archives, drivers, concurrency, typesetters, logLevel, logFormat } = options
  const given = {
    ...ofCommand,
    dataFolder: data,
    archiveFolder: archives,
    driverFolders: drivers,
    concurrency,
    typesetterProcesses: typesetters,
    logLevel: logLevel ?? (options.debug === true ? 'debug' : undefined),
    logFormat,
  }
  const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  return readServerSettings({
    ...(path !== undefined && { file: { path: resolve(path), text: await readConfiguration(path) } }),
    environment: { ...environment },
    options: said,
  })
}

async function readConfiguration(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw new ArchivingError('input_invalid', `The configuration file cannot be read: ${path}`, { cause })
  }
}

/** The log for whoever runs the process, on its error output. */
export function openLog({ logLevel: level, logFormat: format }: ServerSettings, { stderr }: Invocation): OperatorLog {
  return createOperatorLog({ level, format, now: () => new Date(), write: (line) => stderr.write(line) })
}

/** Who opens an installation, and what for. */
export interface Surroundings {
  readonly invocation: Invocation
  readonly log: OperatorLog
  readonly duties: NonNullable<CreateCoreOptions['duties']>
}

/** Opens the installation that the settings name. */
export async function openSharedCore(
  settings: ServerSettings,
  { invocation, log, duties }: Surroundings,
): Promise<Core> {
  const { environment, platform, version } = invocation
  const { secretKey: fromEnvironment, archiveFolder, concurrency, typesetterProcesses, timestampProxy } = settings
  const dataFolder = dataFolderFor(settings.dataFolder, environment, platform)
  const storage = storageOptions(settings)
  return await createCore({
    dataFolder,
    secretKey: await readSecretKey({
      dataFolder,
      platform,
      isShared: settings.databaseAddress !== undefined && storage.s3 !== undefined,
      ...(fromEnvironment !== undefined && { fromEnvironment }),
    }),
    version,
    duties,
    databaseConnections: settings.databaseConnections,
    ...storage,
    ...(settings.databaseAddress !== undefined && { databaseAddress: settings.databaseAddress }),
    concurrency,
    typesetterProcesses,
    driverFolders: driverFoldersFor(settings.driverFolders, environment, dataFolder),
    timestampAuthorities: settings.timestampAuthorities,
    verifyEveryDays: settings.verifyEveryDays,
    allowedAddresses: settings.allowedAddresses.includes('any') ? 'any' : settings.allowedAddresses,
    authorityCertificates: await readAuthorityCertificates(settings.authorityCertificates),
    onDiagnostic: (diagnostic) => logDiagnostic(log, diagnostic),
    ...(archiveFolder !== undefined && { archiveFolder: resolve(archiveFolder) }),
    ...(timestampProxy !== undefined && { timestampProxy }),
  })
}
