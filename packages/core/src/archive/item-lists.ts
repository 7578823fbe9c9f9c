import { ArchivingError } from '../errors/archiving-error.ts'
import type { ArchiveDescription, ArchivedItem } from './archive-description.ts'
import { toCsvLine, type CsvValue } from './csv-cells.ts'
import { toSortedJson } from './sorted-json.ts'

/** Names of the lists, below `data/`. */
export const descriptionName = 'activity.json'
export const itemsCsvName = 'items.csv'
export const itemsJsonLinesName = 'items.jsonl'
export const startPageName = 'index.html'

/** Columns of items.csv before and after the driver's own. */
export const columnsBefore = ['item_key', 'item_title', 'item_state'] as const
export const columnsAfter = [
  'report_path',
  'report_sha256',
  'report_bytes',
  'files',
  'missing',
  'error_code',
  'error_message',
] as const

/** Spreadsheet programs take a CSV file for UTF-8 only if it starts with this. */
const byteOrderMark = '\uFEFF'

/** activity.json: sorted keys, two spaces, a line end. */
export function describeAsJson(description: ArchiveDescription): string {
  return `${toSortedJson(description, 2)}\n`
}

/**
 * items.csv, line by line.
 *
 * @throws ArchivingError `driver_fault` if the driver has a column that is ours.
 */
export async function* itemsAsCsv(
  description: ArchiveDescription,
  items: AsyncIterable<ArchivedItem>,
): AsyncGenerator<string> {
  yield byteOrderMark + toCsvLine(csvHeader(description.columns))
  for await (const item of items) {
    yield toCsvLine(csvRow(description.columns, item))
  }
}

/** The cells of one item. */
export function csvRow(columns: readonly string[], item: Omit<ArchivedItem, 'readRecord'>): readonly CsvValue[] {
  const report = item.files.find((file) => file.role === 'report')
  const missing = item.remarks.filter((remark) => remark.severity === 'missing').map((remark) => remark.message)
  const cells = [
    item.key,
    item.title,
    item.state,
    ...columns.map((column) => item.row[column]),
    report?.path,
    report?.sha256,
    report?.sizeBytes,
    item.files.length,
    missing.length === 0 ? null : missing.join(' | '),
    item.error?.code,
    item.error?.message,
  ]
  // Half a character has no place in UTF-8; JSON escapes it, so a verifier would find that the lists differ.
  return cells.map((cell) => (typeof cell === 'string' ? cell.toWellFormed() : cell))
}

/** The first line of items.csv. */
export function csvHeader(columns: readonly string[]): readonly string[] {
  if (areOwnColumns(columns)) return [...columnsBefore, ...columns, ...columnsAfter]
  throw new ArchivingError('driver_fault', 'The driver has a column twice, or one that the archive has already.')
}

/** Whether a driver's columns are all different, from each other and from ours. */
export function areOwnColumns(columns: readonly string[]): boolean {
  const ours: readonly string[] = [...columnsBefore, ...columnsAfter]
  return new Set([...ours, ...columns]).size === ours.length + columns.length
}

/** items.jsonl, line by line: everything known of an item, keys sorted. */
export async function* itemsAsJsonLines(items: AsyncIterable<ArchivedItem>): AsyncGenerator<string> {
  for await (const item of items) yield `${toSortedJson(await toRecord(item))}\n`
}

/** Our fields and no others: what a caller's objects carry besides may differ between two runs. */
async function toRecord({ key, title, state, files, row, readRecord, remarks, error }: ArchivedItem) {
  return {
    key,
    title,
    state,
    files: files.map(({ path, role, mediaType, sha256, sizeBytes }) => ({ path, role, mediaType, sha256, sizeBytes })),
    row,
    record: await readRecord(),
    remarks: remarks.map(({ severity, message }) => ({ severity, message })),
    error: error && { code: error.code, message: error.message },
  }
}
