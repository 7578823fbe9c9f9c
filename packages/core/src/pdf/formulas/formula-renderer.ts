import type { Formula } from '../../documents/report-document.ts'
import { loadMathJax, type MathJaxConverter } from './math-jax.ts'

/** A formula as a vector drawing. Lengths in points, at the size of the body text. */
export interface DrawnFormula {
  readonly svg: Buffer
  readonly width: number
  readonly height: number
  /** How far it hangs below the line of writing. */
  readonly depth: number
}

const longestSource = 8000
const cacheLimit = 2000
/** Height of an x at the body size of the template (9.5 pt, Noto Sans): MathJax measures in these. */
const exPoints = 9.5 * 0.5
const ink = '#1b2228'

/** Draws formulas. Loads the formula library at the first one, about 0.3 s, and remembers what it has drawn. */
export class FormulaRenderer {
  #converter: Promise<MathJaxConverter> | undefined
  readonly #drawn = new Map<string, DrawnFormula | null>()

  /** The drawing, or null for a formula that the library does not understand: show its source instead. */
  async draw(formula: Formula, display: boolean): Promise<DrawnFormula | null> {
    if (formula.source.trim() === '' || formula.source.length > longestSource) return null
    const key = `${formula.notation} ${display} ${formula.source}`
    const known = this.#drawn.get(key)
    if (known !== undefined) return known
    this.#converter ??= loadMathJax()
    const drawn = readDrawing(await (await this.#converter)(formula, display))
    if (this.#drawn.size >= cacheLimit) this.#drawn.clear()
    this.#drawn.set(key, drawn)
    return drawn
  }
}

/** What a reader of the formula hears and a search finds: its TeX, or the letters of its MathML. */
export function formulaAlternative(formula: Formula): string {
  if (formula.notation === 'tex') return formula.source.trim() || 'formula'
  const tex = /<annotation[^>]*encoding\s*=\s*["']application\/x-tex["'][^>]*>([\s\S]*?)<\/annotation>/iu.exec(
    formula.source,
  )
  const markup = tex?.[1] ?? formula.source.replaceAll(/<annotation[\s\S]*?<\/annotation(?:-xml)?>/giu, '')
  const words = markup
    .replaceAll(/<[^>]*>/gu, ' ')
    .replaceAll(/&(?:lt|#60);/gu, '<')
    .replaceAll(/&(?:gt|#62);/gu, '>')
    .replaceAll('&amp;', '&')
  return words.replaceAll(/\s+/gu, ' ').trim() || 'formula'
}

function readDrawing(svg: string | null): DrawnFormula | null {
  if (svg === null || /data-mml-node="merror"|data-mjx-error/u.test(svg)) return null
  // Characters that the formula fonts lack would be drawn as text in some typeface of the computer.
  if (svg.includes('<text')) return null
  const width = Number(/\bwidth="([\d.]+)ex"/u.exec(svg)?.[1]) * exPoints
  const height = Number(/\bheight="([\d.]+)ex"/u.exec(svg)?.[1]) * exPoints
  const shift = Number(/vertical-align:\s*(-?[\d.]+)(?:ex)?/u.exec(svg)?.[1] ?? 0) * exPoints
  if (!(width > 0) || !(height > 0)) return null
  const drawing = svg
    .replaceAll(/ (?:data-[\w-]+|focusable|role|aria-[\w-]+)="[^"]*"/gu, '')
    .replaceAll('currentColor', ink)
    .replace(/ style="[^"]*vertical-align[^"]*"/u, '')
    .replace(/\bwidth="[\d.]+ex"/u, `width="${width}pt"`)
    .replace(/\bheight="[\d.]+ex"/u, `height="${height}pt"`)
  return { svg: Buffer.from(drawing), width, height, depth: Math.max(0, -shift) }
}
