import path from 'node:path'
import type { ExportedArchive } from '../archive-library.ts'
import type { ArchiveRecord } from '../core.ts'
import { ArchivingError } from '../errors/index.ts'
import { hashFile } from './hash-file.ts'
import { withSuffix } from './safe-path.ts'
import { publishExclusively, statOrNull, writeTemporaryFile, type TemporaryFile } from './temporary-file.ts'

/** What is copied where to. */
export interface ExportRequest {
  readonly archive: Pick<ArchiveRecord, 'fileName' | 'sha256'>
  readonly content: AsyncIterable<Uint8Array>
  readonly folder: string
  readonly signal?: AbortSignal | undefined
}

/**
 * Copies an archive to a folder, never over another file, and reads the copy again where it lies.
 *
 * @throws ArchivingError `input_invalid` for a folder that is not there, `write_mismatch`, `storage_full`,
 *   `storage_failed`, `aborted`
 */
export async function exportArchive({ archive, content, folder, signal }: ExportRequest): Promise<ExportedArchive> {
  const { sha256, fileName } = archive
  if (!path.isAbsolute(folder) || (await statOrNull(folder))?.isDirectory() !== true) {
    throw new ArchivingError('input_invalid', `There is no folder ${folder} to copy the archive to.`, {
      details: { field: 'folder' },
      german: `Einen Ordner ${folder}, in den das Archiv kopiert werden könnte, gibt es nicht.`,
    })
  }
  const file = await writeTemporaryFile(folder, content, { signal })
  try {
    if (file.sha256 !== sha256) throw new ArchivingError('write_mismatch', notAsSealed.en, { german: notAsSealed.de })
    if ((await hashFile(file.path, signal)) !== sha256)
      throw new ArchivingError('write_mismatch', badCopy.en, { german: badCopy.de })
    return { path: await publish(file, folder, path.basename(fileName)), sha256, sizeBytes: file.sizeBytes }
  } catch (error) {
    await file.discard()
    throw error
  }
}

async function publish(file: TemporaryFile, folder: string, fileName: string): Promise<string> {
  for (let number = 1; ; number++) {
    const finalPath = path.join(folder, number === 1 ? fileName : withSuffix(fileName, number))
    if (await publishExclusively(file, finalPath)) return finalPath
  }
}

const notAsSealed = {
  en: 'Nothing was copied: the archive is not what was sealed. Verify it to see what has changed.',
  de: 'Nichts wurde kopiert: Das Archiv ist nicht, was versiegelt wurde. Prüfen Sie es, um zu sehen, was sich geändert hat.',
}
const badCopy = {
  en: 'The copy was not read back as it was written, and was removed. Check the disk, or choose another one.',
  de: 'Die Kopie ließ sich nicht lesen, wie sie geschrieben wurde, und wurde entfernt. Prüfen Sie den Datenträger, oder wählen Sie einen anderen.',
}
