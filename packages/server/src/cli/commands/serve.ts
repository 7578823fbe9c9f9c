import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { ArchivingError, localOwnerName, type Core } from '@muniment/core'
import { describeSettings } from '../../configuration/describe-settings.ts'
import type { ServerSettings } from '../../configuration/server-settings.ts'
import { createHttpServer, type HttpServer, type HttpServerOptions } from '../../http/index.ts'
import { logIncident, logRequest } from '../../operations/log-events.ts'
import type { OperatorLog } from '../../operations/operator-log.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import type { Invocation } from '../invocation.ts'
import { openLog, openSharedCore, readSharedSettings, type SharedOptions } from '../open-shared-core.ts'
import { untilInterrupted } from '../until-interrupted.ts'

/** Options of `muniment serve`; what is not given is said by the environment, the configuration file or a default. */
export interface ServeOptions extends SharedOptions {
  readonly host?: string
  readonly port?: string
  readonly allowedHost?: readonly string[]
  /** Shows the settings and ends. */
  readonly showSettings?: boolean
}

/** `muniment serve`: serves this computer's Muniment until it is told to stop. */
export async function serveCommand(options: ServeOptions, invocation: Invocation): Promise<ExitCode> {
  const { terminal, interrupted } = invocation
  const { host, port, allowedHost: allowedHosts } = options
  const read = await readSharedSettings({ options, given: { host, port, allowedHosts } }, invocation)
  const { settings } = read
  if (options.showSettings === true) {
    for (const line of describeSettings(read)) terminal.say(line)
    return exitCodes.finished
  }
  const log = openLog(settings, invocation)
  const duties = settings.executeTasks ? 'both' : 'keeping'
  await using core = await openSharedCore(settings, { invocation, log, duties })
  await core.start()
  const firstKey = await makeFirstKey(core, settings)
  await using server = await openServer(core, settings, log)
  log.write('info', 'Muniment serves.', { version: invocation.version, url: server.url })
  if (!terminal.json) terminal.say(`Muniment listens on ${server.url}`)
  if (firstKey !== undefined) terminal.say(`A first key, which may do everything and is shown this once: ${firstKey}`)
  if (terminal.json) terminal.result({ url: server.url, ...(firstKey !== undefined && { apiKey: firstKey }) })
  await untilInterrupted(interrupted)
  terminal.say('Stopping. Running tasks go on at the next start.')
  log.write('info', 'Muniment stops.')
  return exitCodes.finished
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
