/** Text of a list in UTF-8. @throws SyntaxError for bytes that are not UTF-8. */
export async function* decodeText(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  try {
    for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true })
    yield decoder.decode()
  } catch (error) {
    if (error instanceof TypeError) throw new SyntaxError('This is not UTF-8.', { cause: error })
    throw error
  }
}

/**
 * The lines of a text, each of which ends with a line feed.
 *
 * @throws SyntaxError for bytes that are not UTF-8, a line of more than `longest` UTF-16 units, a last line without end.
 */
export async function* readLines(bytes: AsyncIterable<Uint8Array>, longest: number): AsyncGenerator<string> {
  let rest = ''
  for await (const text of decodeText(bytes)) {
    // Only what is new is searched: a line of many megabytes takes no longer than as many short ones.
    const [first = '', ...others] = text.split('\n')
    rest += first
    for (const next of others) {
      if (rest.length > longest) break
      yield rest
      rest = next
    }
    if (rest.length > longest) throw new SyntaxError('A line is too long.')
  }
  if (rest !== '') throw new SyntaxError('The last line is cut off.')
}

/** A text as a whole. @throws SyntaxError if it is not UTF-8, or longer than `longest` UTF-16 units. */
export async function readText(bytes: AsyncIterable<Uint8Array>, longest: number): Promise<string> {
  let whole = ''
  for await (const text of decodeText(bytes)) {
    whole += text
    if (whole.length > longest) throw new SyntaxError('The text is too long.')
  }
  return whole
}
