import type { Block, Formula, ImageReference, Inline, OutcomeTone, ReportFile } from '../report-document.ts'
import type { HtmlElement } from './html-nodes.ts'

/** What {@link convertHtml} asks its caller. It fetches nothing and decides nothing about files itself. */
export interface ConversionContext {
  readonly words: ConversionWords
  /** What class names mean in the HTML of the system that made it. */
  readonly dialect: HtmlDialect
  /** The picture for an `img`, or undefined if it is not available; a placeholder is shown then. */
  image(request: ImageRequest): ImageReference | undefined
  /** A link, sound or film that points to a file; the file kept for it, or undefined. */
  file(request: FileRequest): ReportFile | undefined
  /** Told in a sentence what could not be shown as it was. */
  note(sentence: string): void
  /** Asked first about each element: lets a caller who knows the markup read it its own way. */
  interpret?(element: HtmlElement): Interpretation | undefined
  /** `keep` makes line breaks of the source's own; default: white space collapses, as in a browser. */
  readonly lineBreaks?: 'collapse' | 'keep'
  /** `leave-out` shows the text of links only. Default: `keep`. */
  readonly links?: 'keep' | 'leave-out'
}

/** What an element stands for, as told by {@link ConversionContext.interpret}. */
export type Interpretation =
  | { readonly kind: 'inlines'; readonly inlines: readonly Inline[] }
  | { readonly kind: 'blocks'; readonly blocks: readonly Block[] }
  | { readonly kind: 'children'; readonly interpret: (element: HtmlElement) => Interpretation | undefined }
  | { readonly kind: 'nothing' }

export interface ImageRequest {
  readonly address: string
  /** Size that the source asks for, in CSS pixels; undefined where it does not say. */
  readonly width: number | undefined
  readonly height: number | undefined
  /** Alternative text or title of the source; may be empty. */
  readonly alternative: string
}

export interface FileRequest {
  readonly address: string
  readonly kind: 'link' | 'audio' | 'video' | 'embedded'
  /** Text of the link or title of the medium; may be empty. */
  readonly label: string
}

/**
 * What the markup of one LMS means beyond HTML. Keeps the conversion itself independent of any.
 */
export interface HtmlDialect {
  /** Called with the text before it is parsed, to mend what the LMS writes wrongly. */
  prepare(html: string): string
  /** Whether an element is not shown to those who see. */
  isHidden(element: HtmlElement): boolean
  /** Whether formulas between delimiters are read in an element's text. */
  readsFormulas(element: HtmlElement): boolean
  /** The formula that an image is a picture of. */
  formulaOf(image: HtmlElement): Formula | undefined
  /** How something came out, if the element is an icon that says so. */
  outcomeOf(element: HtmlElement): { readonly tone: OutcomeTone; readonly label: string } | undefined
  /** How an answer field came out, by its class. */
  fieldTone(element: HtmlElement): OutcomeTone | undefined
  /** The text for an image that is part of the LMS's own design: empty for decoration. Undefined for real pictures. */
  iconText(image: HtmlElement): string | undefined
}

/** The report's own words in a conversion, in its language. */
export interface ConversionWords {
  readonly imageMissing: (alternative: string) => string
  readonly imageWithoutDescription: (fileName: string) => string
  readonly audio: string
  readonly video: string
  readonly embedded: string
  readonly drawing: string
  readonly structureBeyondBounds: string
  readonly tableTooLarge: string
  readonly outcomes: Readonly<Record<OutcomeTone, string>>
}

/** A dialect that knows HTML only. */
export const plainHtmlDialect: HtmlDialect = {
  prepare: (html) => html,
  isHidden: () => false,
  readsFormulas: () => false,
  formulaOf: () => undefined,
  outcomeOf: () => undefined,
  fieldTone: () => undefined,
  iconText: () => undefined,
}
