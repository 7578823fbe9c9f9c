import { mediaTypeOf } from './answer-text.ts'
import type { HttpAnswer } from './http-transport.ts'

/** What the heads of an answer tell about the file in it. */
export interface FileHeads {
  readonly fileName: string | undefined
  readonly mediaType: string
  /** Of the whole file, also where the answer holds the rest of it; null if it is not told. */
  readonly sizeBytes: number | null
  readonly sha1: string | null
  /** The strong ETag as it came, by which a part of this very version can be asked for; null if there is none. */
  readonly version: string | null
  /** How the content is packed (`gzip`), in lower case; null if it comes as it is. */
  readonly packing: string | null
  /** Position in the file of the first byte that comes; null if what comes does not reach to its end. */
  readonly startsAt: number | null
}

/** An answer with a file, and what it was asked for. */
export interface FileAnswer extends Pick<HttpAnswer, 'head' | 'status'> {
  /**
   * Whether its ETag is the SHA-1 of the content, as it is for files of activities (Moodle's `contenthash`). That of a
   * picture of the theme looks the same, and is the SHA-1 of its name.
   */
  readonly etagIsHash: boolean
}

export function readFileHeads({ etagIsHash, ...answer }: FileAnswer): FileHeads {
  const packing = readPacking(answer.head('content-encoding'))
  const etag = answer.head('etag') ?? ''
  // A web server that packs an answer makes its ETag weak, or writes the packing into it; the content is the same.
  const hash = etagIsHash ? /^(?:W\/)?"([0-9a-f]{40})(?:-gzip)?"$/i.exec(etag)?.[1] : undefined
  const part = answer.status === 206 ? readContentRange(answer.head('content-range')) : undefined
  const length = answer.status === 206 ? part?.total : answer.head('content-length')
  return {
    fileName: readFileName(answer.head('content-disposition') ?? ''),
    mediaType: mediaTypeOf(answer) || 'application/octet-stream',
    sizeBytes: length !== undefined && /^\d{1,15}$/.test(length) && packing === null ? Number(length) : null,
    sha1: hash?.toLowerCase() ?? null,
    version: /^"[^"]+"$/.test(etag) ? etag : null,
    packing,
    startsAt: answer.status === 200 ? 0 : (part?.startsAt ?? null),
  }
}

function readPacking(encoding: string | undefined): string | null {
  const packing = encoding?.trim().toLowerCase() ?? ''
  return packing === '' || packing === 'identity' ? null : packing.replace(/^x-gzip$/, 'gzip')
}

/** `Content-Range: bytes 4000-9999/10000`, if it reaches to the end of the file. */
function readContentRange(
  range: string | undefined,
): { readonly startsAt: number; readonly total: string } | undefined {
  const { start, end, total } =
    /^bytes (?<start>\d{1,15})-(?<end>\d{1,15})\/(?<total>\d{1,15})$/i.exec(range ?? '')?.groups ?? {}
  if (start === undefined || total === undefined || Number(end) !== Number(total) - 1) return undefined
  return { startsAt: Number(start), total }
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
