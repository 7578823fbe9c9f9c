import { createHash } from 'node:crypto'
import { open, rename, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { ArchivingError } from '@muniment/core'
import type { ArchiveRecord, MunimentClient } from '@muniment/sdk'

/**
 * Fetches an archive from a server into a folder: to a temporary name, hashed on the way, synced, then renamed.
 *
 * @returns the path of the file.
 * @throws ArchivingError `write_mismatch` if what arrived is not what was sealed.
 */
export async function downloadArchive(client: MunimentClient, archive: ArchiveRecord, folder: string): Promise<string> {
  const path = await freePath(folder, basename(archive.fileName))
  const temporary = `${path}.${archive.id}.part`
  const hash = createHash('sha256')
  try {
    const file = await open(temporary, 'w')
    try {
      const { content } = await client.archives.download({ archiveId: archive.id })
      for await (const chunk of content) {
        hash.update(chunk)
        await file.writeFile(chunk)
      }
      await file.sync()
    } finally {
      await file.close()
    }
    if (hash.digest('hex') !== archive.sha256) {
      throw new ArchivingError('write_mismatch', 'The archive did not arrive as it was sealed. Give the command again.')
    }
    await rename(temporary, path)
    return path
  } finally {
    await rm(temporary, { force: true })
  }
}

async function freePath(folder: string, fileName: string): Promise<string> {
  for (let number = 1; ; number++) {
    const name = number === 1 ? fileName : fileName.replace(/(\.[^.]*)?$/u, ` (${number})$1`)
    const path = join(folder, name)
    if (!(await stat(path).catch(() => undefined))) return path
  }
}
