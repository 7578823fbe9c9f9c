import { mediaTypeOf } from './answer-text.ts'
import type { HttpAnswer } from './http-transport.ts'

/** What the heads of an answer tell about the file in it. */
export interface FileHeads {
  readonly fileName: string | undefined
  readonly mediaType: string
  readonly sizeBytes: number | null
  readonly sha1: string | null
}

export function readFileHeads(answer: Pick<HttpAnswer, 'head'>): FileHeads {
  const isEncoded = answer.head('content-encoding') !== undefined
  const length = answer.head('content-length')
  const etag = /^(?:W\/)?"([0-9a-f]{40})"$/i.exec(answer.head('etag') ?? '')?.[1]
  return {
    fileName: readFileName(answer.head('content-disposition') ?? ''),
    mediaType: mediaTypeOf(answer) || 'application/octet-stream',
    sizeBytes: length !== undefined && /^\d+$/.test(length) && !isEncoded ? Number(length) : null,
    // Moodle's ETag is the SHA-1 of the content (its `contenthash`).
    sha1: etag === undefined || isEncoded ? null : etag.toLowerCase(),
  }
}

/**
 * Whether an answer with a good status holds a file. Moodle's errors come with status 200 too, as JSON without a
 * `Content-Disposition`; a student's own JSON file has one. Pictures of the theme have none, but their type.
 */
export function holdsFile(answer: Pick<HttpAnswer, 'head' | 'status'>): boolean {
  if (answer.status !== 200 && answer.status !== 206) return false
  return answer.head('content-disposition') !== undefined || mediaTypeOf(answer).startsWith('image/')
}

/** The file name in a `Content-Disposition` head: `filename*` (RFC 8187), or `filename` as raw UTF-8, as Moodle writes it. */
function readFileName(disposition: string): string | undefined {
  const extended = /filename\*\s*=\s*UTF-8''([^;\s]+)/i.exec(disposition)?.[1]
  if (extended !== undefined) return decodeOrKeep(extended)
  const quoted = /filename\s*=\s*"((?:[^"\\]|\\.)*)"/i.exec(disposition)?.[1]
  const plain = quoted?.replaceAll(/\\(.)/g, '$1') ?? /filename\s*=\s*([^;\s]+)/i.exec(disposition)?.[1]
  if (plain === undefined || plain === '') return undefined
  // Heads arrive as Latin-1; the bytes are UTF-8.
  const bytes = Buffer.from(plain, 'latin1')
  const text = bytes.toString('utf8')
  return text.includes('\uFFFD') ? plain : text
}

function decodeOrKeep(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
