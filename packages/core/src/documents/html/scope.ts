import type { Block, TextAlignment, TextDirection, TextStyle } from '../report-document.ts'
import type { ConversionContext, Interpretation } from './conversion-context.ts'
import type { HtmlElement, HtmlNode } from './html-nodes.ts'

/** What surrounds a node. */
export interface Scope {
  readonly style: TextStyle
  /** Whether formulas between delimiters are read in text; `never` within code, which no filter sets. */
  readonly formulas: boolean | 'never'
  readonly direction: TextDirection | undefined
  readonly alignment: TextAlignment | undefined
  /** How many lists, quotes and tables the node lies within. */
  readonly nesting: number
  readonly interpret: ((element: HtmlElement) => Interpretation | undefined) | undefined
}

export const startScope: Scope = {
  style: {},
  formulas: false,
  direction: undefined,
  alignment: undefined,
  nesting: 0,
  interpret: undefined,
}

/** Lists, quotes and tables nested deeper are laid flat; typesetting systems have limits of their own. */
export const maximumNesting = 8

/** What converters of single elements need of the whole. */
export interface NestedConverter {
  readonly context: ConversionContext
  /** Blocks of nodes one level deeper than `scope`. */
  convertNested(nodes: readonly HtmlNode[], scope: Scope): readonly Block[]
}
