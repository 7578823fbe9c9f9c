/** The entries of a listing that are wanted, in their order. */
export async function* chooseEntries<Entry>(
  entries: AsyncIterable<Entry>,
  isWanted: (entry: Entry) => boolean,
): AsyncGenerator<Entry> {
  for await (const entry of entries) if (isWanted(entry)) yield entry
}
