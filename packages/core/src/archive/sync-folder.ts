import { open, type FileHandle } from 'node:fs/promises'
import { systemErrorCode, wrapUnknownError } from '../errors/wrap-unknown-error.ts'

/**
 * Makes a rename or a new entry in `folder` last through a power failure, where the platform lets folders be synced.
 *
 * @throws ArchivingError `storage_failed` if the disk fails.
 */
export async function syncFolder(folder: string): Promise<void> {
  let handle: FileHandle | undefined
  try {
    handle = await open(folder, 'r')
    await handle.sync()
  } catch (error) {
    if (!unsyncableFolder.has(systemErrorCode(error) ?? '')) throw wrapUnknownError(error, 'storage_failed')
  } finally {
    await handle?.close()
  }
}

/** Windows opens no folders (EISDIR, EPERM, EACCES); some network file systems do not sync them (EINVAL, ENOTSUP). */
const unsyncableFolder: ReadonlySet<string> = new Set([
  'EISDIR',
  'EPERM',
  'EACCES',
  'EINVAL',
  'ENOTSUP',
  'EOPNOTSUPP',
  'EBADF',
])
