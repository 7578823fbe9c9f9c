import type { TableBlock } from '../../documents/report-document.ts'
import { toPageBlocks, type BlockPlace } from './block-data.ts'
import { toPageInlines } from './inline-data.ts'
import type { PageTable } from './page-data.ts'
import type { ReportContext } from './report-context.ts'
import { placeCells } from './table-grid.ts'

const bodySize = 9
const denseSize = 8
const smallestSize = 4.5
/** With more columns than this, none may take more room than another. */
const evenFrom = 7
/** With more columns than this, type gets smaller. */
const smallerFrom = 9
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
