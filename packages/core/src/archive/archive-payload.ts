import type { PayloadEntry } from './archive-sealer.ts'
import type { ArtifactStore, StoredContent } from './artifact-store.ts'
import {
  describeAsJson,
  descriptionName,
  itemsAsCsv,
  itemsAsJsonLines,
  itemsCsvName,
  itemsJsonLinesName,
  startPageName,
} from './item-lists.ts'
import { renderStartPage, type StartPageRequest } from './start-page.ts'

export interface ArchivePayloadRequest extends StartPageRequest {
  readonly artifacts: ArtifactStore
}

/**
 * The payload of an archive, in the order in which it is written: activity.json, items.csv, items.jsonl, the start
 * page, the additional files, then the files of the items. The same description, items and language give the same bytes.
 */
export async function* archivePayload(request: ArchivePayloadRequest): AsyncGenerator<PayloadEntry> {
  const { description, items, artifacts } = request
  yield textEntry(descriptionName, () => toAsync([describeAsJson(description)]))
  yield textEntry(itemsCsvName, () => itemsAsCsv(description, items()))
  yield textEntry(itemsJsonLinesName, () => itemsAsJsonLines(items()))
  yield textEntry(startPageName, () => renderStartPage(request))
  for (const file of description.additionalFiles) yield storedEntry(file, artifacts)
  for await (const item of items()) {
    for (const file of item.files) yield storedEntry(file, artifacts)
  }
}

function storedEntry(file: StoredContent & { readonly path: string }, artifacts: ArtifactStore): PayloadEntry {
  const { path, sha256, sizeBytes } = file
  // The sealer hashes what it writes, and compares.
  return { path, stored: { sha256, sizeBytes }, open: () => artifacts.openUnchecked(sha256) }
}

const chunkLength = 64 * 1024

function textEntry(path: string, text: () => AsyncIterable<string>): PayloadEntry {
  return { path, open: () => encode(text()) }
}

async function* encode(text: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  let pending = ''
  for await (const piece of text) {
    pending += piece
    if (pending.length < chunkLength) continue
    yield Buffer.from(pending)
    pending = ''
  }
  if (pending !== '') yield Buffer.from(pending)
}

async function* toAsync(texts: readonly string[]): AsyncGenerator<string> {
  yield* texts
}
