import { isDeepStrictEqual } from 'node:util'
import type { CatalogedArchive } from '../archive/archive-catalog.ts'
import { toSortedJson } from '../archive/sorted-json.ts'
import type { EnginePorts } from './engine-ports.ts'
import type { ReusableItem } from './item-store.ts'
import type { ArchiveDetails } from './log-kinds.ts'
import type { StoredTask } from './stored-task.ts'
import type { TaskExecution } from './task-execution.ts'
import { holdOf } from './task-hold.ts'

const pageSize = 100

/** A finished task, and the archive that it ended with. */
export interface Predecessor {
  readonly task: StoredTask
  readonly archive: CatalogedArchive
}

/**
 * The newest finished task of the same activity, driver, source and settings, whose archive the catalogue knows.
 *
 * @throws ArchivingError `storage_busy`, `storage_failed`
 */
export async function findPredecessor(
  { driverId, activity, settings }: StoredTask,
  { tasks, catalog }: Pick<EnginePorts, 'tasks' | 'catalog'>,
): Promise<Predecessor | undefined> {
  const { sourceId, courseModuleId } = activity
  const wanted = toSortedJson(settings)
  let cursor: string | undefined
  do {
    const filter = { driverId, sourceId, courseModuleId, states: ['finished'] as const }
    const page = await tasks.page(filter, { limit: pageSize, ...(cursor !== undefined && { cursor }) })
    for (const task of page.entries) {
      const archiveId = toSortedJson(task.settings) === wanted ? task.archiveId : null
      const archive = archiveId === null ? undefined : await catalog.get(archiveId)
      if (archive) return { task, archive }
    }
    cursor = page.nextCursor
  } while (cursor !== undefined)
  return undefined
}

/** The predecessor that a task was given when its items were listed. */
export async function predecessorOf(
  { predecessorTaskId }: StoredTask,
  { tasks, catalog }: Pick<EnginePorts, 'tasks' | 'catalog'>,
): Promise<Predecessor | undefined> {
  const task = predecessorTaskId === null ? undefined : await tasks.get(predecessorTaskId)
  const archive = task?.archiveId == null ? undefined : await catalog.get(task.archiveId)
  return task && archive && { task, archive }
}

/**
 * Takes what has not changed from the task before: its rows are copied, the source is not asked. Contents that are not in
 * the artifact store any more, or not whole, leave their item to be read. May be broken off and begun again.
 *
 * @throws ArchivingError `storage_busy`, `storage_full`, `storage_failed`
 */
export async function reuseItems(
  { task, signal, log }: TaskExecution,
  { items, artifacts, changes }: EnginePorts,
  predecessor: Predecessor,
): Promise<void> {
  let after = -1
  while (!signal.aborted) {
    const page = await items.pageOfReusable(task.id, predecessor.task.id, after, pageSize)
    const last = page.at(-1)
    if (!last) break
    const isKept = await Promise.all(page.map((item) => areWhole(item, artifacts, signal)))
    const kept = page.filter((_item, index) => isKept[index])
    await items.reuse(holdOf(task), kept)
    changes.announce(task.id)
    after = last.ordinal
  }
  if (signal.aborted) return
  const { reused, total } = await items.counts(task.id)
  log.tell({ kind: 'reused', details: { ...archiveDetails(predecessor.archive), reused, total } })
}

async function areWhole(
  { contents }: ReusableItem,
  artifacts: EnginePorts['artifacts'],
  signal: AbortSignal,
): Promise<boolean> {
  for (const content of contents) if (!(await artifacts.isWhole(content, signal))) return false
  return true
}

/** What the log calls an archive by. */
export function archiveDetails({ fileName, sealedAt }: CatalogedArchive): ArchiveDetails {
  return { fileName, sealedAt: sealedAt.toISOString() }
}

/**
 * The archive of the task before, if this one would be the same: then no other is needed. Undefined if anything differs,
 * or that archive does not lie where this one should.
 *
 * @throws ArchivingError `storage_busy`, `storage_failed`
 */
export async function findUnchangedArchive(
  task: StoredTask,
  { task: before, archive }: Predecessor,
  ports: Pick<EnginePorts, 'files' | 'items' | 'storage'>,
  signal: AbortSignal,
): Promise<CatalogedArchive | undefined> {
  const isSame =
    isDeepStrictEqual(told(task), told(before)) &&
    isDeepStrictEqual(task.activity, before.activity) &&
    isDeepStrictEqual(await filesOf(task, ports), await filesOf(before, ports)) &&
    (await ports.items.areSame(task.id, before.id))
  if (!isSame || !ports.storage.for(task.destinationFolder).holds(archive.path)) return undefined
  // One that is known to be damaged is made anew.
  if (archive.lastVerdict === 'damaged' || !(await isThere(archive, ports, signal))) return undefined
  return archive
}

/** What the archive tells of the activity. Its own name may hold the day on which it was made. */
function told({ description }: StoredTask) {
  return description && { ...description, archiveName: '' }
}

async function filesOf({ id }: StoredTask, { files }: Pick<EnginePorts, 'files'>) {
  return (await files.list(id)).map(({ name, note, sha256 }) => ({ name, note, sha256 }))
}

/** It is not read: whether it is still whole is what verifying tells. */
async function isThere(
  { path, sizeBytes }: CatalogedArchive,
  { storage }: Pick<EnginePorts, 'storage'>,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    return (await storage.of(path).sizeOf(path, signal)) === sizeBytes
  } catch {
    // Not where it can be looked for: another one is made.
    return false
  }
}
