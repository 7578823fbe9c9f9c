import { array, assert, boolean, constant, integer, property, record } from 'fast-check'
import { expect, test } from 'vitest'
import { groupColumns } from './table-columns.ts'
import { placeCells } from './table-grid.ts'

const cell = record({
  row: integer({ min: 0, max: 5 }),
  column: integer({ min: 0, max: 59 }),
  rowSpan: integer({ min: 1, max: 4 }),
  columnSpan: integer({ min: 1, max: 30 }),
  heading: boolean(),
  content: constant([]),
})

test('whatever a table holds, each place of it stands in one group, the first column in each, and no group is wide', () => {
  assert(
    property(array(cell, { maxLength: 30 }), integer({ min: 1, max: 60 }), (cells, columns) => {
      const grid = placeCells({ kind: 'table', columns, rows: 6, headerRows: 1, cells })
      const places = new Map<string, number>()
      for (const { grid: part, from } of groupColumns(grid)) {
        expect(part.columns).toBeLessThanOrEqual(14)
        expect(part.headerRows).toBe(grid.headerRows)
        const shift = part.columns === grid.columns ? 0 : from - 2
        for (const shown of part.cells) {
          expect(shown.column + shown.columnSpan).toBeLessThanOrEqual(part.columns)
          for (let step = 0; step < shown.columnSpan; step += 1) {
            const column = shown.column + step
            const key = `${shown.row}/${column === 0 ? 0 : column + shift}`
            places.set(key, (places.get(key) ?? 0) + 1)
          }
        }
      }
      const groups = groupColumns(grid).length
      const expected = grid.cells.flatMap(({ row, column, columnSpan }) =>
        Array.from({ length: columnSpan }, (_, step): [string, number] => [
          `${row}/${column + step}`,
          column + step === 0 ? groups : 1,
        ]),
      )
      expect(places).toEqual(new Map(expected))
    }),
  )
})

test('groups are of equal size and say which columns they show', () => {
  const grid = placeCells({ kind: 'table', columns: 30, rows: 1, headerRows: 0, cells: [] })
  expect(groupColumns(grid).map(({ from, to }) => [from, to])).toEqual([
    [2, 11],
    [12, 21],
    [22, 30],
  ])
})
