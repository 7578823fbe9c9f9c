import type { ImageReference } from '../report-document.ts'
import type { ReportHtmlWords } from './report-html-words.ts'

/** What all parts of the HTML copy need. */
export interface HtmlRendering {
  readonly words: ReportHtmlWords
  /** `data:` address of a picture, or undefined if the report has no such asset. */
  addressOf(image: ImageReference): string | undefined
}
