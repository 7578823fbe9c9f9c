import { createHash } from 'node:crypto'

/**
 * The comment of a sealed zip: a hash over every byte before it, headers and padding included, which neither the zip's
 * own check sums nor the bag's manifests cover. So a change of any one byte of the file is found. It is plain text of
 * fixed length, at the very end of the file: `head --bytes=-<length>` and `sha256sum` check it.
 */
const beforeHash = 'Muniment archive. SHA-256 of all bytes before this comment: '
const hashLength = 64

/** Length in bytes of every seal comment. */
export const sealCommentBytes = beforeHash.length + hashLength

/** What the comment is until the hash is known. */
export const sealCommentPlaceholder = beforeHash + '0'.repeat(hashLength)

/**
 * Passes a zip through that ends with {@link sealCommentPlaceholder}, and puts the real hash at its end.
 *
 * @param onWhole told the hash of all bytes, the comment's too, just before the last ones come: large files need not be
 *   hashed twice for the sake of the last 124 bytes
 */
export async function* withSealComment(
  zip: AsyncIterable<Uint8Array>,
  onWhole: (sha256: string) => void = () => undefined,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  let held: Uint8Array = new Uint8Array()
  for await (const chunk of zip) {
    // Large chunks pass as they are: only what may be the comment is copied.
    const parts = chunk.length < sealCommentBytes ? [Buffer.concat([held, chunk])] : [held, chunk]
    const last = parts.pop() ?? chunk
    const keepFrom = Math.max(0, last.length - sealCommentBytes)
    for (const ready of [...parts, last.subarray(0, keepFrom)]) {
      if (ready.length === 0) continue
      hash.update(ready)
      yield ready
    }
    held = Buffer.from(last.subarray(keepFrom))
  }
  const whole = hash.copy()
  const comment = Buffer.from(beforeHash + hash.digest('hex'))
  onWhole(whole.update(comment).digest('hex'))
  yield comment
}

/** The hash that a seal comment states, or null if `comment` is none. */
export function parseSealComment(comment: Uint8Array): string | null {
  const text = Buffer.from(comment).toString('latin1')
  if (!text.startsWith(beforeHash)) return null
  return /^[0-9a-f]{64}$/u.exec(text.slice(beforeHash.length))?.[0] ?? null
}
