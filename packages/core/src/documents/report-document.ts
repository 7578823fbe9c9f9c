/**
 * The report document: a small closed tree in which a driver says what a report shows. From this one tree come the
 * PDF, the HTML copy, the plain text and the JSON inside the PDF. It is plain JSON data; it holds no markup, no script,
 * no style sheet and no address that is fetched, so nothing that a student wrote can act.
 *
 * Texts are kept exactly as they were (never normalised). What a typeface cannot show is the renderer's business.
 */
export interface ReportDocument {
  /** Version of this format. */
  readonly format: 1
  /** What the report is of, such as `Midterm · Łukasz Żółciński · attempt 2`. */
  readonly title: string
  /** Context under the title, such as `HIST101 World history · moodle.example`. */
  readonly subtitle: string
  /** Language of the report's own words, BCP 47: `en` or `de`. */
  readonly language: string
  /** Whose work it is, for the metadata of a file. */
  readonly author: string
  readonly keywords: readonly string[]
  /** The moment that the file's metadata carry, ISO 8601 in UTC; from the data, so that a report is reproducible. */
  readonly date: string
  /** Set large and light behind each page, such as `Copy`; nothing of the content. Empty or absent for none. */
  readonly watermark?: string
  /** Foot of each page: who, what, which attempt. */
  readonly footer: { readonly left: string; readonly right: string }
  /** The facts at the head: student, id number, state, grade … in the order shown. */
  readonly facts: readonly ReportFact[]
  /** The body, in order. */
  readonly sections: readonly ReportSection[]
  /** What a reader must know about this report itself: what was missing, replaced or not understood. */
  readonly notes: readonly string[]
}

export interface ReportFact {
  readonly label: string
  readonly value: readonly Inline[]
  /** Stands out: the grade, the state. */
  readonly emphasis?: boolean
}

/** One question, post, criterion … with its number in the margin and an entry in the outline. */
export interface ReportSection {
  /** Where the source began a new page with this section: what to call it, such as `Page 2`. Shown quietly before it. */
  readonly startsPage?: string
  /** Shown in the margin: `7`, `2b`, `i`; empty for none. */
  readonly number: string
  readonly heading: string
  /** How it came out, as word and icon. */
  readonly outcome?: { readonly tone: OutcomeTone; readonly label: string }
  /** Right-aligned, such as `4.30 / 10.00`. */
  readonly mark?: string
  /** Small words beside the heading, such as `flagged`. */
  readonly labels?: readonly string[]
  readonly parts: readonly ReportPart[]
}

/** What an outcome means; shown by icon and word, never by colour alone. */
export type OutcomeTone = 'correct' | 'partial' | 'incorrect' | 'unanswered' | 'pending' | 'neutral'

/** The role of a part decides how it is set apart on the page, and whether a setting leaves it out. */
export type ReportPartRole =
  | 'prompt'
  | 'answer'
  | 'specific-feedback'
  | 'general-feedback'
  | 'right-answer'
  | 'comment'
  | 'history'
  | 'attachments'
  | 'other'

export interface ReportPart {
  readonly role: ReportPartRole
  /** Empty for no heading. */
  readonly heading: string
  readonly blocks: readonly Block[]
}

export type TextDirection = 'ltr' | 'rtl'
export type TextAlignment = 'start' | 'center' | 'end'

export type Block =
  | ParagraphBlock
  | HeadingBlock
  | ListBlock
  | QuoteBlock
  | PreformattedBlock
  | TableBlock
  | FigureBlock
  | FormulaBlock
  | ChoicesBlock
  | MatchesBlock
  | PlacementBlock
  | FilesBlock
  | PlaceholderBlock
  | RuleBlock

export interface ParagraphBlock {
  readonly kind: 'paragraph'
  readonly content: readonly Inline[]
  readonly alignment?: TextAlignment
  /** Where the source says it; otherwise the first strong character decides. */
  readonly direction?: TextDirection
}

/** A heading within a part. Levels are relative: 1 is the highest within its part. */
export interface HeadingBlock {
  readonly kind: 'heading'
  readonly level: 1 | 2 | 3
  readonly content: readonly Inline[]
}

export interface ListBlock {
  readonly kind: 'list'
  readonly ordered: boolean
  readonly start: number
  /** Letters or Roman numerals, named by the first of them; absent for digits. Only for ordered lists. */
  readonly numbering?: ListNumbering
  readonly items: readonly (readonly Block[])[]
}

export type ListNumbering = 'a' | 'A' | 'i' | 'I'

export interface QuoteBlock {
  readonly kind: 'quote'
  readonly content: readonly Block[]
}

/** Text whose line breaks and spaces count: code, plain-text essays. Long lines wrap. */
export interface PreformattedBlock {
  readonly kind: 'preformatted'
  readonly text: string
  readonly monospaced: boolean
}

export interface TableBlock {
  readonly kind: 'table'
  readonly columns: number
  readonly rows: number
  /** How many rows at the top are headings and are repeated on each page. */
  readonly headerRows: number
  readonly caption?: readonly Inline[]
  /** Where the source says that its columns run from right to left. */
  readonly direction?: TextDirection
  readonly cells: readonly TableCell[]
  /** Set small: the response history. */
  readonly dense?: boolean
}

export interface TableCell {
  /** From 0. */
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
  readonly heading: boolean
  readonly alignment?: TextAlignment
  readonly content: readonly Block[]
}

export interface FigureBlock {
  readonly kind: 'figure'
  readonly image: ImageReference
  readonly caption?: readonly Inline[]
}

