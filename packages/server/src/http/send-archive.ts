import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ArchivingError, type ArchiveRecord, type ArchiveService, type ByteRange } from '@muniment/core'
import { parseRange } from './byte-range.ts'
import { attachmentNamed } from './content-disposition.ts'

/**
 * Answers `GET` and `HEAD` of an archive's file: whole, or the one part asked for (RFC 9110, section 14). The entity
 * tag is the SHA-256 of the zip.
 *
 * @throws ArchivingError `not_found` before anything was sent; afterwards a file that is not what the catalogue says
 *   breaks the connection off, so that the client sees it.
 */
export async function sendArchive(
  archives: ArchiveService,
  archiveId: string,
  { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse },
): Promise<void> {
  const record = await archives.get(archiveId)
  const entityTag = `"${record.sha256}"`
  describe(response, record, entityTag)
  if (matches(request.headers['if-none-match'], entityTag)) {
    response.writeHead(304).end()
    return
  }
  const range = askedRange(request, entityTag, record.sizeBytes)
  if (range === 'unsatisfiable') {
    response.writeHead(416, { 'content-range': `bytes */${record.sizeBytes}` }).end()
    return
  }
  const part = range ?? { first: 0, last: record.sizeBytes - 1 }
  const content = archives.open(archiveId, part)[Symbol.asyncIterator]()
  try {
    // The first bytes are read before the answer begins, so that a missing file can still be told.
    const beginning = await content.next()
    response.statusCode = range ? 206 : 200
    if (range) response.setHeader('content-range', `bytes ${part.first}-${part.last}/${record.sizeBytes}`)
    response.setHeader('content-length', part.last - part.first + 1)
    response.setHeader('content-type', 'application/zip')
    if (request.method === 'HEAD') response.end()
    else await pipeline(Readable.from(wholePart(beginning, content, part), { objectMode: false }), response)
  } finally {
    await content.return?.()
  }
}

function describe(response: ServerResponse, { fileName, sealedAt, sha256 }: ArchiveRecord, entityTag: string): void {
  response.setHeader('accept-ranges', 'bytes')
  response.setHeader('etag', entityTag)
  response.setHeader('repr-digest', `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`)
  response.setHeader('last-modified', sealedAt.toUTCString())
  response.setHeader('content-disposition', attachmentNamed(fileName))
  response.setHeader('cache-control', 'private, no-cache')
}

function askedRange(
  { headers }: IncomingMessage,
  entityTag: string,
  sizeBytes: number,
): ByteRange | 'unsatisfiable' | undefined {
  const condition = headers['if-range']
  return condition === undefined || condition === entityTag ? parseRange(headers.range, sizeBytes) : undefined
}

function matches(header: string | undefined, entityTag: string): boolean {
  return (
    header !== undefined && header.split(',').some((tag) => [entityTag, `W/${entityTag}`, '*'].includes(tag.trim()))
  )
}

async function* wholePart(
  beginning: IteratorResult<Uint8Array>,
  rest: AsyncIterator<Uint8Array>,
  { first, last }: ByteRange,
): AsyncGenerator<Uint8Array> {
  let missing = last - first + 1
  for (let next = beginning; !next.done; next = await rest.next()) {
    missing -= next.value.byteLength
    if (missing < 0) break
    yield next.value
  }
  if (missing !== 0)
    throw new ArchivingError('storage_failed', 'The file of the archive is not as long as it was sealed.')
}
