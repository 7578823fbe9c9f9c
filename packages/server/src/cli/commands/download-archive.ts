import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { ArchivingError, withSuffix, writeFileWhole } from '@muniment/core'
import type { ArchiveRecord, MunimentClient } from '@muniment/sdk'

/**
 * Fetches an archive from a server into a folder. It gets its name only once it is there as it was sealed.
 *
 * @returns the path of the file.
 * @throws ArchivingError `write_mismatch` if what arrived is not what was sealed.
 */
export async function downloadArchive(client: MunimentClient, archive: ArchiveRecord, folder: string): Promise<string> {
  const path = await freePath(folder, basename(archive.fileName))
  const { content } = await client.archives.download({ archiveId: archive.id })
  await writeFileWhole(path, checked(content, archive.sha256))
  return path
}

/** The same bytes; ends with an error if they are not the ones that the hash names. */
async function* checked(content: AsyncIterable<Uint8Array>, sha256: string): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  for await (const chunk of content) {
    hash.update(chunk)
    yield chunk
  }
  if (hash.digest('hex') !== sha256) {
    throw new ArchivingError('write_mismatch', 'The archive did not arrive as it was sealed. Give the command again.')
  }
}

/** The name, or the first of ` (2)`, ` (3)` … that is free. */
async function freePath(folder: string, fileName: string): Promise<string> {
  for (let number = 1; ; number++) {
    const path = join(folder, number === 1 ? fileName : withSuffix(fileName, number))
    if (!(await stat(path).catch(() => undefined))) return path
  }
}
