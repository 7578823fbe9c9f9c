import { ArchivingError, toRecordedError, wrapUnknownError, type RecordedError } from '../errors/index.ts'
import { archiveItems, type SourceAccess } from './archive-one-item.ts'
import { conclude } from './conclude-task.ts'
import type { ItemCounts } from './item-store.ts'
import { describeAndList, listAgain } from './list-activity.ts'
import { mostMendings, putBackDamaged, tellsOfDamage } from './mend-contents.ts'
import { predecessorOf, reuseItems } from './reuse-items.ts'
import { sealTask } from './seal-task.ts'
import { holdOf, isTakenOver } from './task-hold.ts'
import { show, snapshotOf, type TaskRun } from './task-run.ts'
import { withRetries } from './with-retries.ts'

/**
 * Executes a claimed task from wherever it stands to a final state, or back to `scheduled` if the process ends. Never
 * throws: what goes wrong is kept with the task.
 *
 * @returns what went wrong, if even that could not be kept: the database itself fails.
 */
export async function runTask(run: TaskRun): Promise<RecordedError | undefined> {
  const { execution } = run
  const end = await work(run).catch((thrown: unknown) => wrapUnknownError(thrown))
  const unkept = end === 'finished' ? undefined : await conclude(run, end)
  await execution.log.flush()
  return unkept && toRecordedError(unkept)
}

/** @returns why the task could not be finished; undefined if it was told to stop. */
async function work(run: TaskRun): Promise<'finished' | ArchivingError | undefined> {
  const { execution, ports } = run
  const { signal, task } = execution
  // What failed in an earlier run is tried again, unless it is to be left out knowingly.
  await ports.items.reset(holdOf(task), task.sealIncomplete ? ['running'] : ['running', 'failed'])
  const source = await ports.openSource(execution.task.activity.sourceId)
  const site = await withRetries(run, () => source.describe(signal))
  const access: SourceAccess = {
    source,
    site,
    pseudonymOf: (subject) => ports.pseudonymOf(`${site.siteUrl} ${subject}`),
  }
  await describeAndList(run, access)
  await reuseUnchanged(run)
  for (let mendings = 0; ; mendings++) {
    const trouble = await archiveWhatThereIs(run, access)
    if (mendings === 0) await tellTraffic(run)
    if (trouble || signal.aborted) return trouble
    if (!(await move(run, 'finalizing'))) return undefined
    const damage = await seal(run, access)
    if (!damage) return 'finished'
    if (mendings === mostMendings) return damage
    await putBackDamaged(run)
    if (!(await move(run, 'running'))) return undefined
  }
}

/** @returns why not, if it may be that something of an item is missing or damaged. */
async function seal(
  { execution, ports, options }: TaskRun,
  { site }: SourceAccess,
): Promise<ArchivingError | undefined> {
  const counts = await ports.items.counts(execution.task.id)
  execution.log.tell({ kind: 'sealing', details: { incomplete: counts.failed > 0 } })
  try {
    await sealTask({ execution, site, ports, options })
    return undefined
  } catch (cause) {
    const error = wrapUnknownError(cause)
    if (!tellsOfDamage(error) || execution.signal.aborted) throw error
    ports.onDiagnostic({ level: 'warning', taskId: execution.task.id, message: 'contents are mended', cause: error })
    return error
  }
}

/** Archives all items, and again what has changed meanwhile, for a while. */
async function archiveWhatThereIs(run: TaskRun, access: SourceAccess): Promise<ArchivingError | undefined> {
  const { execution, ports } = run
  for (let listings = 0; ; listings++) {
    show(run, 'archiving')
    const trouble = await runWorkers(run, access)
    if (trouble || execution.signal.aborted) return trouble
    const counts = await ports.items.counts(execution.task.id)
    if (counts.running > 0) {
      // Nobody works any more: a connection to the database broke just when an item was being claimed.
      await ports.items.reset(holdOf(execution.task), ['running'])
      continue
    }
    const failure = failureOf(counts, execution.task.sealIncomplete)
    if (failure) return failure
    const changes = await listAgain(run, access, listings)
    if (changes === 0 || execution.signal.aborted) return undefined
  }
}

function failureOf(counts: ItemCounts, sealIncomplete: boolean): ArchivingError | undefined {
  if (counts.failed > 0 && !sealIncomplete) {
    return new ArchivingError(
      'state_conflict',
      `${counts.failed} of ${counts.total} could not be archived; the others are safe. Execute the task again to try only those, or seal it without them.`,
      {
        details: { failed: counts.failed, total: counts.total },
        german: `${counts.failed} von ${counts.total} konnten nicht archiviert werden; alles Übrige ist sicher. Führen Sie den Auftrag erneut aus, um nur diese zu versuchen, oder versiegeln Sie das Archiv ohne sie.`,
      },
    )
  }
  return undefined
}

/** Tells operators how many requests at once the site was found to serve well. */
async function tellTraffic({ execution, ports }: TaskRun): Promise<void> {
  const { id, activity } = execution.task
  const traffic = await ports.trafficOf?.(activity.sourceId)
  if (!traffic || traffic.parallelRequests === null) return
  const { parallelRequests, maxParallelRequests } = traffic
  const message = `the site is read with ${parallelRequests} requests at once, of at most ${maxParallelRequests}`
  ports.onDiagnostic({ level: 'debug', taskId: id, message })
}

/** Several workers take items side by side; the first trouble that concerns the whole task stops the others. */
async function runWorkers(run: TaskRun, access: SourceAccess): Promise<ArchivingError | undefined> {
  const { execution, options, ports } = run
  const { pending, running } = await ports.items.counts(execution.task.id)
  execution.meter.begin(pending + running)
  const snapshot = await snapshotOf(run)
  const workers = Array.from({ length: options.maximumItems }, async () => {
    try {
      const trouble = await archiveItems({ ...run, snapshot, access })
      if (trouble) execution.stop('trouble')
      return trouble
    } catch (error) {
      execution.stop(isTakenOver(error) ? 'lost' : 'trouble')
      return wrapUnknownError(error, 'storage_failed')
    }
  })
  return (await Promise.all(workers)).find((trouble) => trouble !== undefined)
}

/** Takes what has not changed from the task before, if this one is to make a new version of its archive. */
async function reuseUnchanged({ execution, ports }: TaskRun): Promise<void> {
  const task = await ports.tasks.get(execution.task.id)
  const predecessor = task && (await predecessorOf(task, ports))
  if (predecessor) await reuseItems(execution, ports, predecessor)
}

async function move({ execution, ports }: TaskRun, to: 'finalizing' | 'running'): Promise<boolean> {
  const from = to === 'running' ? (['finalizing'] as const) : (['running'] as const)
  // What the items took tells of later tasks.
  const facts = { pace: execution.meter.pace() }
  const moved = await ports.tasks.transition(execution.task.id, {
    to,
    from,
    owner: execution.task.owner ?? '',
    facts,
  })
  if (moved) execution.activity = to === 'running' ? 'archiving' : 'sealing'
  execution.sealing = undefined
  ports.changes.announce(execution.task.id)
  return moved
}
