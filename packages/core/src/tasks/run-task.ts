import { setTimeout as delay } from 'node:timers/promises'
import { ArchivingError, toRecordedError, wrapUnknownError, type RecordedError } from '../errors/index.ts'
import type { ArchivingContext, ItemDescription } from '../driver/archiving-context.ts'
import { archiveItems, type SourceAccess } from './archive-one-item.ts'
import { waitForSource } from './wait-for-source.ts'
import type { EngineOptions, EnginePorts } from './engine-ports.ts'
import type { ItemSlots } from './item-slots.ts'
import { retryDelayMs } from './retry-policy.ts'
import { sealTask } from './seal-task.ts'
import type { SourceOutage } from './source-outage.ts'
import { settleWithin } from './settle-within.ts'
import type { TaskExecution } from './task-execution.ts'
import { toTaskSnapshot } from './task-snapshot.ts'

const listingBatch = 50

/** One task being executed by this process. */
export interface TaskRun {
  readonly execution: TaskExecution
  readonly ports: EnginePorts
  readonly options: EngineOptions
  /** Room for items, shared with other tasks. */
  readonly slots: ItemSlots
  /** Whether the source answers, shared with other tasks of the same source. */
  readonly outage: SourceOutage
}

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
  const { execution, ports, options } = run
  const { signal } = execution
  // What failed in an earlier run is tried again, unless it is to be left out knowingly.
  await ports.items.reset(execution.task.id, execution.task.sealIncomplete ? ['running'] : ['running', 'failed'])
  const source = await ports.openSource(execution.task.activity.sourceId)
  const site = await withRetries(run, () => source.describe(signal))
  const access: SourceAccess = {
    source,
    site,
    pseudonymOf: (subject) => ports.pseudonymOf(`${site.siteUrl} ${subject}`),
  }
  await describeAndList(run, access)
  show(run, 'archiving')
  const trouble = await runWorkers(run, access)
  if (trouble || signal.aborted) return trouble
  const counts = await ports.items.counts(execution.task.id)
  if (counts.failed > 0 && !execution.task.sealIncomplete) {
    return new ArchivingError(
      'state_conflict',
      `${counts.failed} of ${counts.total} could not be archived; the others are safe. Execute the task again to try only those, or seal it without them.`,
      { details: { failed: counts.failed, total: counts.total } },
    )
  }
  if (!(await move(run, 'finalizing'))) return undefined
  execution.log.info(counts.failed > 0 ? 'Sealing the archive as incomplete.' : 'Sealing the archive.')
  await sealTask({ execution, site, ports, options })
  return 'finished'
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
      execution.stop('trouble')
      return wrapUnknownError(error, 'storage_failed')
    }
  })
  return (await Promise.all(workers)).find((trouble) => trouble !== undefined)
}

/** Asks the driver what the activity is and which items it has, unless an earlier run did. */
async function describeAndList(run: TaskRun, { source, pseudonymOf }: SourceAccess): Promise<void> {
  const { execution } = run
  const { task, driver, log, signal } = execution
  if (task.itemsListed) return
  show(run, 'listing')
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
  const total = await withRetries(run, async () => {
    // One that was broken off is begun anew: two answers of the source must not be mixed.
    await run.ports.items.clear(task.id)
    return listItems(run, driver.listItems(context))
  })
  await keep(run, { itemsListed: true })
  log.info(total === 1 ? 'There is 1 item to archive.' : `There are ${total} items to archive.`)
}

async function listItems({ execution, ports }: TaskRun, items: AsyncIterable<ItemDescription>): Promise<number> {
  const { id } = execution.task
  let batch: ItemDescription[] = []
  const add = async () => {
    if (batch.length > 0) await ports.items.add(id, batch)
    batch = []
  }
  for await (const item of items) {
    execution.signal.throwIfAborted()
    batch.push(item)
    if (batch.length >= listingBatch) await add()
  }
  await add()
  return (await ports.items.counts(id)).total
}

