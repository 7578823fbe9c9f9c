import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ArchivingError, createCore, localOwnerName, type Core } from '@muniment/core'
import { describeSettings } from '../../configuration/describe-settings.ts'
import { readServerSettings, type ReadSettings } from '../../configuration/read-server-settings.ts'
import type { ServerSettings } from '../../configuration/server-settings.ts'
import { dataFolderFor } from '../../data-folder.ts'
import { driverFoldersFor } from '../../driver-folders.ts'
import { createHttpServer, type HttpServer, type HttpServerOptions } from '../../http/index.ts'
import { logDiagnostic, logIncident, logRequest } from '../../operations/log-events.ts'
import { createOperatorLog, type OperatorLog } from '../../operations/operator-log.ts'
import { readAuthorityCertificates } from '../../timestamp-options.ts'
import { readSecretKey } from '../../secret-key.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import type { CommonOptions, Invocation } from '../invocation.ts'

/** Options of `muniment serve`; what is not given is said by the environment, the configuration file or a default. */
export interface ServeOptions extends CommonOptions {
  readonly config?: string
  readonly archives?: string
  readonly host?: string
  readonly port?: string
  readonly allowedHost?: readonly string[]
  readonly concurrency?: string
  readonly typesetters?: string
  readonly logLevel?: string
  readonly logFormat?: string
  /** Shows the settings and ends. */
  readonly showSettings?: boolean
}

/** `muniment serve`: serves this computer's Muniment until it is told to stop. */
export async function serveCommand(options: ServeOptions, invocation: Invocation): Promise<ExitCode> {
  const { terminal, interrupted } = invocation
  const read = await readSettings(options, invocation)
  const { settings } = read
  if (options.showSettings === true) {
    for (const line of describeSettings(read)) terminal.say(line)
    return exitCodes.finished
  }
  const { logLevel: level, logFormat: format } = settings
  const write = (line: string): unknown => invocation.stderr.write(line)
  const log = createOperatorLog({ level, format, now: () => new Date(), write })
  await using core = await openCore(settings, { invocation, log })
  await core.start()
  const firstKey = await makeFirstKey(core, settings)
  await using server = await openServer(core, settings, log)
  log.write('info', 'Muniment serves.', { version: invocation.version, url: server.url })
  if (!terminal.json) terminal.say(`Muniment listens on ${server.url}`)
  if (firstKey !== undefined) terminal.say(`A first key, which may do everything and is shown this once: ${firstKey}`)
  if (terminal.json) terminal.result({ url: server.url, ...(firstKey !== undefined && { apiKey: firstKey }) })
  await new Promise<void>((done) => {
    if (interrupted.aborted) done()
    interrupted.addEventListener('abort', () => done(), { once: true })
  })
  terminal.say('Stopping. Running tasks go on at the next start.')
  log.write('info', 'Muniment stops.')
  return exitCodes.finished
}

async function readSettings(options: ServeOptions, { environment }: Invocation): Promise<ReadSettings> {
  const path = options.config ?? environment.MUNIMENT_CONFIG
  const { data, archives, host, port, allowedHost, drivers, concurrency, typesetters, logLevel, logFormat } = options
  const given = {
    dataFolder: data,
    archiveFolder: archives,
    host,
    port,
    allowedHosts: allowedHost,
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

interface Surroundings {
  readonly invocation: Invocation
  readonly log: OperatorLog
}

async function openCore(settings: ServerSettings, { invocation, log }: Surroundings): Promise<Core> {
  const { environment, platform, version } = invocation
  const { secretKey: fromEnvironment, archiveFolder, concurrency, typesetterProcesses, timestampProxy } = settings
  const dataFolder = dataFolderFor(settings.dataFolder, environment, platform)
  return await createCore({
    dataFolder,
    secretKey: await readSecretKey({
      dataFolder,
      platform,
      ...(fromEnvironment !== undefined && { fromEnvironment }),
    }),
    version,
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

/** Built by `build:web` of the desktop app; published with this package. */
const builtWebApp = fileURLToPath(new URL('../../../out/web', import.meta.url))

/** Without any key nobody could get in to make one. */
async function makeFirstKey({ access }: Core, { apiKey }: ServerSettings): Promise<string | undefined> {
  if (apiKey !== undefined || (await access.hasUsableKey())) return undefined
  return (await access.create({ name: 'first key', role: 'operator', owner: localOwnerName })).key
}

async function openServer(core: Core, settings: ServerSettings, log: OperatorLog): Promise<HttpServer> {
  // Loaded here, since no other command needs it.
  const { createServerMetrics } = await import('../../operations/server-metrics.ts')
  const metrics = settings.metrics ? createServerMetrics(core) : undefined
  return await createHttpServer(core, {
    host: settings.host,
    port: settings.port,
    apiKeys: settings.apiKey === undefined ? [] : [{ name: 'MUNIMENT_API_KEY', key: settings.apiKey }],
    allowedHosts: settings.allowedHosts,
    trustedProxies: settings.trustedProxies,
    requestsPerMinute: settings.requestsPerMinute,
    maximumBodyBytes: settings.maximumRequestBytes,
    requestTimeoutMs: settings.requestTimeoutSeconds * 1_000,
    drainMs: settings.drainSeconds * 1_000,
    ...(settings.webApp && { webAppFolder: builtWebApp }),
    onIncident: (incident) => logIncident(log, incident),
    onAnswered(request) {
      logRequest(log, request)
      metrics?.count(request)
    },
    ...(await readTls(settings)),
    ...(metrics && {
      readMetrics: async () => ({ contentType: metrics.contentType, text: await metrics.read() }),
    }),
  })
}

async function readTls({ tlsCertificate, tlsKey }: ServerSettings): Promise<Pick<HttpServerOptions, 'tls'>> {
  if (tlsCertificate === undefined && tlsKey === undefined) return {}
  if (tlsCertificate === undefined || tlsKey === undefined) {
    const [there, missing] = tlsKey === undefined ? ['tlsCertificate', 'tlsKey'] : ['tlsKey', 'tlsCertificate']
    throw new ArchivingError('input_invalid', `With ${there}, ${missing} is needed too.`, {
      details: { field: missing },
    })
  }
  try {
    return { tls: { certificate: await readFile(tlsCertificate, 'utf8'), key: await readFile(tlsKey, 'utf8') } }
  } catch (cause) {
    throw new ArchivingError('input_invalid', `${tlsCertificate} or ${tlsKey} cannot be read.`, { cause })
  }
}
