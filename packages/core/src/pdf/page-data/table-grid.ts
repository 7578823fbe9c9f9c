import type { TableBlock, TableCell } from '../../documents/report-document.ts'

/** A table in which every cell has a place of its own and every span ends within the table. */
export interface TableGrid {
  readonly columns: number
  readonly headerRows: number
  readonly cells: readonly TableCell[]
}

/**
 * Places the cells of a table. Tables of a learning-management system may overlap or reach over their border, which the
 * compiler refuses: a span is cut, and a cell whose place is taken moves to the next free one.
 */
export function placeCells(table: TableBlock): TableGrid {
  const taken = new Set<string>()
  const isFree = (row: number, column: number): boolean => !taken.has(`${row}/${column}`)
  let columns = Math.max(1, Math.trunc(table.columns))
  const placed: TableCell[] = []
  for (const cell of table.cells) {
    const row = Math.max(0, Math.trunc(cell.row))
    let column = Math.max(0, Math.trunc(cell.column))
    while (!isFree(row, column)) column += 1
    columns = Math.max(columns, column + 1)
    const columnSpan = freeSpan(cell.columnSpan, columns - column, (step) => isFree(row, column + step))
    const rowSpan = freeSpan(cell.rowSpan, Math.max(1, table.rows - row), (step) =>
      rangeIsFree(column, columnSpan, (at) => isFree(row + step, at)),
    )
    for (let y = 0; y < rowSpan; y += 1) for (let x = 0; x < columnSpan; x += 1) taken.add(`${row + y}/${column + x}`)
    placed.push({ ...cell, row, column, columnSpan, rowSpan })
  }
  const { headerRows } = table
  const crossing = placed.some((cell) => cell.row < headerRows && cell.row + cell.rowSpan > headerRows)
  const whole = placed.every((cell) => cell.row < headerRows)
  return { columns, headerRows: crossing || whole ? 0 : Math.max(0, headerRows), cells: placed }
}

function rangeIsFree(start: number, length: number, isFree: (at: number) => boolean): boolean {
  for (let step = 0; step < length; step += 1) if (!isFree(start + step)) return false
  return true
}

function freeSpan(wanted: number, room: number, isFree: (step: number) => boolean): number {
  const longest = Math.min(Math.max(1, Math.trunc(wanted)), Math.max(1, room))
  let span = 1
  while (span < longest && isFree(span)) span += 1
  return span
}
