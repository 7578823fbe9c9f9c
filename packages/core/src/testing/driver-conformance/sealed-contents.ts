import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { FindingCollector } from '../../archive/finding-collector.ts'
import { descriptionName, itemsCsvName, itemsJsonLinesName, startPageName } from '../../archive/item-lists.ts'
import { openArchive } from '../../archive/open-archive.ts'
import { readItems, type ListedItem } from '../../archive/read-items.ts'

/** A small sealed archive, read whole. */
export interface SealedContents {
  /** All files of the bag, by their path from the bag's folder. */
  readonly files: ReadonlyMap<string, Uint8Array>
  /** SHA-256 of each file of the payload, by its path below `data/`. */
  readonly payload: Readonly<Record<string, string>>
  readonly items: readonly ListedItem[]
  /** The line of items.jsonl of each item, by its key: everything that the archive has of it, hashes included. */
  readonly itemLines: ReadonlyMap<string, string>
}

/** Files of the payload that belong to no item. */
export const listNames: readonly string[] = [descriptionName, itemsCsvName, itemsJsonLinesName, startPageName]

/** Reads an archive for tests; nothing of it is checked. */
export async function readSealedContents(path: string): Promise<SealedContents> {
  await using reader = await openArchive(path, new FindingCollector())
  const files = new Map<string, Uint8Array>()
  for (const [name, entry] of reader?.entries ?? []) files.set(name, await buffer(entry.open()))
  const payload: Record<string, string> = {}
  for (const [name, bytes] of files) {
    if (name.startsWith('data/')) payload[name.slice('data/'.length)] = sha256(bytes)
  }
  const list = files.get(`data/${itemsJsonLinesName}`) ?? Buffer.alloc(0)
  const lines = Buffer.from(list).toString().split('\n').filter(Boolean)
  const items: ListedItem[] = []
  for await (const item of readItems(once(list))) items.push(item)
  const itemLines = new Map(items.map((item, index) => [item.key, lines[index] ?? '']))
  return { files, payload, items, itemLines }
}

/** SHA-256 in hex. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
