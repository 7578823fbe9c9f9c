import { MunimentError } from '../muniment-error.ts'
import { abortedError } from '../read-error.ts'
import type { Download } from './transport.ts'

/** What the headers of a download tell, and its content. */
export function openDownload(response: Response, signal: AbortSignal | undefined): Download {
  const { headers, body } = response
  const sizeBytes = Number(headers.get('content-length') ?? Number.NaN)
  const sha256 = /^"([0-9a-f]{64})"$/u.exec(headers.get('etag') ?? '')?.[1]
  if (!body || sha256 === undefined || !Number.isSafeInteger(sizeBytes)) {
    throw new MunimentError('answer_invalid', 'What answered is not the archive of a Muniment server.')
  }
  const fileName = readFileName(headers.get('content-disposition') ?? '') ?? 'archive.zip'
  return { fileName, sizeBytes, sha256, content: readWhole(body, sizeBytes, signal) }
}

/** RFC 6266: `filename*` of RFC 8187 goes before `filename`. */
function readFileName(disposition: string): string | undefined {
  const encoded = /filename\*=UTF-8''([^;]+)/iu.exec(disposition)?.[1]
  if (encoded !== undefined) return decodeURIComponent(encoded.trim())
  return /filename="([^"]*)"/iu.exec(disposition)?.[1]
}

async function* readWhole(
  body: ReadableStream<Uint8Array>,
  sizeBytes: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  const reader = body.getReader()
  let received = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      received += value.length
      yield value
    }
  } catch (error) {
    if (signal?.aborted) throw abortedError(signal)
    throw notWhole(error)
  } finally {
    // Giving up what is left of a broken stream has nothing to tell.
    reader.cancel().catch(() => undefined)
  }
  if (received !== sizeBytes) throw notWhole()
}

function notWhole(cause?: unknown): MunimentError {
  const message = 'The connection to the Muniment server broke before the archive was whole. Download it again.'
  return new MunimentError('connection_failed', message, { retry: 'later', cause })
}
