/** A table of words with a header row; heads and rows are HTML already. */
export function tableOf(heads: readonly string[], rows: readonly string[]): string {
  const head = heads.map((word) => `<th scope="col">${word}</th>`).join('')
  return `<div class="scroll"><table class="dense"><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`
}
