import type { TableBlock, TableCell } from '../../documents/report-document.ts'
import { toPageBlocks, type BlockPlace } from './block-data.ts'
import { toPageInlines } from './inline-data.ts'
import type { PageTable } from './page-data.ts'
import type { ReportContext } from './report-context.ts'
import { plainTextOf } from './plain-text.ts'
import { placeCells } from './table-grid.ts'

const bodySize = 9
const denseSize = 8
const smallestSize = 4.5
/** With more columns than this, none may take more room than another. */
const evenFrom = 7
/** With more columns than this, type gets smaller. */
const smallerFrom = 9
/** Text of a column that may stand beside one that takes all the room. */
const shortText = 28
/** Characters that fit on a full line of body type. */
const lineCharacters = 88

/** A table as the template sets it: whole, and narrow enough for the page. */
export function toPageTable(context: ReportContext, table: TableBlock, place: BlockPlace): PageTable {
  const { columns, headerRows, cells } = placeCells(table)
  const size =
    columns > smallerFrom ? Math.max(smallestSize, 81 / columns) : table.dense === true ? denseSize : bodySize
  const perColumn = Math.floor((lineCharacters * (bodySize / size)) / columns) - 2
  const inner: BlockPlace = {
    ...place,
    depth: place.depth + 2,
    longestWord: Math.min(place.longestWord, Math.max(3, columns >= evenFrom ? perColumn : perColumn * 2)),
  }
  return {
    kind: 'table',
    columns,
    headerRows,
    equalColumns: columns >= evenFrom,
    stretchedColumn: table.dense === true ? wordiestColumn(cells, columns) : -1,
    size,
    caption: toPageInlines(context, table.caption ?? [], place.longestWord),
    cells: cells.map((cell) => ({
      row: cell.row,
      column: cell.column,
      rowSpan: cell.rowSpan,
      columnSpan: cell.columnSpan,
      heading: cell.heading || cell.row < headerRows,
      alignment: cell.alignment ?? 'start',
      content: toPageBlocks(context, cell.content, inner),
    })),
  }
}

/** The column with the longest text, if every other is short enough not to be squeezed by it. */
function wordiestColumn(cells: readonly TableCell[], columns: number): number {
  const longest = Array.from({ length: columns }, () => 0)
  for (const cell of cells) {
    const length = plainTextOf(cell.content).length / cell.columnSpan
    for (let column = cell.column; column < cell.column + cell.columnSpan; column += 1) {
      longest[column] = Math.max(longest[column] ?? 0, length)
    }
  }
  const wordiest = longest.indexOf(Math.max(...longest))
  return longest.every((length, column) => column === wordiest || length <= shortText) ? wordiest : -1
}
