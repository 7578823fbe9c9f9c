import path from 'node:path'
import type { StoredContent } from './artifact-store.ts'
import { exists, publishExclusively, publishReplacing, writeTemporaryFile } from './temporary-file.ts'

/**
 * Writes a file so that its name never stands for half of it: temporary name in the same folder, sync, rename, sync of
 * the folder. Replaces what was there. The folder must exist.
 *
 * @throws ArchivingError `storage_full`, `storage_failed`, `storage_busy`, `aborted`; what `content` throws passes.
 */
export async function writeFileWhole(
  filePath: string,
  content: AsyncIterable<Uint8Array> | Uint8Array | string,
  signal?: AbortSignal,
): Promise<StoredContent> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  const file = await writeTemporaryFile(path.dirname(filePath), bytes, { signal })
  try {
    await publishReplacing(file, filePath)
  } catch (error) {
    await file.discard()
    throw error
  }
  return { sha256: file.sha256, sizeBytes: file.sizeBytes }
}

/**
 * Writes a file as {@link writeFileWhole} does, unless there is one: what is there is never replaced.
 *
 * @param mode who may read it, from its first byte on, such as `0o600`.
 * @returns whether this call made it.
 * @throws ArchivingError `storage_full`, `storage_failed`, `storage_busy`.
 */
export async function writeFileOnce(filePath: string, content: string, mode?: number): Promise<boolean> {
  if (await exists(filePath)) return false
  const file = await writeTemporaryFile(path.dirname(filePath), Buffer.from(content), { mode })
  try {
    const made = await publishExclusively(file, filePath)
    if (!made) await file.discard()
    return made
  } catch (error) {
    await file.discard()
    throw error
  }
}
