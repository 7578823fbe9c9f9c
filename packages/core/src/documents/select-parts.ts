import type { Block, Inline, ReportDocument, ReportPart, ReportPartRole, ReportSection } from './report-document.ts'

/** What is left out of a report. */
export interface LeftOut {
  readonly roles: ReadonlySet<ReportPartRole>
  /** Leaves out marks of sections. */
  readonly marks: boolean
  /** Leaves out everything that tells how an answer came out: of sections, choices, pairs, fields, and icons. */
  readonly outcomes: boolean
}

/**
 * The same report without what is to be left out. What is gone is gone from everything that is made of the report: the
 * PDF, its attached data, the HTML copy and the text for search.
 */
export function leaveOut(document: ReportDocument, leftOut: LeftOut): ReportDocument {
  return { ...document, sections: document.sections.map((section) => leaveOutOfSection(section, leftOut)) }
}

export function leaveOutOfSection(section: ReportSection, leftOut: LeftOut): ReportSection {
  const { outcome, mark, ...rest } = section
  const parts = section.parts.filter((part) => !leftOut.roles.has(part.role))
  return {
    ...rest,
    ...(outcome === undefined || leftOut.outcomes ? {} : { outcome }),
    ...(mark === undefined || leftOut.marks ? {} : { mark }),
    parts: leftOut.outcomes ? parts.map(withoutOutcomes) : parts,
  }
}

function withoutOutcomes(part: ReportPart): ReportPart {
  return { ...part, blocks: blocksWithoutOutcomes(part.blocks) }
}

function blocksWithoutOutcomes(blocks: readonly Block[]): readonly Block[] {
  return blocks.map((block): Block => {
    switch (block.kind) {
      case 'paragraph':
      case 'heading':
        return { ...block, content: inlinesWithoutOutcomes(block.content) }
      case 'list':
        return { ...block, items: block.items.map(blocksWithoutOutcomes) }
      case 'quote':
        return { ...block, content: blocksWithoutOutcomes(block.content) }
      case 'table':
        return {
          ...block,
          cells: block.cells.map((cell) => ({ ...cell, content: blocksWithoutOutcomes(cell.content) })),
        }
      case 'choices':
        return {
          ...block,
          choices: block.choices.map(({ outcome: _, ...choice }) => ({
            ...choice,
            content: blocksWithoutOutcomes(choice.content),
          })),
        }
      case 'matches':
        return { ...block, pairs: block.pairs.map(({ outcome: _, ...pair }) => pair) }
      default:
        return block
    }
  })
}

function inlinesWithoutOutcomes(inlines: readonly Inline[]): readonly Inline[] {
  return inlines.flatMap((inline): readonly Inline[] => {
    if (inline.kind === 'outcome') return []
    if (inline.kind !== 'gap') return [inline]
    const { outcome: _, ...gap } = inline
    return [gap]
  })
}
