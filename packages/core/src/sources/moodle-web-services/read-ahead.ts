/** Cuts a stream into lists of `size`; the last one may be shorter. */
export async function* inBatches<Item>(
  items: AsyncIterable<Item>,
  size: number,
): AsyncGenerator<readonly Item[], void, undefined> {
  let batch: Item[] = []
  for await (const item of items) {
    batch.push(item)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** Maps a stream in its order, with at most `ahead` results under way at once. The first failure ends it. */
export async function* mapAhead<Item, Result>(
  items: AsyncIterable<Item>,
  ahead: number,
  map: (item: Item) => Promise<Result>,
): AsyncGenerator<Result, void, undefined> {
  const underWay: Promise<Result>[] = []
  const takeFirst = async (): Promise<Result> => {
    const first = underWay.shift()
    if (first === undefined) throw new RangeError('There is no result under way.')
    return await first
  }
  try {
    for await (const item of items) {
      const result = map(item)
      // A later one may fail before its turn; it is reported when its turn comes.
      result.catch(() => undefined)
      underWay.push(result)
      if (underWay.length >= ahead) yield await takeFirst()
    }
    while (underWay.length > 0) yield await takeFirst()
  } finally {
    await Promise.allSettled(underWay)
  }
}
