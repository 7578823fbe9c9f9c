import type { Inline, TableBlock, TableCell } from '../../documents/report-document.ts'
import type { BlockPlace, ToPageBlocks } from './block-place.ts'
import { toPageInlines } from './inline-data.ts'
import type { PageTable } from './page-data.ts'
import type { ReportContext } from './report-context.ts'
import { plainTextOf } from './plain-text.ts'
import { groupColumns } from './table-columns.ts'
import { placeCells, type TableGrid } from './table-grid.ts'

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

interface TablePlace {
  readonly place: BlockPlace
  readonly toBlocks: ToPageBlocks
  /** Columns of the widest part of the same table: all are set in the size of that one. Default: of this one. */
  readonly widest?: number
}

/** A table as the template sets it: whole, and narrow enough for the page; in parts below each other if need be. */
export function toPageTables(context: ReportContext, table: TableBlock, where: TablePlace): readonly PageTable[] {
  const grid = placeCells(table)
  const groups = groupColumns(grid)
  if (groups.length === 1) return [toPageTable(context, { ...table, ...grid }, where)]
  const { wideTable, columns } = context.words.notes
  const widest = groups.reduce((most, group) => Math.max(most, group.grid.columns), 0)
  context.note(wideTable)
  return groups.map((group, index) => {
    const words: Inline = { kind: 'text', text: columns(group.from, group.to, grid.columns) }
    const own = index === 0 ? (table.caption ?? []) : []
    const caption = own.length === 0 ? [words] : [...own, { kind: 'text', text: ' · ' } as const, words]
    return toPageTable(context, { ...table, ...group.grid, caption }, { ...where, widest })
  })
}

function toPageTable(
  context: ReportContext,
  table: TableBlock & TableGrid,
  { place, toBlocks, widest = table.columns }: TablePlace,
): PageTable {
  const { columns, headerRows, cells } = table
  const size = widest > smallerFrom ? Math.max(smallestSize, 81 / widest) : table.dense === true ? denseSize : bodySize
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
    rtl: table.direction === 'rtl',
    equalColumns: columns >= evenFrom,
    stretchedColumn: table.dense === true ? wordiestColumn(cells, columns, headerRows) : -1,
    size,
    caption: toPageInlines(context, table.caption ?? [], place.longestWord),
    cells: cells.map((cell) => ({
      row: cell.row,
      column: cell.column,
      rowSpan: cell.rowSpan,
      columnSpan: cell.columnSpan,
      heading: cell.heading || cell.row < headerRows,
      alignment: cell.alignment ?? 'start',
      content: toBlocks(context, cell.content, inner),
    })),
  }
}

/**
 * The column whose texts differ most in length, if every other is short enough not to be squeezed by it: of a history,
 * what was done, not when.
 */
function wordiestColumn(cells: readonly TableCell[], columns: number, headerRows: number): number {
  const lengths = Array.from({ length: columns }, (): number[] => [])
  for (const cell of cells) {
    if (cell.row >= headerRows && cell.columnSpan === 1) lengths[cell.column]?.push(plainTextOf(cell.content).length)
  }
  const longest = lengths.map((found) => found.reduce((a, b) => Math.max(a, b), 0))
  const spread = lengths.map(
    (found, column) => (longest[column] ?? 0) - found.reduce((a, b) => Math.min(a, b), Infinity),
  )
  const wordiest = spread.indexOf(spread.reduce((a, b) => Math.max(a, b), 0))
  return longest.every((length, column) => column === wordiest || length <= shortText) ? wordiest : -1
}
