import { createHash } from 'node:crypto'

/** A file of a site in memory. */
export interface SampleFile {
  readonly sizeBytes: number
  /** Of the whole content, in hex. */
  readonly sha256: string
  /** The content, made while it is read: a large file is never in memory. */
  open(): AsyncIterable<Uint8Array>
}

const chunkBytes = 64 * 1024

/** A file whose content follows from its seed and size. */
export function sampleFile(seed: string, sizeBytes: number): SampleFile {
  const hash = createHash('sha256')
  for (const chunk of chunksOf(seed, sizeBytes)) hash.update(chunk)
  return {
    sizeBytes,
    sha256: hash.digest('hex'),
    async *open() {
      yield* chunksOf(seed, sizeBytes)
    },
  }
}

function* chunksOf(seed: string, sizeBytes: number): Generator<Uint8Array> {
  let left = sizeBytes
  for (let number = 0; left > 0; number++) {
    const line = Buffer.from(`${seed} ${number}\n`)
    const chunk = Buffer.alloc(Math.min(chunkBytes, left), line)
    left -= chunk.byteLength
    yield chunk
  }
}
