/** What a text says as JSON, or undefined if it is none: for text of others, of which whoever reads it says what is wrong. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
