import { rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { hashFile } from '../archive/hash-file.ts'
import { syncFolder } from '../archive/sync-folder.ts'
import type { EnginePorts } from './engine-ports.ts'
import type { SealingArchive, StoredTask } from './stored-task.ts'
import { takenOver } from './task-hold.ts'

/**
 * The archive that an earlier process was about to publish, if it lies in its place. If not, that is forgotten before
 * another one is made, and looked at once more: should that process only have slept and publish it now, then either it is
 * found here, or it finds that nobody wants it any more ({@link removeUnlessNeeded}).
 *
 * @param owner who seals the task now
 */
export async function findSealedBefore(
  { id, sealing, archiveId }: StoredTask,
  owner: string,
  { tasks }: Pick<EnginePorts, 'tasks'>,
): Promise<SealingArchive | undefined> {
  if (!sealing || archiveId === null) return undefined
  if (await isWhole(sealing)) return sealing
  if (!(await tasks.update(id, owner, { sealing: null }))) throw takenOver()
  return (await isWhole(sealing)) ? sealing : undefined
}

/** Removes an archive that was published for a task that is another's by now, unless that one may take it over. */
export async function removeUnlessNeeded(
  { path }: SealingArchive,
  taskId: string,
  { tasks, catalog }: Pick<EnginePorts, 'tasks' | 'catalog'>,
): Promise<void> {
  const task = await tasks.get(taskId)
  const archive = task?.archiveId == null ? undefined : await catalog.get(task.archiveId)
  if (task?.sealing?.path === path || archive?.path === path) return
  await rm(path, { force: true })
}

/** Whether the file that was about to be published is there, byte for byte; if so, it is there to stay. */
async function isWhole(sealing: SealingArchive): Promise<boolean> {
  try {
    const { size } = await stat(sealing.path)
    if (size !== sealing.sizeBytes || (await hashFile(sealing.path)) !== sealing.sha256) return false
    // Whoever gave it its name may have been killed before the folder was synced.
    await syncFolder(dirname(sealing.path))
    return true
  } catch {
    // Not there, or not readable: it is sealed anew.
    return false
  }
}
