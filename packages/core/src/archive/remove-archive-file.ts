import type { ArchiveRemoval } from '../archive-library.ts'
import { ArchivingError } from '../errors/index.ts'
import type { StorageTargets } from '../storage/storage-target.ts'
import type { ArchiveCatalog } from './archive-catalog.ts'

/** What files of archives are removed with. */
export interface RemovalPorts {
  readonly catalog: Pick<ArchiveCatalog, 'filesToRemove' | 'fileRemoved' | 'isPlaceTaken'>
  readonly storage: StorageTargets
}

/**
 * Removes the file of an archive that the catalogue does not know any more.
 *
 * @throws ArchivingError `storage_failed`, with where it lies, if that is not possible; `storage_busy`
 */
export async function removeArchiveFile(
  { archiveId, path }: Pick<ArchiveRemoval, 'archiveId' | 'path'>,
  { catalog, storage }: RemovalPorts,
): Promise<void> {
  try {
    await storage.of(path).remove(path)
  } catch (cause) {
    const message = `The archive is no longer in the library, but its file could not be removed yet: ${path}. Muniment tries it again when it is started next.`
    const german = `Das Archiv ist nicht mehr in der Bibliothek, doch seine Datei ließ sich noch nicht entfernen: ${path}. Muniment versucht es beim nächsten Start erneut.`
    throw new ArchivingError('storage_failed', message, { cause, german })
  }
  await catalog.fileRemoved(archiveId)
}

/** Removes the files of archives that were removed by a process that was killed, or that could not be removed then. */
export async function removeLeftFiles(ports: RemovalPorts, onFailure: (error: unknown) => void): Promise<void> {
  for (const removal of await ports.catalog.filesToRemove()) {
    try {
      await removeLeftFile(removal, ports)
    } catch (error) {
      onFailure(error)
    }
  }
}

/** Meanwhile another archive may have got the place: only what was to be removed is. */
async function removeLeftFile({ archiveId, path, sha256 }: ArchiveRemoval, ports: RemovalPorts): Promise<void> {
  const target = ports.storage.of(path)
  if ((await target.sizeOf(path)) === null || (await ports.catalog.isPlaceTaken(path))) {
    return await ports.catalog.fileRemoved(archiveId)
  }
  await using copy = await target.bring(path)
  if ((await copy.hash()) === sha256) return await removeArchiveFile({ archiveId, path }, ports)
  const message = `The file of a deleted archive is not as it was, so it was left where it lies. Remove it by hand: ${path}`
  throw new ArchivingError('state_conflict', message)
}
