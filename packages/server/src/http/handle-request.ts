import type { IncomingMessage, ServerResponse } from 'node:http'
import { ArchivingError, type Core } from '@muniment/core'
import { getTRPCErrorFromUnknown } from '@trpc/server'
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http'
import { toArchivingError } from '../errors/to-archiving-error.ts'
import { createIncidentReporter, type Incident, type RequestContext } from '../request-context.ts'
import { openApiDocument } from '../openapi/open-api-document.ts'
import { appRouter } from '../router.ts'
import { assertMay } from '../trpc.ts'
import type { Authenticator, Sender } from './authenticate.ts'
import type { AnsweredRequest, Route } from './answered-request.ts'
import type { FailedAttempts } from './failed-attempts.ts'
import type { MetricsText } from './http-server-options.ts'
import type { RequestRate } from './request-rate.ts'
import { sendArchive } from './send-archive.ts'
import { fileAddressOf, sendArchiveFile, type ArchiveFileAddress } from './send-archive-file.ts'
import { sendError } from './send-error.ts'
import { sendProbe, type Readiness } from './send-probe.ts'
import { sendWebFile, type WebApp, type WebFile } from './web-app.ts'

/** What requests are handled with. */
export interface RequestHandling {
  readonly core: Core
  readonly authenticator: Authenticator
  readonly failedAttempts: FailedAttempts
  readonly rate: RequestRate
  readonly clientAddress: (request: IncomingMessage) => string
  /** @throws ArchivingError `forbidden`. */
  readonly guardHost: (request: IncomingMessage) => void
  readonly maximumBodyBytes: number
  readonly onIncident: ((incident: Incident) => void) | undefined
  readonly newRequestId: () => string
  readonly readiness: Readiness
  /** Pages for people; without it there are none. */
  readonly webApp: WebApp | undefined
  /** Makes what `/metrics` answers; without it there is no such address. */
  readonly readMetrics: (() => Promise<MetricsText>) | undefined
  readonly onAnswered: ((request: AnsweredRequest) => void) | undefined
  /** How often the key of an answer that does not end is looked at again, milliseconds. */
  readonly recheckKeyMs: number
  /** Seconds of a clock that never goes back. */
  readonly seconds: () => number
}

/** A request and what it is answered with. */
export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

const procedureAddress = /^\/trpc\/(?<path>[\w.]{1,200})$/u
const downloadAddress = /^\/archives\/(?<archiveId>[\w-]{1,100})\/download$/u
const requestIdPattern = /^[\w-]{1,64}$/u
const clientLeft = 499

/** Answers one request. Never rejects. */
export async function handleRequest(handling: RequestHandling, exchange: Exchange): Promise<void> {
  const { request, response } = exchange
  const given = request.headers['x-request-id']
  const requestId = typeof given === 'string' && requestIdPattern.test(given) ? given : handling.newRequestId()
  const reportIncident = createIncidentReporter(() => requestId, handling.onIncident)
  const target = targetOf(request, handling.webApp)
  tellWhenAnswered(handling, { ...exchange, requestId, route: target.route })
  setCommonHeaders(response, requestId)
  try {
    handling.guardHost(request)
    if (target.probe !== undefined) {
      await sendProbe(target.probe, handling.readiness, exchange)
      return
    }
    if (target.webFile) {
      sendWebFile(target.webFile, exchange)
      return
    }
    if (target.isApiDocument) {
      sendApiDocument(exchange)
      return
    }
    const { name, role, caller } = await identify(handling, request)
    recheckKey(handling, exchange)
    const context: RequestContext = {
      core: handling.core.viewFor(caller),
      requestedBy: name,
      role,
      isLocal: false,
      reportIncident,
    }
    await answer(handling, { ...exchange, target }, context)
  } catch (error) {
    if (isClosedByClient(error, response)) return
    const report = (): string => reportIncident(error, request.url)
    if (response.headersSent) report()
    sendError(response, toArchivingError(getTRPCErrorFromUnknown(error), report))
  }
}

async function identify(
  { authenticator, clientAddress, failedAttempts, rate }: RequestHandling,
  request: IncomingMessage,
): Promise<Sender> {
  const address = clientAddress(request)
  failedAttempts.assertMayTry(address)
  try {
    const sender = await authenticator.identify(request)
    rate.take(sender.keyId)
    return sender
  } catch (error) {
    const isWrongKey = error instanceof ArchivingError && error.code === 'unauthenticated'
    if (isWrongKey && request.headers.authorization !== undefined) failedAttempts.count(address)
    throw error
  }
}

