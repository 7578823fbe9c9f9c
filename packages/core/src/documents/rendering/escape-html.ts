/**
 * Text for use between tags and in quoted attributes. NUL and lone surrogates, which HTML cannot hold, are shown; so are
 * the characters that would make the words behind them read backwards, as in the PDF.
 */
export function escapeHtml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll('\0', '\uFFFD')
    .replaceAll('\u202D', '⟦U+202D⟧')
    .replaceAll('\u202E', '⟦U+202E⟧')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

/** ` name="value"`, or nothing where there is no value. */
export function attribute(name: string, value: string | number | undefined): string {
  return value === undefined || value === '' ? '' : ` ${name}="${escapeHtml(String(value))}"`
}

/** A relative path as an address: every part encoded, so that it cannot leave its folder or name a scheme. */
export function pathAddress(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.' && part !== '..')
  return `./${parts.map((part) => encodeURIComponent(part.toWellFormed())).join('/')}`
}
