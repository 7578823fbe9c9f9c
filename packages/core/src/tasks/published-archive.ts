import { createHash } from 'node:crypto'
import { wrapUnknownError } from '../errors/index.ts'
import type { EnginePorts } from './engine-ports.ts'
import type { SealingArchive, StoredTask } from './stored-task.ts'
import { takenOver } from './task-hold.ts'

/**
 * The archive that an earlier process was about to publish, if it lies in its place. If not, that is forgotten before
 * another one is made, and looked at once more: should that process only have slept and publish it now, then either it is
 * found here, or it finds that nobody wants it any more ({@link removeUnlessNeeded}).
 *
 * @param owner who seals the task now
 * @throws ArchivingError `aborted`; `storage_busy` if it cannot be known whether it is there
 */
export async function findSealedBefore(
  { id, sealing, archiveId }: StoredTask,
  { owner, signal }: { readonly owner: string; readonly signal: AbortSignal },
  { tasks, storage }: Pick<EnginePorts, 'tasks' | 'storage'>,
): Promise<SealingArchive | undefined> {
  if (!sealing || archiveId === null) return undefined
  if (await isWhole(sealing, { storage, signal })) return sealing
  if (!(await tasks.update(id, owner, { sealing: null }))) throw takenOver()
  return (await isWhole(sealing, { storage, signal })) ? sealing : undefined
}

/** Removes an archive that was published for a task that is another's by now, unless that one may take it over. */
export async function removeUnlessNeeded(
  { path }: SealingArchive,
  taskId: string,
  { tasks, catalog, storage }: Pick<EnginePorts, 'tasks' | 'catalog' | 'storage'>,
): Promise<void> {
  const task = await tasks.get(taskId)
  const archive = task?.archiveId == null ? undefined : await catalog.get(task.archiveId)
  if (task?.sealing?.path === path || archive?.path === path) return
  await storage.of(path).remove(path)
}

/** Whether the file that was about to be published is there, byte for byte; if so, it is there to stay. */
async function isWhole(
  { path, sizeBytes, sha256 }: SealingArchive,
  { storage, signal }: Pick<EnginePorts, 'storage'> & { readonly signal: AbortSignal },
): Promise<boolean> {
  try {
    const target = storage.of(path)
    if ((await target.sizeOf(path, signal)) !== sizeBytes) return false
    const hash = createHash('sha256')
    for await (const chunk of target.read(path, undefined, signal)) hash.update(chunk)
    if (hash.digest('hex') !== sha256) return false
    await target.settle(path)
    return true
  } catch (error) {
    // It may be there, and will be found once the storage answers again.
    if (['aborted', 'storage_busy'].includes(wrapUnknownError(error).code)) throw error
    // Not there, or not readable: it is sealed anew.
    return false
  }
}
