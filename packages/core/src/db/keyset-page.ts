import { ArchivingError } from '../errors/index.ts'
import type { Page, PageOptions } from '../driver/activity-archiving-driver.ts'

const defaultLimit = 100
const maximumLimit = 500

/** How many entries a page has. @throws ArchivingError `input_invalid` outside of 1 to 500. */
export function pageLimit(options: PageOptions = {}): number {
  const { limit = defaultLimit } = options
  if (!Number.isInteger(limit) || limit < 1 || limit > maximumLimit) {
    throw new ArchivingError('input_invalid', `A page has 1 to ${maximumLimit} entries.`, {
      details: { field: 'limit' },
    })
  }
  return limit
}

/**
 * Makes a page of rows that were read with one more than the limit: the extra one tells whether there is a next page.
 */
export function toPage<Row, Entry>(
  rows: readonly Row[],
  limit: number,
  map: { readonly entry: (row: Row) => Entry; readonly cursor: (row: Row) => string },
): Page<Entry> {
  const entries = rows.slice(0, limit).map(map.entry)
  const last = rows[limit - 1]
  return rows.length > limit && last !== undefined ? { entries, nextCursor: map.cursor(last) } : { entries }
}

/** A cursor that is a number. @throws ArchivingError `input_invalid`. */
export function numberCursor(cursor: string | undefined, first: number): number {
  if (cursor === undefined) return first
  const value = Number(cursor)
  if (Number.isSafeInteger(value)) return value
  throw new ArchivingError('input_invalid', 'The cursor is not one that a page gave.', { details: { field: 'cursor' } })
}
