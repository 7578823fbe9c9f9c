import { randomUUID } from 'node:crypto'
import { ArchivingError, localCaller, type Core } from '@muniment/core'
import { callTRPCProcedure, getTRPCErrorFromUnknown, isTrackedEnvelope } from '@trpc/server'
import { formatError, toErrorShape } from '../errors/error-shape.ts'
import { createIncidentReporter, type Incident, type RequestContext } from '../request-context.ts'
import { appRouter } from '../router.ts'
import { Demand } from './demand.ts'
import type { PortRequest, PortResponse } from './messages.ts'
import type { Port } from './port.ts'
import { readPortRequest } from './read-port-request.ts'

export interface ServeMessagePortOptions {
  /** Who is at the other end; kept with the tasks it makes. Default: `this computer`. */
  readonly requestedBy?: string
  /** Receives errors whose inner message clients do not see. Default: nowhere. */
  readonly onIncident?: (incident: Incident) => void
  /** Makes names for incidents. Default: random. */
  readonly newIncidentId?: () => string
}

type Start = Exclude<PortRequest, { readonly method: 'more' | 'stop' }>

/**
 * Serves the router over a message port, to a program on this computer. Requests that the client stops, and all when
 * the port closes, are aborted.
 *
 * @returns a handle that stops serving, closes the port and waits until what ran has ended.
 */
export function serveMessagePort(port: Port, core: Core, options: ServeMessagePortOptions = {}): AsyncDisposable {
  const { requestedBy = 'this computer', onIncident, newIncidentId = randomUUID } = options
  const reportIncident = createIncidentReporter(newIncidentId, onIncident)
  const view = core.viewFor(localCaller)
  const server = new PortServer(port, { core: view, requestedBy, role: 'operator', isLocal: true, reportIncident })
  port.listen(
    (message) => server.receive(message),
    () => server.abortAll(),
  )
  return {
    async [Symbol.asyncDispose]() {
      port.close()
      await server.stop()
    },
  }
}

interface Running {
  readonly abort: AbortController
  readonly demand: Demand
  readonly ended: Promise<void>
}

class PortServer {
  readonly #port: Port
  readonly #context: RequestContext
  readonly #running = new Map<number, Running>()

  constructor(port: Port, context: RequestContext) {
    this.#port = port
    this.#context = context
  }

  receive(message: unknown): void {
    const read = readPortRequest(message)
    if (!read.request) {
      if (read.id !== undefined) this.#refuse(read.id)
      return
    }
    const { request } = read
    const { id, method } = request
    if (method === 'more') this.#running.get(id)?.demand.add()
    else if (method === 'stop') this.#running.get(id)?.abort.abort()
    else if (!this.#running.has(id)) this.#start(request)
  }

  abortAll(): void {
    for (const { abort } of this.#running.values()) abort.abort()
  }

  async stop(): Promise<void> {
    this.abortAll()
    await Promise.all([...this.#running.values()].map(({ ended }) => ended))
  }

  #refuse(id: number): void {
    const { message, data } = toErrorShape(
      new ArchivingError('input_invalid', 'The request is not one of this server.'),
    )
    this.#port.post({ id, kind: 'error', error: { message, data } } satisfies PortResponse)
  }

  #start(request: Start): void {
    const abort = new AbortController()
    const demand = new Demand(abort.signal)
    const ended = this.#answer(request, demand, abort.signal).finally(() => this.#running.delete(request.id))
    this.#running.set(request.id, { abort, demand, ended })
  }

  async #answer(request: Start, demand: Demand, signal: AbortSignal): Promise<void> {
    const { id, method } = request
    const send = (response: PortResponse): void => {
      if (!signal.aborted) this.#port.post(response)
    }
    try {
      if (method === 'query' || method === 'mutation') {
        send({ id, kind: 'data', data: await this.#call(request, signal) })
        return
      }
      const stream = method === 'download' ? this.#download(request) : this.#subscribe(request, signal)
      const iterator = stream[Symbol.asyncIterator]()
      try {
        while (await demand.take()) {
          const next = await iterator.next()
          send(next.done ? { id, kind: 'end' } : next.value)
          if (next.done) return
        }
      } finally {
        await iterator.return?.()
      }
    } catch (thrown) {
      const path = method === 'download' ? 'archives.download' : request.path
      if (!signal.aborted) send({ id, kind: 'error', error: this.#describe(thrown, path) })
    }
  }

  #call(request: Extract<Start, { readonly path: string }>, signal: AbortSignal): Promise<unknown> {
    const { method: type, path, input } = request
    const getRawInput = () => Promise.resolve(input)
    return callTRPCProcedure({ router: appRouter, type, path, ctx: this.#context, signal, getRawInput, batchIndex: 0 })
  }

  async *#subscribe(
    request: Extract<Start, { readonly path: string }>,
    signal: AbortSignal,
  ): AsyncGenerator<PortResponse, void> {
    const { id } = request
    const events = await this.#call(request, signal)
    if (!isAsyncIterable(events)) throw new TypeError(`${request.path} gave no stream.`)
    for await (const event of events) {
      if (!isTrackedEnvelope(event)) throw new TypeError(`${request.path} gave an event without an id.`)
      const [eventId, data] = event
      yield { id, kind: 'event', eventId, data }
    }
  }

  async *#download(request: Extract<Start, { readonly method: 'download' }>): AsyncGenerator<PortResponse, void> {
    const { id, archiveId, range } = request
    for await (const data of this.#context.core.archives.open(archiveId, range)) yield { id, kind: 'chunk', data }
  }

  #describe(thrown: unknown, path: string) {
    const { message, data } = formatError({ error: getTRPCErrorFromUnknown(thrown), path, ctx: this.#context })
    return { message, data }
  }
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value
}
