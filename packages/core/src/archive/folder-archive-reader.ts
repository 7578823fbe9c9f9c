import { createReadStream } from 'node:fs'
import { lstat, opendir, readdir } from 'node:fs/promises'
import nodePath from 'node:path'
import { systemErrorCode, wrapUnknownError } from '../errors/wrap-unknown-error.ts'
import { throwIfAborted } from './abortable.ts'
import type { ArchiveReader } from './archive-reader.ts'
import { bagDeclarationName } from './bag-tag-files.ts'
import { EntryIndex } from './entry-index.ts'
import type { FindingCollector } from './finding-collector.ts'
import { exists, onDisk } from './temporary-file.ts'

/**
 * Opens an unpacked archive: the bag's folder, or a folder that holds nothing but it. Links are reported and not
 * followed.
 *
 * @throws ArchivingError `storage_failed` if a folder cannot be listed, `aborted`.
 */
export async function openFolderArchive(
  folder: string,
  findings: FindingCollector,
  signal?: AbortSignal,
): Promise<ArchiveReader> {
  const bagFolder = await findBagFolder(folder)
  const index = new EntryIndex(findings)
  for await (const path of walk(bagFolder, findings)) {
    throwIfAborted(signal)
    const filePath = nodePath.join(bagFolder, ...path.split('/'))
    const facts = await lstat(filePath).catch(nullIfMissing)
    if (facts === null) {
      findings.damage('unsafe_path', path, 'The name is not UTF-8, or the file went away while it was looked at.')
      continue
    }
    // Some file systems of macOS keep names decomposed; the manifest has them composed.
    index.add({ path: path.normalize('NFC'), sizeBytes: facts.size, open: () => createReadStream(filePath) })
  }
  return {
    kind: 'folder',
    name: nodePath.basename(bagFolder),
    entries: index.entries,
    checkContainer: () => Promise.resolve(),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
}

/** A name that is not UTF-8 is listed with a replacement character, under which there is no file. */
function nullIfMissing(error: unknown): null {
  if (systemErrorCode(error) === 'ENOENT') return null
  throw wrapUnknownError(error, 'storage_failed')
}

async function findBagFolder(folder: string): Promise<string> {
  if (await exists(nodePath.join(folder, bagDeclarationName))) return folder
  const inside = await onDisk(readdir(folder, { withFileTypes: true }))
  const only = inside.length === 1 ? inside[0] : undefined
  if (only?.isDirectory() && (await exists(nodePath.join(folder, only.name, bagDeclarationName)))) {
    return nodePath.join(folder, only.name)
  }
  return folder
}

/** Paths of all files below `folder`, `/` between folders. */
async function* walk(folder: string, findings: FindingCollector): AsyncGenerator<string> {
  const waiting = ['']
  for (let parent = waiting.pop(); parent !== undefined; parent = waiting.pop()) {
    try {
      for await (const entry of await opendir(nodePath.join(folder, ...parent.split('/')))) {
        const path = `${parent}${entry.name}`
        if (entry.isDirectory()) waiting.push(`${path}/`)
        else if (entry.isFile()) yield path
        else findings.damage('unsafe_path', path, 'This is a link or a device, not a file. It was not followed.')
      }
    } catch (error) {
      throw wrapUnknownError(error, 'storage_failed')
    }
  }
}
