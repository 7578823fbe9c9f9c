import type { CallOptions } from './call-options.ts'
import type { MunimentApi } from './generated/api.ts'
import type { AdditionalFile } from './generated/types.ts'
import { MunimentError } from './muniment-error.ts'

/** A file to add to a task. */
export interface FileToAdd {
  /** What it is called. */
  readonly name: string
  /** What there is to say of it; it stands in the archive. */
  readonly note?: string
  /** A `File` or `Blob`, bytes, or a stream of them such as `createReadStream(path)`. */
  readonly content: Blob | Uint8Array | AsyncIterable<Uint8Array>
}

const chunkBytes = 512 * 1024
const tries = 4
const firstPauseMs = 500

/**
 * Sends a file chunk by chunk, never holding more than one. A chunk whose answer was lost is sent again, unless the server
 * has it already.
 */
export async function addFile(
  api: Pick<MunimentApi, 'uploads'>,
  taskId: string,
  { name, note, content }: FileToAdd,
  { signal }: CallOptions = {},
): Promise<AdditionalFile> {
  const options = signal ? { signal } : {}
  const { uploadId } = await api.uploads.begin({ taskId, name, ...(note !== undefined && { note }) }, options)
  try {
    let offset = 0
    for await (const chunk of inChunks(content)) {
      await appendPatiently(api, { uploadId, offset, chunk }, options)
      offset += chunk.byteLength
    }
    const sizeBytes = offset
    // Safe to ask twice: the server answers with the same file.
    return await patiently(() => api.uploads.finish({ taskId, uploadId, sizeBytes }, options), signal)
  } catch (error) {
    // Forgotten by itself after a day, should the server not be there.
    await api.uploads.discard({ uploadId }).catch(() => undefined)
    throw error
  }
}

interface Chunk {
  readonly uploadId: string
  readonly offset: number
  readonly chunk: Uint8Array
}

async function appendPatiently(
  api: Pick<MunimentApi, 'uploads'>,
  { uploadId, offset, chunk }: Chunk,
  options: CallOptions,
): Promise<void> {
  let tried = 0
  await patiently(async () => {
    tried += 1
    // After a lost answer the chunk may be there.
    if (tried > 1 && (await api.uploads.get({ uploadId }, options)).offset === offset + chunk.byteLength) return
    await api.uploads.append({ uploadId, offset, content: toBase64(chunk) }, options)
  }, options.signal)
}

async function patiently<Result>(attempt: () => Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  for (let tried = 1; ; tried++) {
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof MunimentError) || error.retry !== 'later' || tried >= tries || signal?.aborted) throw error
      await new Promise((resolve) => setTimeout(resolve, error.retryAfterMs ?? firstPauseMs * 2 ** (tried - 1)))
    }
  }
}

/** The content in chunks of the size that the server takes; only the last one is smaller. */
async function* inChunks(content: FileToAdd['content']): AsyncGenerator<Uint8Array> {
  let waiting = new Uint8Array(chunkBytes)
  let filled = 0
  for await (const piece of toPieces(content)) {
    for (let start = 0; start < piece.byteLength;) {
      const part = piece.subarray(start, start + chunkBytes - filled)
      waiting.set(part, filled)
      filled += part.byteLength
      start += part.byteLength
      if (filled < chunkBytes) continue
      yield waiting
      waiting = new Uint8Array(chunkBytes)
      filled = 0
    }
  }
  if (filled > 0) yield waiting.subarray(0, filled)
}

async function* toPieces(content: FileToAdd['content']): AsyncGenerator<Uint8Array> {
  if (content instanceof Uint8Array) yield content
  else if (!(content instanceof Blob)) yield* content
  else {
    for (let start = 0; start < content.size; start += chunkBytes) {
      yield new Uint8Array(await content.slice(start, start + chunkBytes).arrayBuffer())
    }
  }
}

const argumentLimit = 8 * 1024

/** Base64, with what browsers and Node both have. */
function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (let start = 0; start < bytes.byteLength; start += argumentLimit) {
    binary += String.fromCharCode(...bytes.subarray(start, start + argumentLimit))
  }
  return btoa(binary)
}
