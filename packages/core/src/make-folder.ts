import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { syncFolder } from './archive/sync-folder.ts'
import { ArchivingError, systemErrorCode, wrapUnknownError } from './errors/index.ts'

/**
 * Makes a folder and those above it, if they are not there, and lets it last through a power failure: the folder that it
 * lies in is synced, also where a process made it that may not have lived to do so. (Node's own recursive `mkdir` never
 * returns on file systems that refuse new folders by saying that there is no such one, as Linux's `/proc` does.)
 *
 * @throws ArchivingError `storage_failed` or `storage_full`, naming the folder.
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await makeWithParents(folder)
    await syncFolder(dirname(folder))
  } catch (error) {
    const { code, message } = wrapUnknownError(error, 'storage_failed')
    throw new ArchivingError(code, `The folder ${folder} cannot be made. ${message}`, { cause: error })
  }
}

async function makeWithParents(folder: string): Promise<void> {
  try {
    await mkdir(folder)
  } catch (error) {
    const code = systemErrorCode(error)
    if (code === 'ENOENT' && dirname(folder) !== folder) {
      await makeWithParents(dirname(folder))
      await syncFolder(dirname(dirname(folder)))
      await mkdir(folder).catch(ignoreExisting)
    } else if (!(await isFolder(folder))) throw error
  }
}

/** Somebody else made it in the meantime. */
function ignoreExisting(error: unknown): void {
  if (systemErrorCode(error) !== 'EEXIST') throw error
}

const isFolder = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined))?.isDirectory() === true
