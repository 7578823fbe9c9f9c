import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ArchivingError, type ArchiveService } from '@muniment/core'
import { attachmentNamed, inlineNamed } from './content-disposition.ts'

/** What browsers show without running anything; all else is saved, whatever it is called. */
const shown: ReadonlySet<string> = new Set([
  'application/pdf',
  'image/gif',
  'image/jpeg',
  'image/png',
  'image/webp',
  'text/plain',
])

/** A file within an archive, as the address names it. */
export interface ArchiveFileAddress {
  readonly archiveId: string
  /** From the archive's folder, decoded. */
  readonly filePath: string
}

const pattern = /^\/archives\/(?<archiveId>[\w-]{1,100})\/files\/(?<encoded>.{1,6000})$/u

/** What `/archives/<id>/files/<path>` names; undefined for another address. */
export function fileAddressOf(pathname: string): ArchiveFileAddress | undefined {
  const { archiveId, encoded } = pattern.exec(pathname)?.groups ?? {}
  if (archiveId === undefined || encoded === undefined) return undefined
  try {
    return { archiveId, filePath: encoded.split('/').map(decodeURIComponent).join('/') }
  } catch (error) {
    // Not UTF-8: nothing is called so.
    if (error instanceof URIError) return undefined
    throw error
  }
}

/**
 * Answers `GET` and `HEAD` of a file within an archive. What students wrote is shown as what it is or saved, never as a
 * page of this server: it runs nothing, loads nothing and belongs to no origin.
 *
 * @throws ArchivingError `not_found`, `manifest_invalid` before anything was sent; afterwards a file that cannot be
 *   unpacked breaks the connection off, so that the client sees it.
 */
export async function sendArchiveFile(
  archives: ArchiveService,
  { archiveId, filePath }: ArchiveFileAddress,
  { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse },
): Promise<void> {
  const { mediaType, sizeBytes, content } = await archives.openFile(archiveId, filePath)
  const fileName = filePath.slice(filePath.lastIndexOf('/') + 1)
  const isShown = shown.has(mediaType)
  const chunks = content[Symbol.asyncIterator]()
  try {
    // The first bytes are read before the answer begins, so that a damaged file can still be told.
    const beginning = await chunks.next()
    response.setHeader('content-security-policy', "sandbox; default-src 'none'; frame-ancestors 'none'")
    response.setHeader('content-disposition', isShown ? inlineNamed(fileName) : attachmentNamed(fileName))
    response.setHeader('content-type', mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : mediaType)
    response.setHeader('content-length', sizeBytes)
    response.setHeader('cache-control', 'private, no-store')
    if (request.method === 'HEAD') response.end()
    else await pipeline(Readable.from(whole(beginning, chunks, sizeBytes), { objectMode: false }), response)
  } finally {
    await chunks.return?.()
  }
}

async function* whole(
  beginning: IteratorResult<Uint8Array>,
  rest: AsyncIterator<Uint8Array>,
  sizeBytes: number,
): AsyncGenerator<Uint8Array> {
  let sent = 0
  for (let next = beginning; !next.done; next = await rest.next()) {
    sent += next.value.byteLength
    yield next.value
  }
  if (sent !== sizeBytes) throw new ArchivingError('manifest_invalid', 'The file in the archive is damaged.')
}
