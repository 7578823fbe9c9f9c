import { z } from 'zod'

/** Fields of every input that asks for a page. */
export const pageOptions = {
  limit: z.int().min(1).max(500).optional().describe('How many entries a page has, 1 to 500. 100 unless given.'),
  cursor: z.string().max(500).optional().describe('`nextCursor` of the page before; the first page without it.'),
}

/**
 * The same for what a source can only tell from its start: each page reads all before it once more, so that a few long
 * ones are kinder than many short ones.
 */
export const longPageOptions = {
  ...pageOptions,
  limit: z
    .int()
    .min(1)
    .max(5_000)
    .optional()
    .describe(
      'How many entries a page has, 1 to 5,000. 100 unless given. A page reads all before it once more: ask for few.',
    ),
}

/** The schema of a page. `id` names its type in the SDK. */
export function pageOf<Entry extends z.ZodType>(id: string, entry: Entry) {
  return z
    .object({
      entries: z.array(entry).readonly(),
      nextCursor: z.string().optional().describe('Asks for the next page; absent on the last one.'),
    })
    .meta({ id, description: 'One page. Hand `nextCursor` back as `cursor` for the next one.' })
}
