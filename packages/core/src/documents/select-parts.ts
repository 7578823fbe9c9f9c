import type {
  Block,
  Choice,
  Inline,
  ReportDocument,
  ReportPart,
  ReportPartRole,
  ReportSection,
  TableCell,
} from './report-document.ts'

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
  return blocks.map(blockWithoutOutcomes)
}

function blockWithoutOutcomes(block: Block): Block {
  if (block.kind === 'paragraph' || block.kind === 'heading') {
    return { ...block, content: inlinesWithoutOutcomes(block.content) }
  }
  if (block.kind === 'list') return { ...block, items: block.items.map(blocksWithoutOutcomes) }
  if (block.kind === 'quote') return { ...block, content: blocksWithoutOutcomes(block.content) }
  if (block.kind === 'table') return { ...block, cells: block.cells.map(cellWithoutOutcomes) }
  if (block.kind === 'choices') return { ...block, choices: block.choices.map(choiceWithoutOutcome) }
  if (block.kind === 'matches')
    return { ...block, pairs: block.pairs.map(({ prompt, answer }) => ({ prompt, answer })) }
  return block
}

function cellWithoutOutcomes(cell: TableCell): TableCell {
  return { ...cell, content: blocksWithoutOutcomes(cell.content) }
}

function choiceWithoutOutcome({ label, chosen, content, feedback }: Choice): Choice {
  return { label, chosen, content: blocksWithoutOutcomes(content), feedback }
}

function inlinesWithoutOutcomes(inlines: readonly Inline[]): readonly Inline[] {
  return inlines.flatMap((inline): readonly Inline[] => {
    if (inline.kind === 'outcome') return []
    if (inline.kind !== 'gap') return [inline]
    return [{ ...inline, outcome: undefined }]
  })
}
