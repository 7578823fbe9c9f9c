import type { OutcomeTone, ReportPartRole, TextAlignment } from '../../documents/report-document.ts'
import type { TemplateWords } from './words.ts'

/**
 * What the template reads: a report document in which every text can be printed, every picture and formula is a file
 * that can be drawn, every table is whole, and nothing is nested too deep. Lengths are points, unless said otherwise.
 */
export interface PageData {
  readonly title: string
  readonly subtitle: string
  readonly language: string
  readonly author: string
  readonly keywords: readonly string[]
  /** Year, month, day, hour, minute, second in UTC. */
  readonly date: readonly number[]
  readonly paper: 'a4' | 'us-letter'
  readonly fonts: { readonly text: readonly string[]; readonly mono: readonly string[] }
  readonly words: TemplateWords
  /** Set behind each page; empty for none. */
  readonly watermark: string
  readonly footer: { readonly left: string; readonly right: string }
  readonly facts: readonly PageFact[]
  readonly sections: readonly PageSection[]
  readonly notes: readonly string[]
  readonly source: { readonly fileName: string; readonly description: string }
}

export interface PageFact {
  readonly label: string
  readonly value: readonly PageInline[]
  readonly emphasis: boolean
  readonly rtl: boolean
  /** Too long for half a line. */
  readonly wide: boolean
}

export interface PageOutcome {
  readonly tone: OutcomeTone
  readonly label: string
}

export interface PageSection {
  readonly number: string
  readonly heading: string
  readonly outcome?: PageOutcome
  readonly mark: string
  /** Name of the source's page that begins here; empty for none. */
  readonly startsPage: string
  readonly labels: readonly string[]
  readonly parts: readonly PagePart[]
}

export interface PagePart {
  readonly role: ReportPartRole
  readonly heading: string
  readonly blocks: readonly PageBlock[]
}

export interface PageImage {
  readonly path: string
  readonly width: number
  readonly height: number
  readonly alternative: string
}

export interface PageFormula extends PageImage {
  /** What a search finds: its source in letters that can be printed, never empty. */
  readonly letters: string
  readonly depth: number
}

/** A piece of running text; a bare string is text without style. */
export type PageInline =
  | string
  | PageText
  | { readonly kind: 'line-break' }
  | ({ readonly kind: 'image' } & PageImage)
  | ({ readonly kind: 'formula' } & PageFormula)
  | ({ readonly kind: 'outcome' } & PageOutcome)
  | PageGap

/** Text with style; a style that does not apply is absent. */
export interface PageText {
  readonly text: string
  readonly bold?: true
  readonly italic?: true
  readonly underline?: true
  readonly strikethrough?: true
  readonly subscript?: true
  readonly superscript?: true
  readonly code?: true
  readonly color?: string
  readonly background?: string
  readonly language?: string
  readonly direction?: string
  readonly link?: string
  /** Where the link points, to be printed; absent where the text says it. */
  readonly address?: string
}

export interface PageGap {
  readonly kind: 'gap'
  readonly answer: string
  /** Too long for a frame that is not broken over lines. */
  readonly long: boolean
  readonly outcome?: PageOutcome
  readonly box?: 'radio' | 'checkbox'
  readonly checked?: boolean
}

export type PageBlock =
  | {
      readonly kind: 'paragraph'
      readonly rtl: boolean
      readonly alignment: TextAlignment
      readonly content: readonly PageInline[]
    }
  | { readonly kind: 'heading'; readonly level: number; readonly rtl: boolean; readonly content: readonly PageInline[] }
  | {
      readonly kind: 'list'
      readonly ordered: boolean
      /** A pattern of Typst: `1.`, `a.`, `I.` */
      readonly numbering: string
      readonly start: number
      readonly rtl: boolean
      readonly items: readonly (readonly PageBlock[])[]
    }
  | { readonly kind: 'quote'; readonly rtl: boolean; readonly content: readonly PageBlock[] }
  | { readonly kind: 'preformatted'; readonly monospaced: true; readonly pieces: readonly string[] }
  | {
      readonly kind: 'preformatted'
      readonly monospaced: false
      readonly paragraphs: readonly {
        readonly rtl: boolean
        readonly lines: readonly string[]
        /** Not a new paragraph: the next lines of a long one. */
        readonly goesOn: boolean
      }[]
    }
  | PageTable
  | ({ readonly kind: 'image'; readonly caption: readonly PageInline[] } & PageImage)
  | ({ readonly kind: 'formula' } & PageFormula)
  | { readonly kind: 'choices'; readonly multiple: boolean; readonly choices: readonly PageChoice[] }
  | { readonly kind: 'matches'; readonly outcomes: boolean; readonly pairs: readonly PagePair[] }
  | PagePlacement
  | { readonly kind: 'files'; readonly files: readonly PageFile[] }
  | { readonly kind: 'placeholder'; readonly label: string; readonly files: readonly PageFile[] }
  | { readonly kind: 'rule' }

export interface PageTable {
  readonly kind: 'table'
  readonly columns: number
  readonly headerRows: number
  readonly rtl: boolean
  readonly equalColumns: boolean
  /** The column that takes what room is left, so that the table fills the line; -1 for none. */
  readonly stretchedColumn: number
  /** Size of type. */
  readonly size: number
  readonly caption: readonly PageInline[]
  readonly cells: readonly PageCell[]
}

export interface PageCell {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
  readonly heading: boolean
  readonly alignment: TextAlignment
  readonly content: readonly PageBlock[]
}

export interface PageChoice {
  readonly label: string
  /** Too long to be kept on one page. */
  readonly long: boolean
  readonly chosen: boolean
  readonly content: readonly PageBlock[]
  readonly outcome?: PageOutcome
  readonly feedback: readonly PageBlock[]
}

export interface PagePair {
  readonly prompt: readonly PageBlock[]
  readonly answer: readonly PageBlock[]
  readonly outcome?: PageOutcome
}

/** Width, height and positions are pixels of the background as the student saw it. */
export interface PagePlacement {
  readonly kind: 'placement'
  /** Empty if the background cannot be shown. */
  readonly path: string
  readonly width: number
  readonly height: number
  readonly backgroundAlternative: string
  readonly alternative: string
  readonly placed: readonly PagePlaced[]
}

export interface PagePlaced {
  readonly x: number
  readonly y: number
  readonly position: string
  readonly label: string
  readonly zone: string
  readonly shape: 'item' | 'marker'
  /** Of its picture; empty if it has none. */
  readonly path: string
  readonly width: number
  readonly height: number
  /** Outline of the drop zone in pixels of the picture; radius 0 and no corners if there is none. */
  readonly radius: number
  readonly corners: readonly (readonly [number, number])[]
  readonly centre: readonly [number, number]
}

export interface PageFile {
  readonly name: string
  readonly size: string
  readonly path: string
  /** The path as a relative address. */
  readonly address: string
  /** First digits of the SHA-256. */
  readonly hash: string
}
