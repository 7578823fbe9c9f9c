import { ArchivingError } from '../errors/index.ts'

/** What was read, or why it was not. */
export type ContentOrRefusal<Content> =
  | { readonly content: Content; readonly refusal?: undefined }
  | { readonly content?: undefined; readonly refusal: ArchivingError }

/** An entry of a listing, with what was read of it. */
export type EntryContent<Entry, Content> = ContentOrRefusal<Content> & { readonly entry: Entry }

/** How entries are read together. */
export interface ReadContentsOptions<Entry, Content> {
  /** Meant for a source that makes few requests of what is asked at the same time (`ActivitySource.batched`). */
  readonly read: (entry: Entry) => Promise<Content>
  /** How much an entry counts among those that are read together: 50 in all. Default: 1. */
  readonly weightOf?: (entry: Entry) => number
}

const mostTogether = 50

/**
 * Reads what belongs to each entry of a listing, several at once, in the order of the listing. What is refused, missing
 * or makes no sense concerns its entry alone; other errors end the listing.
 *
 * @throws ArchivingError of the listing and the readings
 */
export async function* readContents<Entry, Content>(
  entries: AsyncIterable<Entry>,
  { read, weightOf = () => 1 }: ReadContentsOptions<Entry, Content>,
): AsyncGenerator<EntryContent<Entry, Content>> {
  let together: Entry[] = []
  let weight = 0
  for await (const entry of entries) {
    together.push(entry)
    weight += weightOf(entry)
    if (weight < mostTogether) continue
    yield* await readTogether(together, read)
    together = []
    weight = 0
  }
  yield* await readTogether(together, read)
}

async function readTogether<Entry, Content>(
  entries: readonly Entry[],
  read: (entry: Entry) => Promise<Content>,
): Promise<readonly EntryContent<Entry, Content>[]> {
  const readings = entries.map(async (entry) => ({ entry, ...(await unlessRefused(() => read(entry))) }))
  // Nothing goes on being read behind the back of whoever is told of a failure.
  await Promise.allSettled(readings)
  return await Promise.all(readings)
}

/**
 * Reads what one entry consists of; what is refused, missing or makes no sense is no error of the listing.
 *
 * @throws ArchivingError of any other kind
 */
async function unlessRefused<Content>(read: () => Promise<Content>): Promise<ContentOrRefusal<Content>> {
  try {
    return { content: await read() }
  } catch (error) {
    if (error instanceof ArchivingError && refusals.has(error.code)) return { refusal: error }
    throw error
  }
}

const refusals: ReadonlySet<string> = new Set(['source_denied', 'source_missing', 'source_unexpected'])
