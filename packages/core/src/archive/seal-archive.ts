import { createHash } from 'node:crypto'
import { ArchivingError } from '../errors/archiving-error.ts'
import type { ArchivePlace } from '../storage/storage-target.ts'
import { throwIfAborted, untilAborted } from './abortable.ts'
import type { PayloadEntry, SealArchive, SealedArchive, SealRequest } from './archive-sealer.ts'
import type { StoredContent } from './artifact-store.ts'
import {
  bagDeclaration,
  bagDeclarationName,
  bagInfoName,
  comparePaths,
  formatBagInfo,
  formatManifestLine,
  manifestName,
  payloadFolder,
  tagManifestName,
  type ManifestEntry,
} from './bag-tag-files.ts'
import { createPathGuard } from './path-guard.ts'
import { assertSafePath } from './safe-path.ts'
import { writeTemporaryFile, type ChunkWriter, type TemporaryFile } from './temporary-file.ts'
import { writeZip, type ZipEntry } from './zip-writer.ts'

/** See {@link SealArchive}. */
export const sealArchive: SealArchive = createArchiveSealer()

/** @param writeChunk how a chunk reaches the disk; for tests that need a disk to fail. */
export function createArchiveSealer(writeChunk?: ChunkWriter): SealArchive {
  return async (request, signal) => {
    assertSafePath(request.archiveName)
    throwIfAborted(signal)
    const { target } = request
    await target.prepare(request.sealedAt)
    const bag: { written?: WrittenBag } = {}
    let sha256 = ''
    const zip = writeZip(bagEntries(request, bag, signal), (whole) => {
      sha256 = whole
    })
    let file: TemporaryFile | undefined
    try {
      file = await writeTemporaryFile(target.workingFolder, zip, { signal, writeChunk, sha256: () => sha256 })
      if (!bag.written) throw new Error('A zip cannot end before its entries.')
      return await publish(request, { file, bag: bag.written, signal })
    } catch (error) {
      await file?.discard()
      await zip.return()
      throw error
    }
  }
}

/** What is known of a bag once all of it has been written. */
interface WrittenBag {
  readonly payloadFiles: number
  readonly payloadBytes: number
  readonly manifestSha256: string
}

/** The files of the bag, one after the other; `bag` is told what they were once all have been read. */
async function* bagEntries(
  request: SealRequest,
  bag: { written?: WrittenBag },
  signal: AbortSignal | undefined,
): AsyncGenerator<ZipEntry, void, undefined> {
  const root = `${request.archiveName}/`
  const tagFiles: ManifestEntry[] = []
  async function* tagFile(
    name: string,
    content: string | Iterable<string>,
  ): AsyncGenerator<ZipEntry, string, undefined> {
    const { sha256 } = yield* hashedEntry(root + name, toBytes(typeof content === 'string' ? [content] : content))
    tagFiles.push({ path: name, sha256 })
    return sha256
  }

  yield* tagFile(bagDeclarationName, bagDeclaration)
  const { manifest, payloadBytes } = yield* payloadEntries(request, root, signal)
  const payloadFiles = manifest.length
  yield* tagFile(bagInfoName, bagInfoText(request, `${payloadBytes}.${payloadFiles}`))
  const manifestSha256 = yield* tagFile(manifestName, manifestText(manifest))
  const tagManifest = Buffer.from([...manifestText(tagFiles)].join(''))
  yield { path: root + tagManifestName, content: [tagManifest] }
  for (const { name, bytes } of (await request.signOff?.(tagManifest, signal ?? new AbortController().signal)) ?? []) {
    assertSafePath(name)
    yield { path: root + name, content: [bytes] }
  }
  bag.written = { payloadFiles, payloadBytes, manifestSha256 }
}

async function* payloadEntries(
  request: SealRequest,
  root: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<ZipEntry, { readonly manifest: readonly ManifestEntry[]; readonly payloadBytes: number }, undefined> {
  const guard = createPathGuard()
  const manifest: ManifestEntry[] = []
  let payloadBytes = 0
  for await (const entry of untilAborted(request.payload, signal)) {
    guard.add(entry.path)
    const path = `${payloadFolder}${entry.path}`
    const written = yield* hashedEntry(root + path, untilAborted(entry.open(), signal), entry.stored?.sizeBytes)
    assertAsStored(entry, written)
    manifest.push({ path, sha256: written.sha256 })
    payloadBytes += written.sizeBytes
  }
  return { manifest, payloadBytes }
}

/** An entry of the zip; the result is what was read of it. */
async function* hashedEntry(
  path: string,
  content: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  sizeBytes?: number,
): AsyncGenerator<ZipEntry, StoredContent, undefined> {
  const hash = createHash('sha256')
  let read = 0
  async function* hashed() {
    for await (const chunk of content) {
      hash.update(chunk)
      read += chunk.byteLength
      yield chunk
    }
  }
  yield { path, content: hashed(), ...(sizeBytes !== undefined && { sizeBytes }) }
  return { sha256: hash.digest('hex'), sizeBytes: read }
}

function assertAsStored(entry: PayloadEntry, written: StoredContent): void {
  if (!entry.stored) return
  if (entry.stored.sha256 === written.sha256 && entry.stored.sizeBytes === written.sizeBytes) return
  throw new ArchivingError('write_mismatch', `“${entry.path}” is no longer what was stored. The disk may be failing.`, {
    details: { path: entry.path },
  })
}

function bagInfoText(request: SealRequest, payloadOxum: string): string {
  const taken = request.bagInfo.find(([label]) => /^(?:payload-oxum|bagging-date)$/iu.test(label))
  if (taken) throw new ArchivingError('input_invalid', `“${taken[0]}” is written by the sealer.`)
  return formatBagInfo([
    ...request.bagInfo,
    ['Bagging-Date', request.sealedAt.toISOString().slice(0, 10)],
    ['Payload-Oxum', payloadOxum],
  ])
}

function* manifestText(entries: readonly ManifestEntry[]): Generator<string> {
  for (const entry of entries.toSorted((one, two) => comparePaths(one.path, two.path))) yield formatManifestLine(entry)
}

function* toBytes(texts: Iterable<string>): Generator<Uint8Array> {
  let text = ''
  for (const piece of texts) {
    text += piece
    if (text.length < 64 * 1024) continue
    yield Buffer.from(text)
    text = ''
  }
  if (text !== '') yield Buffer.from(text)
}

interface WrittenZip {
  readonly file: TemporaryFile
  readonly bag: WrittenBag
  readonly signal: AbortSignal | undefined
}

/** Brings the zip to its place. In S3-compatible storage nothing of it is left on this computer afterwards. */
async function publish(request: SealRequest, { file, bag, signal }: WrittenZip): Promise<SealedArchive> {
  const facts = { sha256: file.sha256, sizeBytes: file.sizeBytes, ...bag }
  const announce = async (place: ArchivePlace): Promise<void> => request.beforePublish?.({ ...place, ...facts })
  const place = await request.target.publish(file, request.archiveName, { announce, signal })
  return { ...place, ...facts }
}
