import { ArchivingError } from '@muniment/core'
import type { Incident } from '../request-context.ts'
import type { AnsweredRequest } from './answered-request.ts'

export interface HttpServerOptions {
  /** Address to bind to. Default: `127.0.0.1`, reached from this computer only. */
  readonly host?: string
  /** Default: 0, any free one. */
  readonly port?: number
  /** Keys that may call, at least 16 characters each. At least one, unless {@link allowUnauthenticated}. */
  readonly apiKeys?: readonly (string | ApiKey)[]
  /** Lets anyone call who reaches the server; only while it is bound to this computer. Default: false. */
  readonly allowUnauthenticated?: boolean
  /**
   * Names by which a server bound to this computer may be addressed besides `localhost`, as behind a reverse proxy.
   * Others are refused, so that no web page can reach it under a name of its own.
   */
  readonly allowedHosts?: readonly string[]
  /** Largest body of a request. Default: 1 MiB. */
  readonly maximumBodyBytes?: number
  /** How long a client may take for the headers of a request. Default: 10 s. */
  readonly headersTimeoutMs?: number
  /** How long a client may take for a whole request. Default: 30 s. */
  readonly requestTimeoutMs?: number
  /** How long closing waits for requests that are being answered. Default: 5 s. */
  readonly drainMs?: number
  /** Receives errors whose inner message clients do not see. Default: nowhere. */
  readonly onIncident?: (incident: Incident) => void
  /** Told of each request once it is answered, for logs and figures. Default: nowhere. */
  readonly onAnswered?: (request: AnsweredRequest) => void
  /** Makes what `/metrics` answers to who has a key. Default: nothing is there. */
  readonly readMetrics?: () => Promise<MetricsText>
  /** Makes ids of requests, which also name incidents. Default: random. */
  readonly newRequestId?: () => string
}

/** Figures in the words of whoever collects them. */
export interface MetricsText {
  readonly contentType: string
  readonly text: string
}

export interface ApiKey {
  /** Kept with tasks as who asked for them. */
  readonly name: string
  readonly key: string
}

const minimumKeyLength = 16
/** What can be sent as a bearer token. */
const sendableKey = /^[\x21-\x7e]{1,512}$/u
const loopbackAddress = /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/iu

/** Whether a host name or address is that of this computer, reached from it only. */
export function isLoopback(host: string): boolean {
  return loopbackAddress.test(host)
}

/**
 * The keys, each with a name.
 *
 * @throws ArchivingError `input_invalid` if anyone could call from another computer, or a key is easy to guess.
 */
export function readApiKeys(options: HttpServerOptions, host: string): readonly ApiKey[] {
  const keys = (options.apiKeys ?? []).map((key) => (typeof key === 'string' ? { name: 'API key', key } : key))
  if (keys.some(({ key }) => key.length < minimumKeyLength)) {
    throw refuse('apiKeys', `An API key needs at least ${minimumKeyLength} characters.`)
  }
  if (keys.some(({ key }) => !sendableKey.test(key))) {
    throw refuse(
      'apiKeys',
      'An API key is made of letters, digits and signs without blanks, 512 at most: nothing else can be sent.',
    )
  }
  if (keys.length > 0) return keys
  if (options.allowUnauthenticated !== true) {
    throw refuse('apiKeys', 'The server needs an API key, or must be told to do without one.')
  }
  if (isLoopback(host)) return keys
  throw refuse('allowUnauthenticated', `A server that others reach at ${host} needs an API key.`)
}

const refuse = (field: string, message: string): ArchivingError =>
  new ArchivingError('input_invalid', message, { details: { field } })
