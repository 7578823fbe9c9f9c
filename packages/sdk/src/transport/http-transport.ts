import { deserialize, serialize, type SuperJSONResult } from 'superjson'
import { MunimentError } from '../muniment-error.ts'
import { abortedError, isRecord, readError } from '../read-error.ts'
import { openDownload } from './open-download.ts'
import { readServerSentEvents } from './server-sent-events.ts'
import type { Transport } from './transport.ts'

/** What does the work of the global `fetch`. */
export type Fetch = (address: string, init: RequestInit) => Promise<Response>

/** How a server is reached by HTTP. */
export interface HttpTransportOptions {
  /** Address of the server. */
  readonly url: string
  readonly apiKey?: string
  readonly fetch: Fetch
}

/** Statuses of gateways and of servers that are starting or stopping: the next try can go well. */
const passingStatuses = new Set([429, 502, 503, 504])

/** Calls a server by HTTP, in the protocol of tRPC with superjson: one request a call. */
export function createHttpTransport(options: HttpTransportOptions): Transport {
  const base = options.url.replace(/\/+$/u, '')
  const send = (path: string, init: RequestInit) => request(`${base}${path}`, init, options)
  return {
    async call(type, path, input, signal) {
      const response = await send(procedureAddress(type, path, input), {
        method: type === 'query' ? 'GET' : 'POST',
        ...(type === 'mutation' && input !== undefined && { body: JSON.stringify(serialize(input)) }),
        headers: { 'content-type': 'application/json' },
        ...(signal && { signal }),
      })
      return await readAnswer(response, signal)
    },

    async *subscribe(path, input, { signal, onOpen }) {
      const response = await send(procedureAddress('query', path, input), {
        headers: { accept: 'text/event-stream' },
        signal,
      })
      if (response.headers.get('content-type')?.startsWith('text/event-stream') !== true || !response.body) {
        await readAnswer(response, signal)
        throw notMuniment(response)
      }
      onOpen()
      yield* readServerSentEvents(response.body, (text) => deserialize(JSON.parse(text)), signal)
    },

    async download(archiveId, signal) {
      const init = signal ? { signal } : {}
      const response = await send(`/archives/${encodeURIComponent(archiveId)}/download`, init)
      if (!response.ok) await readAnswer(response, signal)
      return openDownload(response, signal)
    },
  }
}

function procedureAddress(type: 'query' | 'mutation', path: string, input: unknown): string {
  if (type === 'mutation' || input === undefined) return `/trpc/${path}`
  return `/trpc/${path}?input=${encodeURIComponent(JSON.stringify(serialize(input)))}`
}

async function request(address: string, init: RequestInit, options: HttpTransportOptions): Promise<Response> {
  const headers = new Headers(init.headers)
  if (options.apiKey !== undefined) headers.set('authorization', `Bearer ${options.apiKey}`)
  try {
    return await options.fetch(address, { ...init, headers })
  } catch (error) {
    if (init.signal?.aborted) throw abortedError(init.signal)
    const message = `The Muniment server cannot be reached at ${options.url}. Check the address, and whether it runs.`
    throw new MunimentError('connection_failed', message, { retry: 'later', cause: error })
  }
}

/** @throws MunimentError if the answer is an error, or not one of a Muniment server. */
async function readAnswer(response: Response, signal: AbortSignal | undefined): Promise<unknown> {
  const answer = await readJson(response, signal)
  if (isRecord(answer) && isRecord(answer['error'])) throw readError(readValue(answer['error'], response))
  if (!response.ok || !isRecord(answer) || !isRecord(answer['result'])) throw notMuniment(response)
  return readValue(answer['result']['data'], response)
}

async function readJson(response: Response, signal: AbortSignal | undefined): Promise<unknown> {
  let text: string
  try {
    text = await response.text()
  } catch (error) {
    if (signal?.aborted) throw abortedError(signal)
    const message = 'The connection to the Muniment server broke.'
    throw new MunimentError('connection_failed', message, { retry: 'later', cause: error })
  }
  try {
    return JSON.parse(text)
  } catch (error) {
    throw notMuniment(response, error)
  }
}

function readValue(sent: unknown, response: Response): unknown {
  if (isSuperjson(sent)) return deserialize(sent)
  throw notMuniment(response)
}

const isSuperjson = (sent: unknown): sent is SuperJSONResult => isRecord(sent) && ('json' in sent || 'meta' in sent)

function notMuniment({ status, url }: Response, cause?: unknown): MunimentError {
  if (passingStatuses.has(status)) {
    const message = `The Muniment server is not available just now (HTTP status ${status}). Try again later.`
    return new MunimentError('connection_failed', message, { retry: 'later', details: { status }, cause })
  }
  const message = `What answered at ${url.split('?', 1)[0] ?? url} (HTTP status ${status}) is not a Muniment server that this client understands.`
  return new MunimentError('answer_invalid', message, { details: { status }, cause })
}
