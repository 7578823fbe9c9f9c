/** How a file of a type of ours begins. What is not here begins in more than one way. */
const beginnings: Readonly<Record<string, (start: string) => boolean>> = {
  'application/pdf': (start) => start.startsWith('%PDF-'),
  'application/gzip': (start) => start.startsWith('\u001F\u008B'),
  'text/html': (start) => /^(?:\u00ef\u00bb\u00bf)?\s*<(?:!doctype|!--|html|\?xml)/iu.test(start),
  'application/json': (start) => /^(?:\u00ef\u00bb\u00bf)?\s*[[{"\-\dtfn]/u.test(start),
}
const readLength = 256

/** What a file is not although it is recorded as such, in words; null if it can be what it is recorded as. */
export function mediaTypeConflict(mediaType: string, bytes: Uint8Array): string | null {
  const beginning = beginnings[mediaType]
  if (!beginning) return null
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, readLength)).toString('latin1')
  return beginning(start) ? null : `It is recorded as ${mediaType}, and it is something else.`
}
