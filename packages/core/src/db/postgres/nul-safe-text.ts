/** A character that nobody uses: of those that Unicode leaves to private agreement. */
const mark = '\uE000'

/**
 * Writes text in a way that PostgreSQL takes: it has no NUL, which a title that a person gave can hold.
 * {@link fromNulSafe} gives the text back.
 */
export function toNulSafe(text: string): string {
  return text.replaceAll(mark, `${mark}1`).replaceAll('\0', `${mark}0`)
}

/** Undoes {@link toNulSafe}. */
export function fromNulSafe(text: string): string {
  if (!text.includes(mark)) return text
  return text.replaceAll(`${mark}0`, '\0').replaceAll(`${mark}1`, mark)
}
