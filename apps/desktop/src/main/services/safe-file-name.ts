/** A name from an archive as a suggestion for a new file: what a student wrote must not lead to another folder. */
export function safeFileName(name: string): string {
  const safe = name.replaceAll(/[<>:"/\\|?*\p{Cc}\p{Bidi_Control}]/gu, '_').replace(/^[. ]+|[. ]+$/gu, '')
  return safe === '' ? 'file' : safe.slice(0, 200)
}
