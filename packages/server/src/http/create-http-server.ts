import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { ArchivingError, type Core } from '@muniment/core'
import { Authenticator } from './authenticate.ts'
import { createClientAddress } from './client-address.ts'
import { FailedAttempts } from './failed-attempts.ts'
import { handleRequest, type RequestHandling } from './handle-request.ts'
import { createHostGuard } from './host-guard.ts'
import { readApiKeys, type HttpServerOptions } from './http-server-options.ts'
import { OpenResponses } from './open-responses.ts'
import { RequestRate } from './request-rate.ts'
import { createReadiness, type Readiness } from './send-probe.ts'
import { loadWebApp } from './web-app.ts'

const defaultMaximumBodyBytes = 1024 * 1024
const defaultHeadersTimeoutMs = 10_000
const defaultRequestTimeoutMs = 30_000
const defaultDrainMs = 5_000
/** How often node looks for requests that take too long. */
const timeoutCheckMs = 1_000
const defaultWrongKeysPerMinute = 10
const defaultRecheckKeyMs = 30_000
const defaultRequestsPerMinute = 6_000
const maximumHeaderBytes = 16 * 1024

/** A running HTTP server. Disposing it lets what is being answered end, then closes; the core stays open. */
export interface HttpServer extends AsyncDisposable {
  /** Where it is reached, without a trailing slash: `http://127.0.0.1:4180`. */
  readonly url: string
  readonly port: number
}

/**
 * Serves a core over HTTP: procedures at `/trpc`, files of archives at `/archives/<id>/download`, and what machines ask:
 * `/healthz`, `/readyz`, `/metrics`. With a folder of the web app, that is at `/`.
 *
 * @throws ArchivingError `input_invalid` if it would be open to other computers without a key, or the address cannot be
 *   bound to; `details.field` names the option.
 */
export async function createHttpServer(core: Core, options: HttpServerOptions = {}): Promise<HttpServer> {
  const { host = '127.0.0.1', port = 0, drainMs = defaultDrainMs } = options
  const keys = readApiKeys(options, host, await core.access.hasUsableKey())
  const readiness = createReadiness(core)
  const handling: RequestHandling = {
    core,
    readiness,
    webApp: options.webAppFolder === undefined ? undefined : await loadWebApp(options.webAppFolder),
    readMetrics: options.readMetrics,
    onAnswered: options.onAnswered,
    recheckKeyMs: options.recheckKeyMs ?? defaultRecheckKeyMs,
    seconds: () => performance.now() / 1_000,
    authenticator: new Authenticator({
      given: keys,
      kept: core.access,
      isOpen: keys.length === 0 && options.allowUnauthenticated === true,
    }),
    clientAddress: createClientAddress(options.trustedProxies ?? []),
    failedAttempts: new FailedAttempts(options.wrongKeysPerMinute ?? defaultWrongKeysPerMinute, () =>
      performance.now(),
    ),
    rate: new RequestRate(options.requestsPerMinute ?? defaultRequestsPerMinute, () => performance.now()),
    guardHost: createHostGuard(host, options.allowedHosts ?? []),
    maximumBodyBytes: options.maximumBodyBytes ?? defaultMaximumBodyBytes,
    onIncident: options.onIncident,
    newRequestId: options.newRequestId ?? randomUUID,
  }
  const open = new OpenResponses()
  const answer: RequestListener = (request, response) => {
    open.add(request, response)
    void handleRequest(handling, { request, response })
  }
  const server = createServerFor(options, answer)
  await listen(server, host, port)
  const bound = portOf(server)
  return {
    url: `${options.tls ? 'https' : 'http'}://${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${bound}`,
    port: bound,
    [Symbol.asyncDispose]: () => close({ server, open, readiness }, drainMs),
  }
}

function createServerFor(options: HttpServerOptions, answer: RequestListener): Server {
  const limits = limitsOf(options)
  if (!options.tls) return createServer(limits, answer)
  const { certificate, key } = options.tls
  try {
    return createSecureServer({ ...limits, cert: certificate, key, minVersion: 'TLSv1.2' }, answer)
  } catch (cause) {
    const message = 'The certificate or its key cannot be used. Both must be PEM and belong together.'
    throw new ArchivingError('input_invalid', message, { cause, details: { field: 'tls' } })
  }
}

function limitsOf(options: HttpServerOptions) {
  return {
    headersTimeout: options.headersTimeoutMs ?? defaultHeadersTimeoutMs,
    requestTimeout: options.requestTimeoutMs ?? defaultRequestTimeoutMs,
    connectionsCheckingInterval: timeoutCheckMs,
    maxHeaderSize: maximumHeaderBytes,
  }
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  server.listen({ host, port })
  try {
    await once(server, 'listening')
  } catch (cause) {
    const message = `The server cannot listen at ${host}, port ${port}. Choose another address or port.`
    throw new ArchivingError('input_invalid', message, { cause, details: { field: 'port' } })
  }
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

interface Running {
  readonly server: Server
  readonly open: OpenResponses
  readonly readiness: Readiness
}

async function close({ server, open, readiness }: Running, drainMs: number): Promise<void> {
  readiness.stop()
  const closed = once(server, 'close')
  server.close()
  // Node keeps a connection open on which an answer was under way, in the hope of another request.
  open.drain(() => server.closeIdleConnections())
  const late = setTimeout(() => server.closeAllConnections(), drainMs)
  await closed
  clearTimeout(late)
}
