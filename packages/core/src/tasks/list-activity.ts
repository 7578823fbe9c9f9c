import type { ArchivingContext } from '../driver/archiving-context.ts'
import type { SourceAccess } from './archive-one-item.ts'
import { createFingerprintMaker, inBatches } from './item-fingerprint.ts'
import type { NewItem } from './item-store.ts'
import { compareListing, mostListings } from './listing-changes.ts'
import { findPredecessor } from './reuse-items.ts'
import { languageOf } from './stored-task.ts'
import { holdOf } from './task-hold.ts'
import { keep, show, snapshotOf, type TaskRun } from './task-run.ts'
import { withRetries } from './with-retries.ts'

/** Asks the driver what the activity is and which items it has, unless an earlier run did. */
export async function describeAndList(run: TaskRun, access: SourceAccess): Promise<void> {
  const { execution, ports } = run
  const { task, log } = execution
  if (task.itemsListed) return
  const predecessor = task.reuseUnchanged ? await findPredecessor(task, ports) : undefined
  const total = await readListing(run, access, async (items) => {
    // One that was broken off is begun anew: two answers of the source must not be mixed.
    await ports.items.clear(holdOf(task))
    for await (const batch of items) await ports.items.add(holdOf(task), batch)
    return (await ports.items.counts(task.id)).total
  })
  await keep(run, { itemsListed: true, predecessorTaskId: predecessor?.task.id ?? null })
  log.tell({ kind: 'items_listed', details: { total } })
}

/**
 * Lists the activity once more, if the listing before began too long ago.
 *
 * @returns how many items are to be archived now: new ones, and those that have changed.
 */
export async function listAgain(run: TaskRun, access: SourceAccess, listings: number): Promise<number> {
  const { execution, ports, options } = run
  const { log } = execution
  const task = await ports.tasks.get(execution.task.id)
  // What an earlier process was about to publish is finished as it was.
  const listedAt = (task?.sealing ? null : task?.listedAt) ?? null
  if (listedAt === null || ports.now().getTime() - listedAt.getTime() < options.listAgainAfterMs) return 0
  if (listings === mostListings) {
    log.tell({ kind: 'goes_on_changing', details: { listedAt: listedAt.toISOString() } })
    return 0
  }
  const known = { hold: holdOf(execution.task), items: ports.items, log, language: languageOf(execution.task) }
  await readListing(run, access, (items) => compareListing(known, items))
  // Not what this listing found: one that broke off before may have found some, too.
  return (await ports.items.counts(execution.task.id)).pending
}

/**
 * Asks the driver what the activity is and which items it has, and keeps when it was asked.
 *
 * @param take is given the items in batches; called again from the start if the listing breaks off
 */
async function readListing<Result>(
  run: TaskRun,
  access: SourceAccess,
  take: (items: AsyncIterable<readonly NewItem[]>) => Promise<Result>,
): Promise<Result> {
  const { execution, ports } = run
  const { task, driver, log, signal } = execution
  show(run, 'listing')
  const listedAt = ports.now()
  const { source, pseudonymOf } = access
  const context: ArchivingContext = {
    task: await snapshotOf(run),
    settings: task.settings,
    source,
    signal,
    log,
    pseudonymOf,
  }
  const description = await withRetries(run, () => driver.describeActivity(context))
  await keep(run, { description })
  // Before the items: what changes meanwhile shows as changed later, rather than never.
  await keep(run, { activityFingerprint: await lookAtActivity(run, access) })
  const fingerprintOf = await fingerprintMaker(run, access)
  const result = await withRetries(run, () => take(inBatches(driver.listItems(context), fingerprintOf, signal)))
  await keep(run, { listedAt })
  return result
}

/** Only the overview needs it, so nothing that goes wrong here is worth a task. */
async function lookAtActivity({ execution, ports }: TaskRun, { source }: SourceAccess): Promise<string | null> {
  const { id: taskId, activity } = execution.task
  const { courseId, courseModuleId, activityId: instanceId, activityKind: kind } = activity
  try {
    const activities = [{ courseModuleId, instanceId, kind }]
    const fingerprints = await source.readActivityFingerprints?.(courseId, activities, execution.signal)
    return fingerprints?.get(courseModuleId) ?? null
  } catch (cause) {
    ports.onDiagnostic({ level: 'warning', taskId, message: 'the activity could not be looked at as a whole', cause })
    return null
  }
}

async function fingerprintMaker({ execution, ports, options }: TaskRun, { site }: SourceAccess) {
  const { task } = execution
  return createFingerprintMaker({
    task,
    site,
    version: options.version,
    driverVersion: ports.driverVersionOf(task.driverId),
    typesetter: await ports.typesetter.describe(),
  })
}
