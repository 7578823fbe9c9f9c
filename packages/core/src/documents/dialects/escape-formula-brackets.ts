const opening = '<span class="nolink">'
const closing = '</span>'
const longestFormula = 20_000

const delimiters: Readonly<Record<string, string>> = {
  [String.raw`\(`]: String.raw`\)`,
  [String.raw`\[`]: String.raw`\]`,
  $$: '$$',
}

/**
 * Moodle's MathJax filter wraps formulas in `<span class="nolink">` but leaves `<` in them as it is, so that
 * `\(x<y\)` would start an element and swallow what follows. Writes `&lt;` for it, in linear time.
 */
export function escapeFormulaBrackets(html: string): string {
  const parts: string[] = []
  let position = 0
  for (let start = html.indexOf(opening); start !== -1; start = html.indexOf(opening, position)) {
    const from = start + opening.length
    parts.push(html.slice(position, from))
    const end = endOfFormula(html, from)
    parts.push(html.slice(from, end).replaceAll('<', '&lt;'))
    position = end
  }
  parts.push(html.slice(position))
  return parts.join('')
}

/** Where the formula that starts at `from` ends; `from` itself if there is none that fills the whole span. */
function endOfFormula(html: string, from: number): number {
  const close = delimiters[html.slice(from, from + 2)]
  if (close === undefined) return from
  const rest = html.slice(from, from + longestFormula)
  const end = rest.indexOf(close + closing, 2)
  if (end === -1 || rest.slice(0, end).includes(opening)) return from
  return from + end + close.length
}
