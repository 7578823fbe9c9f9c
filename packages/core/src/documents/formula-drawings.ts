import type { Formula } from './report-document.ts'

/** Size of the body text that formulas are drawn for, in points. */
export const bodyPoints = 9.5

/** A formula as a vector drawing. Lengths in points, at {@link bodyPoints}. */
export interface FormulaDrawing {
  /** Source of an SVG that is drawn in `currentColor`. */
  readonly svg: string
  readonly width: number
  readonly height: number
  /** How far it hangs below the line of writing. */
  readonly depth: number
}

/** The drawings of a report's formulas by {@link formulaKey}; null for one that could not be drawn. */
export type FormulaDrawings = ReadonlyMap<string, FormulaDrawing | null>

/** Key of {@link FormulaDrawings}. A formula on a line of its own (`display`) is drawn larger. */
export function formulaKey(formula: Formula, display: boolean): string {
  return `${formula.notation} ${display} ${formula.source}`
}

/** What a reader of the formula hears and a search finds: its TeX, or the letters of its MathML. */
export function formulaWords(formula: Formula): string {
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
