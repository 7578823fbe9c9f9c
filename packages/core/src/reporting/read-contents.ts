import { ArchivingError } from '../errors/index.ts'

/** An entry of a listing, with what was read of it. */
export interface EntryContent<Entry, Content> {
  readonly entry: Entry
  /** Undefined if it cannot be read now. */
  readonly content: Content | undefined
  /** Why not: what concerns this entry alone. */
  readonly refusal?: ArchivingError
}

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
  return await Promise.all(
    entries.map(async (entry) => {
      try {
        return { entry, content: await read(entry) }
      } catch (error) {
        if (!concernsOneEntry(error)) throw error
        return { entry, content: undefined, refusal: error }
      }
    }),
  )
}

function concernsOneEntry(error: unknown): error is ArchivingError {
  return (
    error instanceof ArchivingError && ['source_denied', 'source_missing', 'source_unexpected'].includes(error.code)
  )
}
