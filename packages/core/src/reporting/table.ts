import type { Block, TableBlock } from '../documents/index.ts'
import { paragraph } from './report-reader.ts'

/** A column of a {@link tableOf}: a heading, and what stands in its rows. */
export interface TableColumn {
  readonly heading: string
  readonly cells: readonly (string | readonly Block[])[]
}

/** A table with a row of headings, of columns that have anything in them; nothing without rows. */
export function tableOf(columns: readonly TableColumn[]): readonly TableBlock[] {
  const filled = columns.filter(({ cells }) => cells.some(({ length }) => length > 0))
  const rows = Math.max(0, ...filled.map(({ cells }) => cells.length))
  if (rows === 0) return []
  const cells = filled.flatMap((column, at) =>
    [column.heading, ...column.cells].map((content, row) => ({
      row,
      column: at,
      rowSpan: 1,
      columnSpan: 1,
      heading: row === 0,
      content: typeof content === 'string' ? (content === '' ? [] : [paragraph(content)]) : content,
    })),
  )
  return [{ kind: 'table', columns: filled.length, rows: rows + 1, headerRows: 1, cells }]
}
