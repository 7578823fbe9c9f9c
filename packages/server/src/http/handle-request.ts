import type { IncomingMessage, ServerResponse } from 'node:http'
import { ArchivingError, type Core } from '@muniment/core'
import { getTRPCErrorFromUnknown } from '@trpc/server'
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http'
import { toArchivingError } from '../errors/to-archiving-error.ts'
import { createIncidentReporter, type Incident, type RequestContext } from '../request-context.ts'
import { appRouter } from '../router.ts'
import type { Authenticator } from './authenticate.ts'
import { sendArchive } from './send-archive.ts'
import { sendError } from './send-error.ts'

/** What requests are handled with. */
export interface RequestHandling {
  readonly core: Core
  readonly authenticator: Authenticator
  /** @throws ArchivingError `forbidden`. */
  readonly guardHost: (request: IncomingMessage) => void
  readonly maximumBodyBytes: number
  readonly onIncident: ((incident: Incident) => void) | undefined
  readonly newRequestId: () => string
}

/** A request and what it is answered with. */
export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

const procedureAddress = /^\/trpc\/(?<path>[\w.]{1,200})$/u
const downloadAddress = /^\/archives\/(?<archiveId>[\w-]{1,100})\/download$/u
const requestIdPattern = /^[\w-]{1,64}$/u

/** Answers one request. Never rejects. */
export async function handleRequest(handling: RequestHandling, { request, response }: Exchange): Promise<void> {
  const given = request.headers['x-request-id']
  const requestId = typeof given === 'string' && requestIdPattern.test(given) ? given : handling.newRequestId()
  const reportIncident = createIncidentReporter(() => requestId, handling.onIncident)
  response.setHeader('x-request-id', requestId)
  response.setHeader('x-content-type-options', 'nosniff')
  try {
    handling.guardHost(request)
    const requestedBy = handling.authenticator.identify(request)
    const context: RequestContext = { core: handling.core, requestedBy, isLocal: false, reportIncident }
    await route(handling, { request, response }, context)
  } catch (error) {
    if (isClosedByClient(error, response)) return
    const report = (): string => reportIncident(error, request.url)
    if (response.headersSent) report()
    sendError(response, toArchivingError(getTRPCErrorFromUnknown(error), report))
  }
}

function isClosedByClient(error: unknown, { destroyed }: ServerResponse): boolean {
  return destroyed && error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE'
}

async function route(handling: RequestHandling, exchange: Exchange, context: RequestContext): Promise<void> {
  const { request, response } = exchange
  const { pathname = '' } = URL.parse(request.url ?? '', 'http://localhost') ?? {}
  const path = procedureAddress.exec(pathname)?.groups?.['path']
  const archiveId = downloadAddress.exec(pathname)?.groups?.['archiveId']
  if (path !== undefined) {
    response.setHeader('cache-control', 'no-store')
    await nodeHTTPRequestHandler({
      router: appRouter,
      req: request,
      res: response,
      path,
      createContext: () => Promise.resolve(context),
      maxBodySize: handling.maximumBodyBytes,
      allowBatching: false,
    })
  } else if (archiveId !== undefined && (request.method === 'GET' || request.method === 'HEAD')) {
    await sendArchive(handling.core.archives, archiveId, exchange)
  } else {
    throw new ArchivingError('not_found', 'The server has nothing at this address.')
  }
}
