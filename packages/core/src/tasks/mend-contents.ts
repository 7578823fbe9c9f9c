import type { StoredContent } from '../archive/artifact-store.ts'
import { ArchivingError, wrapUnknownError } from '../errors/index.ts'
import type { EnginePorts } from './engine-ports.ts'
import { holdOf } from './task-hold.ts'
import type { TaskRun } from './task-run.ts'

/** So often is what a task made mended while it is sealed; a disk that goes on losing things is to be replaced. */
export const mostMendings = 3
/** Contents, and items, that are looked at together. */
const pageSize = 100
/** Items that a log names one by one. */
const mostNamed = 20

/** Whether a task may have failed to be sealed because a content of an item is missing or changed. */
export function tellsOfDamage({ code }: ArchivingError): boolean {
  return code === 'write_mismatch' || code === 'not_found'
}

/**
 * Reads every content that a task is to be sealed from. Those that are missing, or not what was written, are moved away, and
 * the items that had them are put back to be archived anew: the log names them.
 *
 * @throws ArchivingError `write_mismatch` for an additional file: nobody but the person who added it has it;
 *   `storage_busy`, `storage_full`, `storage_failed`; `aborted`
 */
export async function putBackDamaged({ execution, ports }: TaskRun): Promise<void> {
  const { task, signal, log } = execution
  await refuseDamagedFiles(task.id, ports, signal)
  let putBack = 0
  for await (const damaged of damagedContents(task.id, ports, signal)) {
    for (const sha256 of damaged) await ports.artifacts.moveDamaged(sha256)
    for (;;) {
      const titles = await ports.items.putBack(holdOf(task), damaged, pageSize)
      for (const title of titles.slice(0, Math.max(0, mostNamed - putBack)))
        log.tell({ kind: 'item_damaged', details: { title } })
      putBack += titles.length
      if (titles.length < pageSize) break
    }
  }
  if (putBack > mostNamed) log.tell({ kind: 'more_changes', details: { count: putBack - mostNamed } })
}

async function* damagedContents(
  taskId: string,
  { items, artifacts }: EnginePorts,
  signal: AbortSignal,
): AsyncGenerator<readonly string[]> {
  let after = ''
  for (;;) {
    const contents = await items.contents(taskId, after, pageSize)
    const damaged: string[] = []
    for (const content of contents) if (!(await isSound(content, artifacts, signal))) damaged.push(content.sha256)
    if (damaged.length > 0) yield damaged
    if (contents.length < pageSize) return
    after = contents.at(-1)?.sha256 ?? ''
  }
}

/** What a person added can be read from nowhere else. */
async function refuseDamagedFiles(taskId: string, { files, artifacts }: EnginePorts, signal: AbortSignal) {
  for (const file of await files.list(taskId)) {
    if (await isSound(file, artifacts, signal)) continue
    const message = `The additional file “${file.name}” is missing from the artifact store or damaged. Make a new task and add it again.`
    throw new ArchivingError('write_mismatch', message, {
      retry: 'never',
      details: { file: file.name },
      german: `Die zusätzliche Datei „${file.name}“ fehlt in der Ablage oder ist beschädigt. Legen Sie einen neuen Auftrag an und fügen Sie sie dort hinzu.`,
    })
  }
}

/** A disk may read wrongly once: what is found damaged is so twice. */
async function isSound(content: StoredContent, artifacts: EnginePorts['artifacts'], signal: AbortSignal) {
  return (await isRead(content, artifacts, signal)) || (await isRead(content, artifacts, signal))
}

async function isRead({ sha256 }: StoredContent, artifacts: EnginePorts['artifacts'], signal: AbortSignal) {
  try {
    for await (const _ of artifacts.open(sha256)) signal.throwIfAborted()
    return true
  } catch (cause) {
    const error = wrapUnknownError(cause)
    if (tellsOfDamage(error)) return false
    throw error
  }
}
