import { bodyPoints, formulaKey, type FormulaDrawing } from '../../documents/formula-drawings.ts'
import type { Formula } from '../../documents/report-document.ts'
import { lineWidthInEx, loadMathJax, type MathJaxConverter } from './math-jax.ts'

const longestSource = 8000
const cacheLimit = 2000
/** Height of an x at the body size of the template (Noto Sans): MathJax measures in these. */
const exPoints = bodyPoints * 0.5

/** Draws formulas. Loads the formula library at the first one, about 0.3 s, and remembers what it has drawn. */
export class FormulaRenderer {
  #converter: Promise<MathJaxConverter> | undefined
  readonly #drawn = new Map<string, FormulaDrawing | null>()

  /** The drawing, or null for a formula that the library does not understand: show its source instead. */
  async draw(formula: Formula, display: boolean): Promise<FormulaDrawing | null> {
    if (formula.source.trim() === '' || formula.source.length > longestSource) return null
    const key = formulaKey(formula, display)
    const known = this.#drawn.get(key)
    if (known !== undefined) return known
    this.#converter ??= loadMathJax()
    const drawn = await this.#drawFitting(await this.#converter, formula, display)
    if (this.#drawn.size >= cacheLimit) this.#drawn.clear()
    this.#drawn.set(key, drawn)
    return drawn
  }

  /** Only formulas on a line of their own are broken over lines: one in a line of text that is too wide becomes one. */
  async #drawFitting(convert: MathJaxConverter, formula: Formula, display: boolean): Promise<FormulaDrawing | null> {
    const drawn = readDrawing(await convert(formula, display))
    if (drawn === null || display || drawn.width <= lineWidthInEx * exPoints) return drawn
    return readDrawing(await convert(formula, true))
  }
}

function readDrawing(svg: string | null): FormulaDrawing | null {
  if (svg === null || /data-mml-node="merror"|data-mjx-error/u.test(svg)) return null
  // Characters that the formula fonts lack would be drawn as text in some typeface of the computer.
  if (svg.includes('<text')) return null
  const width = Number(/\bwidth="([\d.]+)ex"/u.exec(svg)?.[1]) * exPoints
  const height = Number(/\bheight="([\d.]+)ex"/u.exec(svg)?.[1]) * exPoints
  const shift = Number(/vertical-align:\s*(-?[\d.]+)(?:ex)?/u.exec(svg)?.[1] ?? 0) * exPoints
  if (!(width > 0) || !(height > 0)) return null
  const drawing = svg
    .replaceAll(/ (?:data-[\w-]+|focusable|role|aria-[\w-]+)="[^"]*"/gu, '')
    .replace(/ style="[^"]*vertical-align[^"]*"/u, '')
    .replace(/\bwidth="[\d.]+ex"/u, `width="${width}pt"`)
    .replace(/\bheight="[\d.]+ex"/u, `height="${height}pt"`)
  return { svg: drawing, width, height, depth: Math.max(0, -shift) }
}
