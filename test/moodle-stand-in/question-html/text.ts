/** Text as PHP's `s()` writes it. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

const formula = /\$\$[^$]+\$\$|\\\([^]*?\\\)/g

/** What Moodle's MathJax filter makes of HTML: formulas are marked and left unrendered, the whole gets a wrapper. */
export function filterFormulas(html: string): string {
  const marked = html.replaceAll(formula, (found) => `<span class="nolink">${found}</span>`)
  return marked === html ? html : `<span class="filter_mathjaxloader_equation">${marked}</span>`
}

/** HTML as plain text with line breaks, roughly as Moodle's `html_to_text` does for summaries of responses. */
export function htmlToText(html: string): string {
  return html
    .replaceAll(/<script[^]*?<\/script>/g, '')
    .replaceAll(/<h\d[^>]*>([^]*?)<\/h\d>/g, (_, heading: string) => `${heading.toUpperCase()}\n\n`)
    .replaceAll(/<strong>([^]*?)<\/strong>|<b>([^]*?)<\/b>/g, (_, strong?: string, bold?: string) =>
      (strong ?? bold ?? '').toUpperCase(),
    )
    .replaceAll(/<em>([^]*?)<\/em>/g, '_$1_')
    .replaceAll(/<li[^>]*>/g, '\t* ')
    .replaceAll(/<img[^>]*alt="([^"]*)"[^>]*>/g, '[$1]')
    .replaceAll(/<\/t[dh]>/g, '\t')
    .replaceAll(/<\/(?:p|ul|ol|pre|table)>/g, '\n\n')
    .replaceAll(/<\/(?:li|tr)>/g, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}

/** The same order for the same seed; different seeds give different orders. */
export function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const result = [...items]
  let state = (seed * 2_654_435_761) % 4_294_967_296
  for (let index = result.length - 1; index > 0; index--) {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    const other = Math.floor((state / 4_294_967_296) * (index + 1))
    const [kept, moved] = [result[index], result[other]]
    if (kept === undefined || moved === undefined) continue
    result[index] = moved
    result[other] = kept
  }
  return result
}

/** The theme's icon for a right, partly right or wrong answer, as Boost draws it. */
export function markIcon(kind: 'correct' | 'partiallycorrect' | 'incorrect'): string {
  const [shape, colour, title] = {
    correct: ['fa-regular fa-circle-check', 'text-success', 'Correct'],
    partiallycorrect: ['fa fa-circle-half-stroke', 'text-warning', 'Partially correct'],
    incorrect: ['fa-regular fa-circle-xmark', 'text-danger', 'Incorrect'],
  }[kind]
  return `<i class="icon ${shape} ${colour} fa-fw "  title="${title}" role="img" aria-label="${title}"></i>`
}

/** Marks with the two decimals of the quiz. */
export function formatMark(mark: number): string {
  return mark.toFixed(2)
}
