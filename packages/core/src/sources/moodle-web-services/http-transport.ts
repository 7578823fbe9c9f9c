import { rootCertificates } from 'node:tls'
import { Agent, ProxyAgent, request, type Dispatcher } from 'undici'
import { ArchivingError } from '../../errors/index.ts'
import { anyAddress, type AddressGuard } from '../../network/address-guard.ts'
import { answerLimits, type AnswerKind } from './answer-limits.ts'
import { defaultTimeouts, type HttpOptions } from './moodle-options.ts'
import { timedOut, toNetworkError } from './network-errors.ts'
import { PaceWatch } from './pace-watch.ts'
import { realSurroundings } from './request-patience.ts'
import { abortedError } from './request-limiter.ts'

/** One request. Redirects are never followed, so nothing in it can reach another site. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST'
  readonly url: URL
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** What the answer holds: how long it may take. */
  readonly expects: AnswerKind
  readonly signal: AbortSignal
}

/** An answer whose body has not been read yet: read it or discard it. */
export interface HttpAnswer {
  readonly status: number
  /** A head by its name in lower case; of several the first. */
  head(name: string): string | undefined
  /** The body as it came over the wire. Ends with an {@link ArchivingError} if it breaks off, or comes too slowly. */
  readonly body: AsyncIterable<Uint8Array>
  discard(): Promise<void>
}

/** The only way to a site: connections, certificates, proxy and time-outs. */
export interface HttpTransport extends AsyncDisposable {
  /** @throws `source_unavailable`, `timed_out`, `aborted`; `forbidden` for an address that is not allowed. */
  send(request: HttpRequest): Promise<HttpAnswer>
}

export function createHttpTransport(options: HttpOptions): HttpTransport {
  const { addressGuard = anyAddress } = options
  const dispatcher = createDispatcher(options, addressGuard)
  const { connectMs, firstByteMs } = { ...defaultTimeouts, ...options.timeouts }
  // Interim answers (103) make the client wait anew each time: a site may not go on with them for ever.
  const headMs = connectMs + firstByteMs
  const surroundings = options.surroundings ?? realSurroundings
  const now = (): number => surroundings.now()
  return {
    async send({ method, url, headers, body, expects, signal }) {
      if (signal.aborted) throw abortedError(signal)
      // Redirects are not followed by the client, so this is what it connects to, or lets the proxy connect to.
      addressGuard.assertHost(url.hostname)
      const late = new AbortController()
      const timer = setTimeout(() => late.abort(), headMs)
      try {
        const answer = await request(url, {
          method,
          dispatcher,
          signal: AbortSignal.any([signal, late.signal]),
          body: body ?? null,
          headers: { 'user-agent': options.userAgent, ...headers },
        })
        const pace = new PaceWatch({ host: url.host, wholeMs: answerLimits[expects].wholeMs, now })
        return toHttpAnswer(answer, { url, signal, pace })
      } catch (error) {
        throw late.signal.aborted && !signal.aborted ? timedOut(url.host) : toTransportError(error, url, signal)
      } finally {
        clearTimeout(timer)
      }
    },
    async [Symbol.asyncDispose]() {
      await dispatcher.destroy()
    },
  }
}

function createDispatcher(options: HttpOptions, addressGuard: AddressGuard): Dispatcher {
  const timeouts = { ...defaultTimeouts, ...options.timeouts }
  const tls = {
    timeout: timeouts.connectMs,
    lookup: addressGuard.lookup,
    rejectUnauthorized: options.acceptAnyCertificate !== true,
    ...(options.certificateAuthorityPem !== undefined && {
      ca: [...rootCertificates, options.certificateAuthorityPem],
    }),
  }
  const limits = { headersTimeout: timeouts.firstByteMs, bodyTimeout: timeouts.idleMs }
  if (options.proxyUrl === undefined) return new Agent({ ...limits, connect: tls })
  const proxy = proxyAddress(options.proxyUrl)
  addressGuard.assertHost(proxy.hostname)
  return new ProxyAgent({
    ...limits,
    uri: proxy.href,
    connect: tls,
    requestTls: tls,
    proxyTls: tls,
  })
}

function proxyAddress(address: string): URL {
  const url = URL.parse(address)
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url
  throw new ArchivingError(
    'input_invalid',
    'The address of the proxy is not valid. It looks like http://proxy.example:8080.',
  )
}

/** What an answer belongs to. */
interface Exchange {
  readonly url: URL
  readonly signal: AbortSignal
  readonly pace: PaceWatch
}

function toHttpAnswer(answer: Dispatcher.ResponseData, exchange: Exchange): HttpAnswer {
  return {
    status: answer.statusCode,
    head(name) {
      const value = answer.headers[name]
      return Array.isArray(value) ? value[0] : value
    },
    body: readBody(answer, exchange),
    async discard() {
      answer.body.on('error', () => undefined)
      answer.body.destroy()
      await Promise.resolve()
    },
  }
}

async function* readBody(
  answer: Dispatcher.ResponseData,
  { url, signal, pace }: Exchange,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    pace.waits()
    for await (const chunk of answer.body) {
      if (!(chunk instanceof Uint8Array)) throw new TypeError('A body must consist of bytes.')
      pace.came(chunk.byteLength)
      yield chunk
      pace.waits()
    }
  } catch (error) {
    throw toTransportError(error, url, signal)
  }
}

function toTransportError(error: unknown, url: URL, signal: AbortSignal): ArchivingError {
  return signal.aborted ? abortedError(signal) : toNetworkError(error, url.host)
}
