import type { FormulaDrawing } from '../formula-drawings.ts'
import type { Formula, ImageReference } from '../report-document.ts'
import type { ReportHtmlWords } from './report-html-words.ts'

/** What all parts of the HTML copy need. */
export interface HtmlRendering {
  readonly words: ReportHtmlWords
  /** `data:` address of a picture, or undefined if the report has no such asset that browsers show. */
  addressOf(image: ImageReference): string | undefined
  /** How a formula was drawn; null if it could not be, undefined if nobody tried. */
  drawingOf(formula: Formula, display: boolean): FormulaDrawing | null | undefined
  /** The level from 1 to 6 at which a heading of a part stands on the page, so that none is skipped. */
  headingLevel(level: number): number
  /** Told in a sentence what is not shown as it should be; printed at the end. */
  note(sentence: string): void
}