/** A stream of events that never ends would outlive its key: it is broken off once the key holds no more. */
function recheckKey({ authenticator, recheckKeyMs }: RequestHandling, { request, response }: Exchange): void {
  const timer = setInterval(() => {
    authenticator.identify(request).catch((error: unknown) => {
      // A database that is busy for a moment takes no key away.
      if (error instanceof ArchivingError && error.code === 'unauthenticated') response.destroy()
    })
  }, recheckKeyMs)
  timer.unref()
  response.once('close', () => clearInterval(timer))
}

/** What a request is about. */
interface Target {
  readonly route: Route
  readonly probe?: 'healthz' | 'readyz'
  readonly procedure?: string
  readonly archiveId?: string
  readonly archiveFile?: ArchiveFileAddress
  readonly isApiDocument?: true
  readonly webFile?: WebFile
}

function targetOf({ url, method }: IncomingMessage, webApp: WebApp | undefined): Target {
  const { pathname = '' } = URL.parse(url ?? '', 'http://localhost') ?? {}
  const reads = method === 'GET' || method === 'HEAD'
  if (reads && (pathname === '/healthz' || pathname === '/readyz')) {
    const probe = pathname === '/healthz' ? 'healthz' : 'readyz'
    return { route: { name: probe, isProbe: true }, probe }
  }
  if (reads && pathname === '/metrics') return { route: { name: 'metrics', isProbe: true } }
  if (reads && pathname === '/openapi.json') {
    return { route: { name: 'openapi', isProbe: false }, isApiDocument: true }
  }
  const procedure = procedureAddress.exec(pathname)?.groups?.['path']
  if (procedure !== undefined) {
    const isKnown = Object.hasOwn(appRouter._def.procedures, procedure)
    return { route: { name: isKnown ? procedure : 'unknown', isProbe: false }, procedure }
  }
  const archiveId = downloadAddress.exec(pathname)?.groups?.['archiveId']
  if (reads && archiveId !== undefined) return { route: { name: 'download', isProbe: false }, archiveId }
  const archiveFile = reads ? fileAddressOf(pathname) : undefined
  if (archiveFile) return { route: { name: 'file', isProbe: false }, archiveFile }
  const webFile = reads ? webApp?.find(pathname) : undefined
  if (webFile) return { route: { name: 'page', isProbe: false }, webFile }
  return { route: { name: 'unknown', isProbe: false } }
}

let apiDocument: string | undefined

/** What the server offers is no secret: whoever writes a client needs no key to read it. */
function sendApiDocument({ request, response }: Exchange): void {
  apiDocument ??= JSON.stringify(openApiDocument())
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
  response.end(request.method === 'HEAD' ? undefined : apiDocument)
}

/** Nothing but the web app, which has headers of its own, is a page: it may neither be framed nor load anything. */
function setCommonHeaders(response: ServerResponse, requestId: string): void {
  response.setHeader('x-request-id', requestId)
  response.setHeader('x-content-type-options', 'nosniff')
  response.setHeader('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
  response.setHeader('cross-origin-resource-policy', 'same-origin')
  response.setHeader('referrer-policy', 'no-referrer')
}

interface ToBeAnswered extends Exchange {
  readonly requestId: string
  readonly route: Route
}

function tellWhenAnswered(
  { onAnswered, seconds }: RequestHandling,
  { request, response, requestId, route }: ToBeAnswered,
): void {
  if (!onAnswered) return
  const began = seconds()
  response.once('close', () => {
    const status = response.headersSent ? response.statusCode : clientLeft
    onAnswered({ requestId, method: request.method ?? '', route, status, seconds: seconds() - began })
  })
}

function isClosedByClient(error: unknown, { destroyed }: ServerResponse): boolean {
  return destroyed && error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE'
}

async function answer(
  handling: RequestHandling,
  { request, response, target }: Exchange & { readonly target: Target },
  context: RequestContext,
): Promise<void> {
  const { procedure, archiveId, archiveFile, route } = target
  if (procedure !== undefined) {
    response.setHeader('cache-control', 'no-store')
    await nodeHTTPRequestHandler({
      router: appRouter,
      req: request,
      res: response,
      path: procedure,
      createContext: () => Promise.resolve(context),
      maxBodySize: handling.maximumBodyBytes,
      allowBatching: false,
    })
  } else if (archiveId !== undefined) {
    assertMay(context, 'look')
    await sendArchive(context.core.archives, archiveId, { request, response })
  } else if (archiveFile) {
    assertMay(context, 'look')
    await sendArchiveFile(context.core.archives, archiveFile, { request, response })
  } else if (route.name === 'metrics' && handling.readMetrics) {
    assertMay(context, 'audit')
    const { contentType, text } = await handling.readMetrics()
    response.writeHead(200, { 'content-type': contentType, 'cache-control': 'no-store' })
    response.end(request.method === 'HEAD' ? undefined : text)
  } else {
    throw new ArchivingError('not_found', 'The server has nothing at this address.')
  }
}
