import { createReadStream } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'

const chunkBytes = 256 * 1024

/** The bytes of a file, read as a stream. @throws a system error if it cannot be read. */
export async function* readFileBytes(path: string): AsyncGenerator<Uint8Array> {
  yield* bytesOf(createReadStream(path, { highWaterMark: chunkBytes }))
}

/** The bytes of an open file, which is closed at the end. @throws a system error if it cannot be read. */
export async function* readHandleBytes(handle: FileHandle): AsyncGenerator<Uint8Array> {
  yield* bytesOf(handle.createReadStream({ highWaterMark: chunkBytes }))
}

async function* bytesOf(stream: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('A file stream gave something other than bytes.')
    yield chunk
  }
}
