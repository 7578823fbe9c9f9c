import { bodyPoints, formulaWords, type FormulaDrawing } from '../formula-drawings.ts'
import { cleanMathml } from '../html/mathml.ts'
import type { Formula } from '../report-document.ts'
import { escapeHtml } from './escape-html.ts'
import type { HtmlRendering } from './html-rendering.ts'
import { writeDrawing } from './write-drawing.ts'

/**
 * MathML as it is, for the browser to set. TeX as it was drawn for the pages, with its source upon it unseen: it is
 * found by a search, copied, and read by a screen reader. What could not be drawn is shown as its source.
 */
export function renderFormula(formula: Formula, display: boolean, rendering: HtmlRendering): string {
  const mathml = formula.notation === 'mathml' ? cleanMathml(formula.source) : ''
  if (mathml !== '') return display ? `<div class="formula display">${mathml}</div>` : mathml
  const drawing = rendering.drawingOf(formula, display)
  const drawn = drawing ? renderDrawing(drawing, display) : undefined
  if (drawn === undefined) {
    if (drawing === null) rendering.note(rendering.words.formulaNotDrawn)
    return `<code class="formula${display ? ' display' : ''}" dir="ltr">${escapeHtml(formula.source)}</code>`
  }
  const tag = display ? 'div' : 'span'
  const source = `<span class="source">${escapeHtml(formulaWords(formula))}</span>`
  return `<${tag} class="formula${display ? ' display' : ''}" dir="ltr"><span class="drawn">${drawn}${source}</span></${tag}>`
}

function renderDrawing({ svg, width, depth }: FormulaDrawing, display: boolean): string | undefined {
  const written = writeDrawing(svg)
  if (!written) return undefined
  const shape = `width:${em(width)}em${display ? '' : `;vertical-align:${em(-depth)}em`}`
  return `<svg viewBox="${escapeHtml(written.viewBox)}" style="${shape}" fill="currentColor" aria-hidden="true">${written.content}</svg>`
}

/** Points at the size of the body text as multiples of the size of any text. */
function em(points: number): number {
  return Math.round((points / bodyPoints) * 1000) / 1000 || 0
}
