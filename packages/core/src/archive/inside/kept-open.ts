import type { ArchiveEntry, ArchiveReader } from '../archive-reader.ts'

/** Files of one archive that are being read on, part by part. */
const mostPlaces = 8

/** Where reading a file stopped: the next part goes on from here. */
interface Place {
  readonly path: string
  readonly offset: number
  readonly chunks: AsyncIterator<Uint8Array>
  /** Unpacked, and not asked for yet. */
  readonly rest: Uint8Array
}

/**
 * An open archive whose files are read part by part. A packed file can be read from its start only, so where a part ended
 * is kept: what comes next costs nothing more.
 */
export class KeptOpen implements AsyncDisposable {
  readonly reader: ArchiveReader
  /** The one that was used longest ago first. */
  readonly #places = new Map<string, Place>()

  #paths: readonly string[] | undefined

  readonly #held: AsyncDisposable

  /** @param held what is let go at the end: the reader, and what it reads */
  constructor(reader: ArchiveReader, held: AsyncDisposable) {
    this.reader = reader
    this.#held = held
  }

  /** The paths of all files, in order. */
  get paths(): readonly string[] {
    return (this.#paths ??= [...this.reader.entries.keys()].toSorted())
  }

  /** At most `length` bytes of a file from `offset` on; fewer at its end only. Fails if they cannot be unpacked. */
  async readPart(entry: ArchiveEntry, offset: number, length: number): Promise<Uint8Array> {
    const place = this.#take(entry.path, offset) ?? (await begin(entry, offset))
    const parts: Uint8Array[] = [place.rest]
    let have = place.rest.byteLength
    while (have < length) {
      const next = await place.chunks.next()
      if (next.done) break
      parts.push(next.value)
      have += next.value.byteLength
    }
    const all = Buffer.concat(parts)
    const content = all.subarray(0, length)
    const reached = offset + content.byteLength
    if (reached < entry.sizeBytes) {
      // A copy: the part itself must not be kept for the sake of its end.
      this.#keep({
        path: entry.path,
        offset: reached,
        chunks: place.chunks,
        rest: Uint8Array.from(all.subarray(length)),
      })
    } else await close(place)
    return content
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const place of this.#places.values()) await close(place)
    this.#places.clear()
    await this.#held[Symbol.asyncDispose]()
  }

  #take(path: string, offset: number): Place | undefined {
    const place = this.#places.get(keyOf(path, offset))
    this.#places.delete(keyOf(path, offset))
    return place
  }

  #keep(place: Place): void {
    const key = keyOf(place.path, place.offset)
    const known = this.#places.get(key)
    if (known) void close(known)
    this.#places.delete(key)
    this.#places.set(key, place)
    const [oldest] = this.#places
    if (this.#places.size <= mostPlaces || !oldest) return
    this.#places.delete(oldest[0])
    void close(oldest[1])
  }
}

const keyOf = (path: string, offset: number): string => `${offset} ${path}`

async function begin(entry: ArchiveEntry, offset: number): Promise<Place> {
  const { path } = entry
  const chunks = entry.open()[Symbol.asyncIterator]()
  let passed = 0
  while (passed < offset) {
    const next = await chunks.next()
    if (next.done) break
    passed += next.value.byteLength
    if (passed > offset)
      return { path, offset, chunks, rest: next.value.subarray(next.value.byteLength - (passed - offset)) }
  }
  return { path, offset, chunks, rest: new Uint8Array() }
}

/** Its own failure does not matter: nobody reads on. */
async function close({ chunks }: Place): Promise<void> {
  await chunks.return?.().catch(() => undefined)
}
