/** `Content-Disposition` of a download (RFC 6266), the name in full (RFC 8187) and in ASCII for old clients. */
export const attachmentNamed = (fileName: string): string => named('attachment', fileName)

/** The same of what a browser shows, which may still be saved. */
export const inlineNamed = (fileName: string): string => named('inline', fileName)

function named(disposition: 'attachment' | 'inline', fileName: string): string {
  const ascii = fileName
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\x20-\x7e]|["%\\]/gu, '_')
  return `${disposition}; filename="${ascii}"; filename*=UTF-8''${encodeExtended(fileName)}`
}

/** RFC 8187 allows fewer characters than `encodeURIComponent` leaves. Half a surrogate pair cannot be encoded at all. */
function encodeExtended(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll(
    /['()*]/gu,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
