import { Agent, ProxyAgent, request } from 'undici'
import { ArchivingError, systemErrorCode } from '../../errors/index.ts'
import { anyAddress, type AddressGuard } from '../../network/address-guard.ts'

/** What an authority may take. */
export interface AuthorityLimits {
  /** For connecting, answering and sending the answer. */
  readonly timeoutMs?: number
  /** Address of a proxy, such as `http://proxy.example.edu:3128`. */
  readonly proxyUrl?: string
  /** What may be connected to; the proxy, which the operator names, always. Default: anything. */
  readonly addressGuard?: AddressGuard
}

const defaultTimeoutMs = 30_000
/** An answer has some certificates and a signature: a few kilobytes. */
const longestAnswerBytes = 256 * 1024

/**
 * Sends a query to an authority by HTTP (RFC 3161, section 3.4) and gives its answer, unread. Redirects are not followed.
 *
 * @throws ArchivingError `timestamp_failed`, `timed_out`; `forbidden` for an address that is not allowed.
 */
export async function sendQuery(
  authority: string,
  query: Uint8Array,
  {
    signal,
    timeoutMs = defaultTimeoutMs,
    proxyUrl,
    addressGuard = anyAddress,
  }: AuthorityLimits & { readonly signal: AbortSignal },
): Promise<Uint8Array> {
  const { host, hostname } = new URL(authority)
  addressGuard.assertHost(hostname)
  const timeout = AbortSignal.timeout(timeoutMs)
  const { lookup } = addressGuard
  const dispatcher = proxyUrl === undefined ? new Agent({ connect: { lookup } }) : new ProxyAgent(proxyUrl)
  try {
    const answer = await request(authority, {
      dispatcher,
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
      body: query,
      signal: AbortSignal.any([signal, timeout]),
    })
    if (answer.statusCode !== 200) {
      answer.body.on('error', () => undefined).destroy()
      throw failed(host, `it answered with the status ${answer.statusCode}.`)
    }
    return await readBounded(answer.body, host)
  } catch (error) {
    if (error instanceof ArchivingError) throw error
    if (timeout.aborted && !signal.aborted) {
      const message = `No timestamp from ${host}: it did not answer within ${Math.round(timeoutMs / 1_000)} seconds. Ask again later.`
      throw new ArchivingError('timed_out', message, { cause: error })
    }
    throw failed(host, `it cannot be reached (${systemErrorCode(error) ?? 'no connection'}).`, error)
  } finally {
    await dispatcher.destroy()
  }
}

async function readBounded(body: AsyncIterable<Uint8Array>, host: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.byteLength
    if (size > longestAnswerBytes) throw failed(host, 'its answer is too long.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function failed(host: string, reason: string, cause?: unknown): ArchivingError {
  return new ArchivingError('timestamp_failed', `No timestamp from ${host}: ${reason} Ask again later.`, { cause })
}
