import type { CallOptions } from './call-options.ts'
import type { MunimentApi } from './generated/api.ts'
import type { ArchiveFilePart } from './generated/types.ts'
import { MunimentError } from './muniment-error.ts'

/** Which file of which archive. */
export interface ArchiveFileToOpen {
  readonly archiveId: string
  /** From the archive's folder: `data/index.html`. */
  readonly path: string
}

/** A file within an archive, unpacked while it is read. */
export interface OpenedArchiveFile {
  readonly path: string
  readonly sizeBytes: number
  /** By the extension of the name. What students handed in may be anything. */
  readonly mediaType: string
  /** Read it once, to its end. */
  readonly content: AsyncIterable<Uint8Array>
}

/** Opens a file within an archive and reads it part by part. */
export async function openArchiveFile(
  api: Pick<MunimentApi, 'archives'>,
  file: ArchiveFileToOpen,
  options: CallOptions = {},
): Promise<OpenedArchiveFile> {
  const first = await api.archives.readFile(file, options)
  const { path, sizeBytes, mediaType } = first
  return { path, sizeBytes, mediaType, content: readParts(api, { file, first, options }) }
}

interface Reading {
  readonly file: ArchiveFileToOpen
  readonly first: ArchiveFilePart
  readonly options: CallOptions
}

async function* readParts(
  api: Pick<MunimentApi, 'archives'>,
  { file, first, options }: Reading,
): AsyncGenerator<Uint8Array> {
  let part = first
  for (;;) {
    yield fromBase64(part.content)
    const { nextOffset } = part
    if (nextOffset === null) return
    part = await api.archives.readFile({ ...file, offset: nextOffset }, options)
    if (part.offset === nextOffset && part.sizeBytes === first.sizeBytes) continue
    throw new MunimentError('answer_invalid', 'The server sent another part of the file than was asked for.')
  }
}

/** In browsers and in Node alike. */
function fromBase64(content: string): Uint8Array {
  const binary = atob(content)
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}
