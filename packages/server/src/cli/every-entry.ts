interface Page<Entry> {
  readonly entries: readonly Entry[]
  readonly nextCursor?: string
}

/** Which page: the first one without a cursor. */
export interface PageWanted {
  readonly cursor?: string
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