/** A formula on a line of its own. */
export interface FormulaBlock {
  readonly kind: 'formula'
  readonly formula: Formula
}

/** The options of a multiple-choice question, as the student saw and chose them. */
export interface ChoicesBlock {
  readonly kind: 'choices'
  /** Whether several may be chosen (square boxes) or one (round). */
  readonly multiple: boolean
  readonly choices: readonly Choice[]
}

export interface Choice {
  /** `a.`, `iii.` … or empty. */
  readonly label: string
  readonly chosen: boolean
  readonly content: readonly Block[]
  readonly outcome?: { readonly tone: OutcomeTone; readonly label: string }
  readonly feedback: readonly Block[]
}

/** Pairs: what was asked, and what the student put to it. */
export interface MatchesBlock {
  readonly kind: 'matches'
  readonly pairs: readonly {
    readonly prompt: readonly Block[]
    /** Empty: no answer. */
    readonly answer: readonly Block[]
    readonly outcome?: { readonly tone: OutcomeTone; readonly label: string }
  }[]
}

/** Things placed on a picture (drag and drop), drawn where the student put them, with a table of the same. */
export interface PlacementBlock {
  readonly kind: 'placement'
  readonly background: ImageReference
  /** Positions are in pixels of the background as the student saw it. */
  readonly placed: readonly PlacedThing[]
}

export interface PlacedThing {
  readonly x: number
  readonly y: number
  /** Text on it, or the alternative text of its image; empty if the zone was left empty. */
  readonly label: string
  readonly image?: ImageReference
  /** Name of the drop zone, if it has one. */
  readonly zone?: string
  /** `item`: the top left corner is at the position; `marker`: a pin points at the position. */
  readonly shape: 'item' | 'marker'
  /** The drop zone's border, drawn behind everything placed; {@link zone} says the same in words. */
  readonly outline?: ZoneOutline
}

/** Border of a drop zone, in pixels of the background. A rectangle is a polygon of four corners. */
export type ZoneOutline =
  | { readonly shape: 'circle'; readonly centre: PicturePoint; readonly radius: number }
  | { readonly shape: 'polygon'; readonly corners: readonly PicturePoint[] }

export interface PicturePoint {
  readonly x: number
  readonly y: number
}

/** Files that lie beside the report in the archive. */
export interface FilesBlock {
  readonly kind: 'files'
  readonly files: readonly ReportFile[]
}

export interface ReportFile {
  readonly name: string
  /** Path relative to the report, `/` between folders; null if the file could not be kept (a note says why). */
  readonly path: string | null
  readonly mediaType: string
  readonly sizeBytes: number
  readonly sha256: string | null
}

/** Stands where something cannot be shown on paper or was not available: audio, video, a broken image. */
export interface PlaceholderBlock {
  readonly kind: 'placeholder'
  /** What was here, in words. */
  readonly label: string
  readonly file?: ReportFile
}

export interface RuleBlock {
  readonly kind: 'rule'
}

export type Inline = TextInline | LineBreakInline | ImageInline | FormulaInline | GapInline | OutcomeInline

export interface TextInline {
  readonly kind: 'text'
  readonly text: string
  readonly style?: TextStyle
}

/** Styles are flat: nesting in the source costs nothing here. */
export interface TextStyle {
  readonly bold?: boolean
  readonly italic?: boolean
  readonly underline?: boolean
  readonly strikethrough?: boolean
  readonly subscript?: boolean
  readonly superscript?: boolean
  readonly code?: boolean
  /** Six hex digits after `#`. */
  readonly color?: string
  readonly background?: string
  /** Where a link points; http, https or mailto. Printed and clickable, never fetched. */
  readonly link?: string
  /** BCP 47. */
  readonly language?: string
  readonly direction?: TextDirection
}

export interface LineBreakInline {
  readonly kind: 'line-break'
}

export interface ImageInline {
  readonly kind: 'image'
  readonly image: ImageReference
}

export interface FormulaInline {
  readonly kind: 'formula'
  readonly formula: Formula
}

/** An answer within running text: a cloze field, a dropped word, a selected word. */
export interface GapInline {
  readonly kind: 'gap'
  /** What the student put there; empty if nothing. */
  readonly answer: string
  readonly outcome?: { readonly tone: OutcomeTone; readonly label: string }
  /** A box that was to be ticked rather than a field to be filled. */
  readonly box?: 'radio' | 'checkbox'
  readonly checked?: boolean
}

/** An icon of the source that carries meaning, such as a tick. */
export interface OutcomeInline {
  readonly kind: 'outcome'
  readonly tone: OutcomeTone
  readonly label: string
}

/** An image of the report, by the id of its asset. */
export interface ImageReference {
  /** Key of {@link ReportAssets}. */
  readonly asset: string
  /** Size at which the source shows it, in CSS pixels. */
  readonly width: number
  readonly height: number
  /** What it shows, for those who cannot see it; never empty. */
  readonly alternative: string
}

export interface Formula {
  readonly notation: 'tex' | 'mathml'
  readonly source: string
}

/** The bytes of a report's images, by id. An id is the SHA-256 of the bytes, so equal images are kept once. */
export type ReportAssets = ReadonlyMap<string, ReportAsset>

export interface ReportAsset {
  readonly bytes: Uint8Array
  /** By the magic number, not by what the source claims. */
  readonly mediaType: string
  /** Size of the picture in its own pixels. */
  readonly width: number
  readonly height: number
}
