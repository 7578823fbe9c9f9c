import { attributeOf, childrenOf, isElement, type HtmlElement } from './html-nodes.ts'

/** Beyond these a table is no longer set as one. */
const maximumColumns = 60
const maximumCells = 20_000

/** Where the cells of a table lie, spans resolved and without overlaps. */
export interface TableGrid {
  readonly rows: number
  readonly columns: number
  readonly headerRows: number
  readonly caption: HtmlElement | undefined
  readonly cells: readonly GridCell[]
}

export interface GridCell {
  /** Undefined where the source has no cell. */
  readonly element: HtmlElement | undefined
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
  readonly heading: boolean
}

/** The rows of a table, not those of tables within it. */
export function rowsOf(table: HtmlElement): readonly HtmlElement[] {
  const groups = childrenOf(table).filter(isElement)
  const rows = groups.flatMap((group) => {
    if (group.tagName === 'tr') return [{ row: group, foot: false }]
    if (!/^(?:thead|tbody|tfoot)$/.test(group.tagName)) return []
    const own = childrenOf(group).filter(isElement)
    return own.filter((child) => child.tagName === 'tr').map((row) => ({ row, foot: group.tagName === 'tfoot' }))
  })
  return [...rows.filter(({ foot }) => !foot), ...rows.filter(({ foot }) => foot)].map(({ row }) => row)
}

export function cellsOf(row: HtmlElement): readonly HtmlElement[] {
  return childrenOf(row)
    .filter(isElement)
    .filter((child) => child.tagName === 'td' || child.tagName === 'th')
}

/** Lays a table out. `'too-large'` if it is beyond bounds, undefined if it is empty. */
export function layOutTable(table: HtmlElement): TableGrid | 'too-large' | undefined {
  const rows = rowsOf(table)
  const taken = new Set<string>()
  const cells: GridCell[] = []
  let columns = 0
  for (const [row, element] of rows.entries()) {
    let column = 0
    for (const cell of cellsOf(element)) {
      while (taken.has(`${row},${column}`)) column += 1
      const placed = placeCell(cell, { row, column, rows: rows.length }, taken)
      cells.push(placed)
      column += placed.columnSpan
      columns = Math.max(columns, column)
      if (columns > maximumColumns || taken.size > maximumCells) return 'too-large'
    }
  }
  if (columns === 0) return undefined
  const caption = childrenOf(table)
    .filter(isElement)
    .find((child) => child.tagName === 'caption')
  const complete = [...cells, ...emptyCells(rows.length, columns, taken)]
  return { rows: rows.length, columns, headerRows: countHeaderRows(rows, complete), caption, cells: inOrder(complete) }
}

interface Place {
  readonly row: number
  readonly column: number
  readonly rows: number
}

function placeCell(element: HtmlElement, place: Place, taken: Set<string>): GridCell {
  const { row, column, rows } = place
  const wishedRows = spanOf(element, 'rowspan')
  const rowSpan = Math.min(wishedRows === 0 ? rows : wishedRows, rows - row)
  let columnSpan = 1
  const wishedColumns = Math.min(Math.max(spanOf(element, 'colspan'), 1), maximumColumns)
  while (columnSpan < wishedColumns && !taken.has(`${row},${column + columnSpan}`)) columnSpan += 1
  const free = freeRows(place, rowSpan, columnSpan, taken)
  for (let y = row; y < row + free; y += 1) {
    for (let x = column; x < column + columnSpan; x += 1) taken.add(`${y},${x}`)
  }
  return { element, row, column, rowSpan: free, columnSpan, heading: element.tagName === 'th' }
}

/** A spanning cell ends where another one is in its way. */
function freeRows({ row, column }: Place, rowSpan: number, columnSpan: number, taken: ReadonlySet<string>): number {
  for (let offset = 1; offset < rowSpan; offset += 1) {
    for (let x = column; x < column + columnSpan; x += 1) {
      if (taken.has(`${row + offset},${x}`)) return offset
    }
  }
  return Math.max(1, rowSpan)
}

function spanOf(element: HtmlElement, name: 'rowspan' | 'colspan'): number {
  const digits = /^\s*(\d{1,5})/.exec(attributeOf(element, name) ?? '')?.[1]
  return digits === undefined ? 1 : Number(digits)
}

function emptyCells(rows: number, columns: number, taken: ReadonlySet<string>): readonly GridCell[] {
  const cells: GridCell[] = []
  for (let row = 0; row < rows && cells.length < maximumCells; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      if (taken.has(`${row},${column}`)) continue
      cells.push({ element: undefined, row, column, rowSpan: 1, columnSpan: 1, heading: false })
    }
  }
  return cells
}

/** Rows at the top that hold headings only; none if a cell of theirs reaches below them. */
function countHeaderRows(rows: readonly HtmlElement[], cells: readonly GridCell[]): number {
  let count = 0
  for (const row of rows) {
    const own = cellsOf(row)
    const inHead =
      isElement(row) && row.parentNode !== null && isElement(row.parentNode) && row.parentNode.tagName === 'thead'
    if (own.length === 0 || !(inHead || own.every((cell) => cell.tagName === 'th'))) break
    count += 1
  }
  if (count === rows.length) return 0
  return cells.some((cell) => cell.row < count && cell.row + cell.rowSpan > count) ? 0 : count
}

function inOrder(cells: readonly GridCell[]): readonly GridCell[] {
  return cells.toSorted((first, second) => first.row - second.row || first.column - second.column)
}
