import { createReadStream } from 'node:fs'

const chunkBytes = 256 * 1024

/** The bytes of a file, read as a stream. @throws a system error if it cannot be read. */
export async function* readFileBytes(path: string): AsyncGenerator<Uint8Array> {
  for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes })) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('A file stream gave something other than bytes.')
    yield chunk
  }
}
