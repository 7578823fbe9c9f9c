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
/** While one part is waited for, the next one is under way. */
const partsAtOnce = 2

/**
 * Reads what belongs to each entry of a listing, several at once, in the order of the listing. What is refused, missing
 * or makes no sense concerns its entry alone; other errors end the listing, once nothing is being read any more.
 *
 * @throws ArchivingError of the listing and the readings
 */
export async function* readContents<Entry, Content>(
  entries: AsyncIterable<Entry> | Iterable<Entry>,
  { read, weightOf = () => 1 }: ReadContentsOptions<Entry, Content>,
): AsyncGenerator<EntryContent<Entry, Content>> {
  const underWay: Promise<readonly EntryContent<Entry, Content>[]>[] = []
  try {
    for await (const part of inParts(entries, weightOf)) {
      const reading = readTogether(part, read)
      // A later part may fail before its turn; that is told when its turn comes.
      reading.catch(() => undefined)
      underWay.push(reading)
      if (underWay.length === partsAtOnce) yield* (await underWay.shift()) ?? []
    }
    for (const reading of underWay) yield* await reading
  } finally {
    await Promise.allSettled(underWay)
  }
}

async function* inParts<Entry>(
  entries: AsyncIterable<Entry> | Iterable<Entry>,
  weightOf: (entry: Entry) => number,
): AsyncGenerator<readonly Entry[]> {
  let part: Entry[] = []
  let weight = 0
  for await (const entry of entries) {
    part.push(entry)
    weight += weightOf(entry)
    if (weight < mostTogether) continue
    yield part
    part = []
    weight = 0
  }
  if (part.length > 0) yield part
}

async function readTogether<Entry, Content>(
  entries: readonly Entry[],
  read: (entry: Entry) => Promise<Content>,
): Promise<readonly EntryContent<Entry, Content>[]> {
  const readings = entries.map(async (entry) => ({ entry, ...(await unlessRefused(() => read(entry))) }))
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
