import type { Block } from '../../documents/report-document.ts'
import type { HeadingLevels } from '../../documents/heading-levels.ts'
import type { PageBlock } from './page-data.ts'
import type { ReportContext } from './report-context.ts'

/** Where blocks stand. */
export interface BlockPlace {
  readonly levels: HeadingLevels
  /** How many containers they are in. */
  readonly depth: number
  /** Characters of a word that fit on a line. */
  readonly longestWord: number
}

/** Turns blocks into what the template sets; handed to those whose parts hold blocks again. */
export type ToPageBlocks = (context: ReportContext, blocks: readonly Block[], place: BlockPlace) => readonly PageBlock[]
