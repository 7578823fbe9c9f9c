import { createHash } from 'node:crypto'
import path from 'node:path'
import { ArchivingError } from '../errors/archiving-error.ts'
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
import {
  exists,
  publishExclusively,
  statOrNull,
  sweepTemporaryFiles,
  writeTemporaryFile,
  type ChunkWriter,
  type TemporaryFile,
} from './temporary-file.ts'
import { createZipWriter, type ZipWriter } from './zip-writer.ts'

/** See {@link SealArchive}. */
export const sealArchive: SealArchive = createArchiveSealer()

/** @param writeChunk how a chunk reaches the disk; for tests that need a disk to fail. */
export function createArchiveSealer(writeChunk?: ChunkWriter): SealArchive {
  return async (request, signal) => {
    assertSafePath(request.archiveName)
    throwIfAborted(signal)
    await assertFolder(request.destinationFolder)
    await sweepTemporaryFiles(request.destinationFolder, request.sealedAt)
    const stop = new AbortController()
    const eitherSignal = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal
    const zip = createZipWriter()
    const feeding = feed(zip, request, eitherSignal)
    // Its failure reaches us through the zip's output as well; this keeps it from being reported as unhandled.
    feeding.catch((error: unknown) => zip.fail(error instanceof Error ? error : new Error('Sealing failed.')))
    let file: TemporaryFile | undefined
    try {
      file = await writeTemporaryFile(request.destinationFolder, zip.output, { signal, writeChunk })
      return await publish(request, file, await feeding)
    } catch (error) {
      stop.abort()
      await file?.discard()
      await feeding.catch(() => undefined)
      throw error
    }
  }
}

async function assertFolder(folder: string): Promise<void> {
  if ((await statOrNull(folder))?.isDirectory()) return
  throw new ArchivingError('storage_failed', `The folder “${folder}” is not there. Choose another one for the archive.`)
}

/** What is known of a bag once all of it has been written. */
interface WrittenBag {
  readonly payloadFiles: number
  readonly payloadBytes: number
  readonly manifestSha256: string
}

async function feed(zip: ZipWriter, request: SealRequest, signal: AbortSignal): Promise<WrittenBag> {
  const bag: OpenBag = { zip, root: `${request.archiveName}/`, signal }
  const tagFiles: ManifestEntry[] = []
  const addTagFile = async (name: string, content: string | Iterable<string>) => {
    const stored = await addHashed(bag, name, toBytes(typeof content === 'string' ? [content] : content))
    tagFiles.push({ path: name, sha256: stored.sha256 })
    return stored.sha256
  }

  await addTagFile(bagDeclarationName, bagDeclaration)
  const guard = createPathGuard()
  const manifest: ManifestEntry[] = []
  let payloadBytes = 0
  for await (const entry of untilAborted(request.payload, signal)) {
    guard.add(entry.path)
    const stored = await addHashed(bag, `${payloadFolder}${entry.path}`, untilAborted(entry.open(), signal))
    assertAsStored(entry, stored)
    manifest.push({ path: `${payloadFolder}${entry.path}`, sha256: stored.sha256 })
    payloadBytes += stored.sizeBytes
  }
  const payloadFiles = manifest.length
  await addTagFile(bagInfoName, bagInfoText(request, `${payloadBytes}.${payloadFiles}`))
  const manifestSha256 = await addTagFile(manifestName, manifestText(manifest))
  const tagManifest = Buffer.from([...manifestText(tagFiles)].join(''))
  await addHashed(bag, tagManifestName, [tagManifest])
  for (const { name, bytes } of (await request.signOff?.(tagManifest, signal)) ?? []) {
    assertSafePath(name)
    await addHashed(bag, name, [bytes])
  }
  zip.end()
  return { payloadFiles, payloadBytes, manifestSha256 }
}

interface OpenBag {
  readonly zip: ZipWriter
  readonly root: string
  readonly signal: AbortSignal
}

async function addHashed(
  bag: OpenBag,
  name: string,
  content: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<StoredContent> {
  const hash = createHash('sha256')
  let sizeBytes = 0
  async function* hashed() {
    for await (const chunk of content) {
      hash.update(chunk)
      sizeBytes += chunk.byteLength
      yield chunk
    }
  }
  try {
    await bag.zip.add(`${bag.root}${name}`, hashed(), bag.signal)
  } catch (error) {
    throwIfAborted(bag.signal)
    throw error
  }
  return { sha256: hash.digest('hex'), sizeBytes }
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

/** Gives the zip the first name that is free: `name.zip`, `name (2).zip` … */
async function publish(request: SealRequest, file: TemporaryFile, bag: WrittenBag): Promise<SealedArchive> {
  for (let number = 1; ; number += 1) {
    const fileName = `${request.archiveName}${number === 1 ? '' : ` (${number})`}.zip`
    const finalPath = path.resolve(request.destinationFolder, fileName)
    if (await exists(finalPath)) continue
    const sealed = { path: finalPath, fileName, sha256: file.sha256, sizeBytes: file.sizeBytes, ...bag }
    await request.beforePublish?.(sealed)
    if (await publishExclusively(file, finalPath)) return sealed
  }
}
