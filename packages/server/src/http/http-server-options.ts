import { ArchivingError, type AccessRole } from '@muniment/core'
import type { Incident } from '../request-context.ts'
import type { AnsweredRequest } from './answered-request.ts'

export interface HttpServerOptions {
  /** Address to bind to. Default: `127.0.0.1`, reached from this computer only. */
  readonly host?: string
  /** Default: 0, any free one. */
  readonly port?: number
  /**
   * Keys that may call besides those that are kept (`core.access`), at least 16 characters each. Without any key the
   * server does not open, unless {@link allowUnauthenticated}.
   */
  readonly apiKeys?: readonly (string | ApiKey)[]
  /** Lets anyone call who reaches the server; only while it is bound to this computer. Default: false. */
  readonly allowUnauthenticated?: boolean
  /**
   * Names by which a server bound to this computer may be addressed besides `localhost`, as behind a reverse proxy.
   * Others are refused, so that no web page can reach it under a name of its own.
   */
  readonly allowedHosts?: readonly string[]
  /** Addresses or networks (`10.0.0.0/8`) of proxies whose `X-Forwarded-For` is believed. Default: none. */
  readonly trustedProxies?: readonly string[]
  /** How many requests one key may send in a minute, evenly or in bursts of ten seconds' worth. Default: 6,000. */
  readonly requestsPerMinute?: number
  /** After how many wrong keys in a minute an address must wait. Default: 10. */
  readonly wrongKeysPerMinute?: number
  /** How often the key of a stream of events is looked at again, which ends with it. Default: 30 s. */
  readonly recheckKeyMs?: number
  /** Serves by HTTPS: a certificate with its chain and its private key, both PEM. */
  readonly tls?: { readonly certificate: string; readonly key: string }
  /** Largest body of a request. Default: 1 MiB. */
  readonly maximumBodyBytes?: number
  /** How long a client may take for the headers of a request. Default: 10 s. */
  readonly headersTimeoutMs?: number
  /** How long a client may take for a whole request. Default: 30 s. */
  readonly requestTimeoutMs?: number
  /** How long closing waits for requests that are being answered. Default: 5 s. */
  readonly drainMs?: number
  /** Folder of the built web app, for people with a browser. Default: there is none. */
  readonly webAppFolder?: string
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
  /** What its holder may do. Default: `operator`, everything. */
  readonly role?: AccessRole
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
 * The keys that a server is started with, each with a name.
 *
 * @param hasKeptKey whether there are others
 * @throws ArchivingError `input_invalid` if anyone could call from another computer, or a key is easy to guess.
 */
export function readApiKeys(options: HttpServerOptions, host: string, hasKeptKey: boolean): readonly ApiKey[] {
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
  if (keys.length > 0 || (hasKeptKey && options.allowUnauthenticated !== true)) return keys
  if (options.allowUnauthenticated !== true) {
    throw refuse('apiKeys', 'The server needs an API key, or must be told to do without one.')
  }
  if (isLoopback(host)) return keys
  throw refuse('allowUnauthenticated', `A server that others reach at ${host} needs an API key.`)
}

const refuse = (field: string, message: string): ArchivingError =>
  new ArchivingError('input_invalid', message, { details: { field } })
