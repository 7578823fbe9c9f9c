import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'

/** SHA-256 of a file in hex, read as a stream. @throws a system error if it cannot be read. */
export async function hashFile(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, signal && { signal })) hash.update(chunk)
  return hash.digest('hex')
}
