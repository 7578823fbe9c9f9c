import { createHash, randomUUID } from 'node:crypto'
import { open, rename, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { MunimentClient } from '../create-muniment-client.ts'
import { MunimentError } from '../muniment-error.ts'

/** Where an archive is saved, and how that is followed. */
export interface SaveArchiveOptions {
  readonly archiveId: string
  /** A folder that exists. The file gets the archive's own name, or the first of ` (2)`, ` (3)` … that is free. */
  readonly folder: string
  readonly signal?: AbortSignal
  /** Told after each part that arrived. */
  readonly onProgress?: (received: { readonly bytes: number; readonly sizeBytes: number }) => void
  /** How often a download that broke off or arrived damaged is begun again. Default: 2. */
  readonly retries?: number
}

/** An archive on this computer's disk. */
export interface SavedArchive {
  readonly path: string
  readonly sizeBytes: number
  readonly sha256: string
}

/**
 * Downloads an archive to a file. The file gets its name only once all of it is on the disk and hashes to what was
 * sealed; nothing is left of a download that failed.
 *
 * @throws MunimentError `not_found`; `write_mismatch` if what arrived is not what was sealed; `connection_failed`,
 *   `aborted`. What the disk refuses passes through, such as `ENOSPC`.
 */
export async function saveArchive(
  client: Pick<MunimentClient, 'archives'>,
  { retries = 2, ...options }: SaveArchiveOptions,
): Promise<SavedArchive> {
  for (let tried = 0; ; tried++) {
    try {
      return await saveOnce(client, options)
    } catch (error) {
      if (!(error instanceof MunimentError) || error.retry === 'never' || tried >= retries) throw error
    }
  }
}

async function saveOnce(
  client: Pick<MunimentClient, 'archives'>,
  { archiveId, folder, signal, onProgress }: Omit<SaveArchiveOptions, 'retries'>,
): Promise<SavedArchive> {
  const download = await client.archives.download({ archiveId }, signal ? { signal } : {})
  const { fileName, sizeBytes, sha256 } = download
  const temporary = join(folder, `.${randomUUID()}.part`)
  const file = await open(temporary, 'wx')
  try {
    const hash = createHash('sha256')
    let bytes = 0
    for await (const chunk of download.content) {
      hash.update(chunk)
      await file.writeFile(chunk)
      bytes += chunk.length
      onProgress?.({ bytes, sizeBytes })
    }
    if (hash.digest('hex') !== sha256) {
      const message = 'The archive did not arrive as it was sealed. Download it again.'
      throw new MunimentError('write_mismatch', message, { retry: 'later' })
    }
    await file.sync()
    await file.close()
    const path = await freePath(folder, safeName(fileName))
    await rename(temporary, path)
    return { path, sizeBytes, sha256 }
  } finally {
    await file.close()
    await rm(temporary, { force: true })
  }
}

/** A server's word is no path. */
function safeName(fileName: string): string {
  const name = basename(fileName.replaceAll('\\', '/'))
  return name === '' || name === '.' || name === '..' ? 'archive.zip' : name
}

async function freePath(folder: string, fileName: string): Promise<string> {
  const end = fileName.lastIndexOf('.')
  const [stem, extension] = end > 0 ? [fileName.slice(0, end), fileName.slice(end)] : [fileName, '']
  for (let number = 1; ; number++) {
    const path = join(folder, number === 1 ? fileName : `${stem} (${number})${extension}`)
    if (!(await stat(path).catch(() => undefined))) return path
  }
}
