import { array, assert, boolean, constant, integer, nat, property, record } from 'fast-check'
import { expect, test } from 'vitest'
import type { TableCell } from '../../documents/report-document.ts'
import { placeCells } from './table-grid.ts'

const cell = record({
  row: integer({ min: -1, max: 6 }),
  column: integer({ min: -1, max: 6 }),
  rowSpan: integer({ min: -1, max: 9 }),
  columnSpan: integer({ min: 0, max: 9 }),
  heading: boolean(),
  content: constant([]),
})

function places({ row, column, rowSpan, columnSpan }: TableCell): readonly string[] {
  return Array.from({ length: rowSpan * columnSpan }, (_, index) => {
    const below = Math.floor(index / columnSpan)
    return `${row + below}/${column + (index % columnSpan)}`
  })
}

test('whatever a table says, no two cells share a place, and none is lost or crosses the head', () => {
  assert(
    property(array(cell, { maxLength: 20 }), nat(6), nat(6), nat(3), (cells, columns, rows, headerRows) => {
      const grid = placeCells({ kind: 'table', columns, rows, headerRows, cells })
      const taken = grid.cells.flatMap(places)
      expect(grid.cells).toHaveLength(cells.length)
      expect(new Set(taken).size).toBe(taken.length)
      for (const placed of grid.cells) {
        expect(placed.column + placed.columnSpan).toBeLessThanOrEqual(grid.columns)
        expect(placed.row < grid.headerRows && placed.row + placed.rowSpan > grid.headerRows).toBe(false)
      }
    }),
  )
})
