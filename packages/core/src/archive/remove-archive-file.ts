import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { ArchiveRemoval } from '../archive-library.ts'
import { ArchivingError } from '../errors/index.ts'
import type { ArchiveCatalog } from './archive-catalog.ts'
import { statOrNull } from './temporary-file.ts'
import { syncFolder } from './sync-folder.ts'

/**
 * Removes the file of an archive that the catalogue does not know any more.
 *
 * @throws ArchivingError `storage_failed`, with where it lies, if that is not possible; `storage_busy`
 */
export async function removeArchiveFile(
  { archiveId, path }: Pick<ArchiveRemoval, 'archiveId' | 'path'>,
  catalog: Pick<ArchiveCatalog, 'fileRemoved'>,
): Promise<void> {
  try {
    await rm(path, { force: true })
    if (await statOrNull(dirname(path))) await syncFolder(dirname(path))
  } catch (cause) {
    const message = `The archive is no longer in the library, but its file could not be removed yet: ${path}. Muniment tries it again when it is started next.`
    throw new ArchivingError('storage_failed', message, { cause })
  }
  await catalog.fileRemoved(archiveId)
}

/** Removes the files of archives that were removed by a process that was killed, or that could not be removed then. */
export async function removeLeftFiles(
  catalog: Pick<ArchiveCatalog, 'filesToRemove' | 'fileRemoved'>,
  onFailure: (error: unknown) => void,
): Promise<void> {
  for (const removal of await catalog.filesToRemove()) {
    try {
      const found = await statOrNull(removal.path)
      // Written since: another archive has got the name.
      if (found && found.mtime > removal.removedAt) await catalog.fileRemoved(removal.archiveId)
      else await removeArchiveFile(removal, catalog)
    } catch (error) {
      onFailure(error)
    }
  }
}
