import type { FilterQuery } from '@mikro-orm/sql'
import { z } from 'zod'
import type { EntryOrder, ListEntriesOptions } from '../archive-library.ts'
import { ArchivingError } from '../errors/index.ts'
import { parseJson } from '../parse-json.ts'
import type { ArchiveEntryRow } from './entities/index.ts'

/** The column that each order goes by. Entries that are equal in it stand as they do in the archive. */
const columns = { name: 'nameKey', state: 'state', grade: 'gradeKey', at: 'atKey' } as const satisfies Record<
  EntryOrder,
  keyof ArchiveEntryRow
>

type Ordering = Pick<ListEntriesOptions, 'orderBy' | 'descending' | 'cursor'>

const cursorSchema = z.tuple([z.union([z.string().max(1_000), z.number()]), z.int()])

/** How rows are put in order. */
export function entryOrder({ orderBy, descending }: Ordering): Record<string, 'asc' | 'desc'> {
  const direction = descending === true ? 'desc' : 'asc'
  return { ...(orderBy && { [columns[orderBy]]: direction }), ordinal: direction }
}

/** What comes after the last entry of the page before. @throws ArchivingError `input_invalid`. */
export function afterEntry({ orderBy, descending, cursor }: Ordering): FilterQuery<ArchiveEntryRow> {
  if (cursor === undefined) return {}
  const parsed = cursorSchema.safeParse(parseJson(cursor))
  if (!parsed.success || (typeof parsed.data[0] === 'string') !== (orderBy === 'name' || orderBy === 'state')) {
    throw new ArchivingError('input_invalid', 'The cursor is not one that a page gave.', {
      details: { field: 'cursor' },
    })
  }
  const [value, ordinal] = parsed.data
  const beyond = descending === true ? '$lt' : '$gt'
  const later = { ordinal: { [beyond]: ordinal } }
  if (!orderBy) return later
  const column = columns[orderBy]
  return { $or: [{ [column]: { [beyond]: value } }, { $and: [{ [column]: value }, later] }] }
}

/** Names the last entry of a page. */
export function cursorOfEntry(
  row: Pick<ArchiveEntryRow, 'ordinal' | (typeof columns)[EntryOrder]>,
  { orderBy }: Ordering,
): string {
  return JSON.stringify([orderBy ? row[columns[orderBy]] : 0, row.ordinal])
}
