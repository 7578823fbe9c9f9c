import { ArchivingError, type Page, type PageOptions } from '@muniment/core'

const defaultLimit = 100

/**
 * A page of what can only be read from its start: the cursor is the number of entries to pass over. Reads one entry
 * more than it gives, and holds no more than a page.
 *
 * @throws ArchivingError `input_invalid` for a cursor that no page gave.
 */
export async function pageByOffset<Entry>(
  all: AsyncIterable<Entry>,
  { limit = defaultLimit, cursor = '0' }: PageOptions,
): Promise<Page<Entry>> {
  if (!/^\d{1,9}$/u.test(cursor)) {
    throw new ArchivingError('input_invalid', 'The cursor is not one that a page gave.', {
      details: { field: 'cursor' },
    })
  }
  const offset = Number(cursor)
  const entries: Entry[] = []
  let passed = 0
  for await (const entry of all) {
    if (entries.length === limit) return { entries, nextCursor: String(offset + limit) }
    if (passed < offset) passed++
    else entries.push(entry)
  }
  return { entries }
}
