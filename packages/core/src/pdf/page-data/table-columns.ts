import type { TableCell } from '../../documents/report-document.ts'
import type { TableGrid } from './table-grid.ts'

/** Columns that are still readable beside each other on a page; of more, the table is set in parts. */
const mostColumns = 14

/** Columns of a table that are set together. */
export interface ColumnGroup {
  readonly grid: TableGrid
  /** The columns shown, counted from 1; without the first one, which stands in each group. */
  readonly from: number
  readonly to: number
}

/**
 * The groups of columns in which a table is set below each other, each of them after the first column, so that a row
 * can be followed. One group for a table that fits. A cell that reaches over the border of a group stands in both.
 */
export function groupColumns(grid: TableGrid): readonly ColumnGroup[] {
  const { columns } = grid
  if (columns <= mostColumns) return [{ grid, from: 1, to: columns }]
  const count = Math.ceil((columns - 1) / (mostColumns - 1))
  const size = Math.ceil((columns - 1) / count)
  return Array.from({ length: count }, (_, index) => {
    const start = 1 + index * size
    const end = Math.min(columns, start + size)
    const cells = grid.cells.flatMap((cell) => withinGroup(cell, start, end))
    return { grid: { ...grid, columns: end - start + 1, cells }, from: start + 1, to: end }
  })
}

/** The piece of a cell in the first column and in those from `start` up to `end`, which become the ones behind it. */
function withinGroup(cell: TableCell, start: number, end: number): readonly TableCell[] {
  const last = cell.column + cell.columnSpan
  const from = Math.max(cell.column, start)
  const to = Math.min(last, end)
  if (cell.column === 0) return [{ ...cell, columnSpan: 1 + Math.max(0, to - start) }]
  return from < to ? [{ ...cell, column: from - start + 1, columnSpan: to - from }] : []
}
