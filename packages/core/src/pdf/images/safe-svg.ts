/** An SVG as it may be drawn, and whether something was taken out. */
export interface SafeSvg {
  readonly svg: string
  readonly changed: boolean
}

const outsideReference =
  /\b(?:xlink:)?href\s*=\s*(?:"\s*(?!#|data:image\/(?:png|jpe?g|gif|webp)[;,])[^"]*"|'\s*(?!#|data:image\/(?:png|jpe?g|gif|webp)[;,])[^']*')/giu
const outsideUrl = /url\(\s*(?!["']?\s*#)[^)]*\)/giu
const styleImport = /@import[^;]*;?/giu
const documentType = /<!DOCTYPE[^[>]*(?:\[[\s\S]*?\])?\s*>/giu
const fontFamily = /\bfont-family\s*(?:=\s*(?:"[^"]*"|'[^']*')|:[^;"'<>}]*)/giu
const fontShorthand = /(^|[;"'{\s])font\s*:[^;"'<>}]*/giu

/**
 * Takes every way out of an SVG: addresses outside it, imports, entities. Typefaces are replaced by ours, since a
 * computer's own would make the report look different elsewhere.
 *
 * @param family name of the typeface for its texts
 */
export function makeSvgSafe(source: string, family: string): SafeSvg {
  let changed = false
  const removed = (): string => {
    changed = true
    return ''
  }
  const safe = source
    .replaceAll(documentType, '')
    .replaceAll(outsideReference, removed)
    .replaceAll(styleImport, removed)
    .replaceAll(outsideUrl, () => {
      changed = true
      return 'none'
    })
  const svg = safe
    .replaceAll(fontFamily, (found) => (found.includes('=') ? `font-family="${family}"` : `font-family: ${family}`))
    .replaceAll(fontShorthand, (_found, before: string) => `${before}font-family: ${family}`)
    .replace(/<svg\b/u, `<svg font-family="${family}"`)
  return { svg: withoutDoubledAttribute(svg), changed }
}

/** The root may have named a typeface already; an attribute may stand only once. */
function withoutDoubledAttribute(svg: string): string {
  return svg.replace(/<svg\b[^>]*>/u, (root) => {
    let seen = false
    return root.replaceAll(/\s+font-family="[^"]*"/gu, (attribute) => {
      if (seen) return ''
      seen = true
      return attribute
    })
  })
}
