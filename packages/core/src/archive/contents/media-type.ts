/** How a file of a type of ours begins. What is not here begins in more than one way. */
const beginnings: Readonly<Record<string, RegExp>> = {
  'application/pdf': /^%PDF-/u,
  'application/gzip': /^\u001f\u008b/u,
  'text/html': /^(?:\u00ef\u00bb\u00bf)?\s*<(?:!doctype|!--|html|\?xml)/iu,
  'application/json': /^(?:\u00ef\u00bb\u00bf)?\s*[[{"\-\dtfn]/u,
}
const readLength = 256

/** What a file is not although it is recorded as such, in words; null if it can be what it is recorded as. */
export function mediaTypeConflict(mediaType: string, bytes: Uint8Array): string | null {
  const beginning = beginnings[mediaType]
  if (!beginning) return null
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, readLength)).toString('latin1')
  return beginning.test(start) ? null : `It is recorded as ${mediaType}, and it is something else.`
}
