import type { Block, TableBlock, TableCell } from '../report-document.ts'
import { flattenBlocks } from '../flatten-blocks.ts'
import { childrenOf, type HtmlElement } from './html-nodes.ts'
import { alignmentOf } from './inline-style.ts'
import type { NestedConverter, Scope } from './scope.ts'
import { cellsOf, layOutTable, rowsOf, type GridCell, type TableGrid } from './table-grid.ts'

/** A table with its caption. A table of one cell is its content; one beyond bounds becomes a paragraph for each row. */
export function convertTable(table: HtmlElement, converter: NestedConverter, scope: Scope): readonly Block[] {
  const grid = layOutTable(table)
  if (grid === undefined) return []
  if (grid === 'too-large') return convertRows(table, converter, scope)
  if (grid.cells.length === 1 && grid.caption === undefined) {
    const [cell] = grid.cells
    return cell?.element ? converter.convertNested(childrenOf(cell.element), scope) : []
  }
  const cells = grid.cells.map((cell) => convertCell(cell, converter, scope))
  if (cells.every((cell) => cell.content.length === 0)) return []
  const block = tableBlock(grid, cells, captionOf(grid, converter, scope))
  return [scope.direction === 'rtl' ? { ...block, direction: 'rtl' } : block]
}

function tableBlock(grid: TableGrid, cells: readonly TableCell[], caption: TableBlock['caption']): TableBlock {
  const { columns, rows, headerRows } = grid
  return { kind: 'table', columns, rows, headerRows, ...(caption ? { caption } : {}), cells }
}

function captionOf(grid: TableGrid, converter: NestedConverter, scope: Scope): TableBlock['caption'] {
  if (!grid.caption) return undefined
  const content = flattenBlocks(converter.convertNested(childrenOf(grid.caption), scope))
  return content.length > 0 ? content : undefined
}

function convertCell(cell: GridCell, converter: NestedConverter, scope: Scope): TableCell {
  const { element, ...place } = cell
  const alignment = element ? alignmentOf(element, scope.direction) : undefined
  const inner: Scope = { ...scope, alignment: undefined }
  return {
    ...place,
    ...(alignment === undefined || alignment === 'start' ? {} : { alignment }),
    content: element ? converter.convertNested(childrenOf(element), inner) : [],
  }
}

function convertRows(table: HtmlElement, converter: NestedConverter, scope: Scope): readonly Block[] {
  converter.context.note(converter.context.words.tableTooLarge)
  return rowsOf(table).flatMap((row): readonly Block[] => {
    const cells = cellsOf(row).map((cell) => flattenBlocks(converter.convertNested(childrenOf(cell), scope)))
    const content = cells
      .filter((cell) => cell.length > 0)
      .flatMap((cell, index) => (index === 0 ? cell : [{ kind: 'text', text: ' | ' } as const, ...cell]))
    return content.length === 0 ? [] : [{ kind: 'paragraph', content }]
  })
}