/** Tries again what may pass, with the same patience as for items. */
async function withRetries<Result>(run: TaskRun, attempt: () => Promise<Result>): Promise<Result> {
  const { execution, ports, options } = run
  let tried = 0
  for (;;) {
    tried++
    try {
      return await settleWithin(attempt(), execution.signal, options.abortGraceMs)
    } catch (cause) {
      const error = wrapUnknownError(cause)
      const delayMs = retryDelayMs(error, tried, ports.random(), options.retryPolicy)
      if (execution.signal.aborted) throw error
      if (delayMs === undefined) {
        if (error.retry === 'never' || !(await run.outage.explains(error))) throw error
        const silence = await waitForSource(run)
        if (silence) throw silence
        tried = 0
        continue
      }
      execution.log.warn(`${error.message} Trying again in ${Math.max(1, Math.round(delayMs / 1_000))} s.`)
      await delay(delayMs, undefined, { signal: execution.signal })
    }
  }
}

const signInAgain = 'Sign in to the site again: the task then goes on by itself with what is left.'

/** Errors that a task waits out: it goes on by itself once a person has done something elsewhere. */
export const pausingCodes: ReadonlySet<string> = new Set(['source_unauthenticated'])

/** Brings the task to the state that follows from how its execution ended, unless it is somebody else's by now. */
async function conclude(run: TaskRun, error: ArchivingError | undefined): Promise<ArchivingError | undefined> {
  const { execution, ports } = run
  const { task, log, stopReason } = execution
  if (stopReason === 'lost') return undefined
  const owner = task.owner ?? ''
  const released = { owner: null, endedAt: ports.now() } as const
  try {
    await ports.items.reset(task.id, ['running'])
    await ports.tasks.update(task.id, owner, { pace: execution.meter.pace() })
    if (stopReason === 'abort') {
      log.info('Aborted. What was archived is kept; execute the task again to go on.')
      await log.flush()
      await ports.tasks.transition(task.id, { to: 'aborting', from: ['running', 'finalizing', 'pausing'], owner })
    } else if (stopReason === 'pause') {
      log.info('Paused. What was archived is kept; resume the task to go on.')
      await log.flush()
      await ports.tasks.transition(task.id, { to: 'pausing', from: ['running', 'finalizing'], owner })
    } else if (stopReason === 'shutdown') {
      const facts = { owner: null }
      await ports.tasks.transition(task.id, { to: 'scheduled', from: ['running', 'finalizing'], owner, facts })
    } else if (error) {
      log.error(error.message)
      const waits = pausingCodes.has(error.code)
      if (waits) log.info(signInAgain)
      await log.flush()
      ports.onDiagnostic({ level: 'error', taskId: task.id, message: `task stopped: ${error.code}`, cause: error })
      const facts = { ...released, error: toRecordedError(error), ...(waits && { endedAt: null }) }
      await ports.tasks.transition(task.id, {
        to: waits ? 'paused' : 'failed',
        from: ['running', 'finalizing'],
        owner,
        facts,
      })
    }
    // Whoever asked for a pause or an abort while the task came to its end gets it.
    await ports.tasks.transition(task.id, {
      to: 'paused',
      from: ['pausing'],
      owner,
      facts: { owner: null, error: null },
    })
    const facts = { ...released, error: null }
    await ports.tasks.transition(task.id, { to: 'aborted', from: ['aborting'], owner, facts })
    return undefined
  } catch (cause) {
    // The database itself fails: once it works again, the engine finds the task without anybody who works on it.
    ports.onDiagnostic({ level: 'error', taskId: task.id, message: 'the end of a task could not be kept', cause })
    return error ?? wrapUnknownError(cause, 'storage_failed')
  }
}

async function move({ execution, ports }: TaskRun, to: 'finalizing'): Promise<boolean> {
  const moved = await ports.tasks.transition(execution.task.id, { to, owner: execution.task.owner ?? '' })
  if (moved) execution.activity = 'sealing'
  ports.changes.announce(execution.task.id)
  return moved
}

async function keep(
  { execution, ports }: TaskRun,
  facts: Parameters<EnginePorts['tasks']['update']>[2],
): Promise<void> {
  if (await ports.tasks.update(execution.task.id, execution.task.owner ?? '', facts)) return
  throw new ArchivingError('state_conflict', 'The task was taken over by another process.')
}

function show({ execution, ports }: TaskRun, activity: TaskExecution['activity']): void {
  execution.activity = activity
  ports.changes.announce(execution.task.id)
}

async function snapshotOf({ execution, ports }: TaskRun) {
  return toTaskSnapshot(execution.task, await ports.items.counts(execution.task.id), execution)
}
