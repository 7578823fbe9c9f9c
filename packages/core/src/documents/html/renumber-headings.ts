import type { Block, HeadingBlock, Inline } from '../report-document.ts'

/** The levels that writers used, until they are renumbered: the tree itself knows three. */
const sourceLevels = new WeakMap<HeadingBlock, number>()

/** A heading of the source's level, 1 to 6, to be given its own by {@link renumberHeadings}. */
export function headingOfLevel(sourceLevel: number, content: readonly Inline[]): HeadingBlock {
  const heading: HeadingBlock = { kind: 'heading', level: 1, content }
  sourceLevels.set(heading, sourceLevel)
  return heading
}

/**
 * Gives headings levels without gaps: whatever levels a writer used, the highest within the blocks becomes 1. Deeper
 * than 3 is 3.
 */
export function renumberHeadings(blocks: readonly Block[]): readonly Block[] {
  const open: number[] = []
  const renumber = (list: readonly Block[]): readonly Block[] =>
    list.map((block): Block => {
      if (block.kind === 'heading') return atItsLevel(block, open)
      if (block.kind === 'list') return { ...block, items: block.items.map(renumber) }
      if (block.kind === 'quote') return { ...block, content: renumber(block.content) }
      if (block.kind !== 'table') return block
      return { ...block, cells: block.cells.map((cell) => ({ ...cell, content: renumber(cell.content) })) }
    })
  return renumber(blocks)
}

function atItsLevel(heading: HeadingBlock, open: number[]): HeadingBlock {
  const sourceLevel = sourceLevels.get(heading) ?? heading.level
  while ((open.at(-1) ?? 0) >= sourceLevel) open.pop()
  open.push(sourceLevel)
  return { ...heading, level: levelAt(open.length) }
}

function levelAt(depth: number): HeadingBlock['level'] {
  if (depth <= 1) return 1
  return depth === 2 ? 2 : 3
}
