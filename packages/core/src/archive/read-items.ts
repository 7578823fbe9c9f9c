import { z } from 'zod'
import { artifactRoles, type ArchivedItem } from './archive-description.ts'
import { readLines } from './read-lines.ts'

const longestItem = 64 * 1024 * 1024

const itemSchema = z.object({
  key: z.string(),
  title: z.string(),
  state: z.enum(['archived', 'failed']),
  files: z.array(
    z.object({
      path: z.string(),
      role: z.enum(artifactRoles),
      mediaType: z.string(),
      sha256: z.string(),
      sizeBytes: z.int().nonnegative(),
    }),
  ),
  row: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  record: z.unknown(),
  remarks: z.array(z.object({ severity: z.enum(['missing', 'notice']), message: z.string() })),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
})

/** One item as items.jsonl has it. */
export interface ListedItem extends Omit<ArchivedItem, 'readRecord'> {
  /** Everything that the report shows. */
  readonly record?: unknown
}

/**
 * The items of items.jsonl, one after the other.
 *
 * @throws SyntaxError, or an error of zod, for a list that is not one of ours.
 */
export async function* readItems(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<ListedItem> {
  for await (const line of readLines(bytes, longestItem)) yield itemSchema.parse(JSON.parse(line))
}
