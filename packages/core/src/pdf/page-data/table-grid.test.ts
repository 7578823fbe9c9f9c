import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TableCell } from '../../documents/report-document.ts'
import { placeCells } from './table-grid.ts'

const cell = fc.record({
  row: fc.integer({ min: -1, max: 6 }),
  column: fc.integer({ min: -1, max: 6 }),
  rowSpan: fc.integer({ min: -1, max: 9 }),
  columnSpan: fc.integer({ min: 0, max: 9 }),
  heading: fc.boolean(),
  content: fc.constant([]),
})

function places({ row, column, rowSpan, columnSpan }: TableCell): readonly string[] {
  return Array.from({ length: rowSpan * columnSpan }, (_, index) => {
    const below = Math.floor(index / columnSpan)
    return `${row + below}/${column + (index % columnSpan)}`
  })
}

test('whatever a table says, no two cells share a place, and none is lost or crosses the head', () => {
  fc.assert(
    fc.property(
      fc.array(cell, { maxLength: 20 }),
      fc.nat(6),
      fc.nat(6),
      fc.nat(3),
      (cells, columns, rows, headerRows) => {
        const grid = placeCells({ kind: 'table', columns, rows, headerRows, cells })
        const taken = grid.cells.flatMap(places)
        expect(grid.cells).toHaveLength(cells.length)
        expect(new Set(taken).size).toBe(taken.length)
        for (const placed of grid.cells) {
          expect(placed.column + placed.columnSpan).toBeLessThanOrEqual(grid.columns)
          expect(placed.row < grid.headerRows && placed.row + placed.rowSpan > grid.headerRows).toBe(false)
        }
      },
    ),
  )
})
