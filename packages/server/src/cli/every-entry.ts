interface Page<Entry> {
  readonly entries: readonly Entry[]
  readonly nextCursor?: string
}

/** Which page: the first one without a cursor. */
export interface PageWanted {
  readonly cursor?: string
}

/** All entries of a list, for lists that are short. */
export async function allEntries<Entry>(
  readPage: (wanted: PageWanted) => Promise<Page<Entry>>,
): Promise<readonly Entry[]> {
  const entries: Entry[] = []
  for await (const entry of everyEntry(readPage)) entries.push(entry)
  return entries
}

/** All entries of a list, page by page. */
export async function* everyEntry<Entry>(
  readPage: (wanted: PageWanted) => Promise<Page<Entry>>,
): AsyncGenerator<Entry> {
  let wanted: PageWanted | undefined = {}
  while (wanted) {
    const { entries, nextCursor }: Page<Entry> = await readPage(wanted)
    yield* entries
    wanted = nextCursor === undefined ? undefined : { cursor: nextCursor }
  }
}
