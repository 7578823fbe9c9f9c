import type { Block, HeadingBlock } from '../report-document.ts'

/**
 * Gives headings levels without gaps: whatever levels a writer used, the highest within the blocks becomes 1. Deeper
 * than 3 is 3.
 */
export function renumberHeadings(blocks: readonly Block[]): readonly Block[] {
  const open: number[] = []
  const renumber = (list: readonly Block[]): readonly Block[] =>
    list.map((block): Block => {
      switch (block.kind) {
        case 'heading': {
          while ((open.at(-1) ?? 0) >= block.level) open.pop()
          open.push(block.level)
          return { ...block, level: levelAt(open.length) }
        }
        case 'list':
          return { ...block, items: block.items.map(renumber) }
        case 'quote':
          return { ...block, content: renumber(block.content) }
        case 'table':
          return { ...block, cells: block.cells.map((cell) => ({ ...cell, content: renumber(cell.content) })) }
        default:
          return block
      }
    })
  return renumber(blocks)
}

function levelAt(depth: number): HeadingBlock['level'] {
  if (depth <= 1) return 1
  return depth === 2 ? 2 : 3
}
