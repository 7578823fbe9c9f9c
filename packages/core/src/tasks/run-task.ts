import { setTimeout as delay } from 'node:timers/promises'
import { ArchivingError, toRecordedError, wrapUnknownError, type RecordedError } from '../errors/index.ts'
import type { ArchivingContext } from '../driver/archiving-context.ts'
import { archiveItems, type SourceAccess } from './archive-one-item.ts'
import { waitForSource } from './wait-for-source.ts'
import type { EngineOptions, EnginePorts } from './engine-ports.ts'
import type { ItemSlots } from './item-slots.ts'
import { createFingerprintMaker, inBatches } from './item-fingerprint.ts'
import type { ItemCounts, NewItem } from './item-store.ts'
import { compareListing, mostListings } from './listing-changes.ts'
import { retryDelayMs } from './retry-policy.ts'
import { findPredecessor, predecessorOf, reuseItems } from './reuse-items.ts'
import { sealTask } from './seal-task.ts'
import type { SourceOutage } from './source-outage.ts'
import { languageOf } from './stored-task.ts'
import { settleWithin } from './settle-within.ts'
import type { TaskExecution } from './task-execution.ts'
import { toTaskSnapshot } from './task-snapshot.ts'

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
  await reuseUnchanged(run)
  const trouble = await archiveWhatThereIs(run, access)
  await tellTraffic(run)
  if (trouble || signal.aborted) return trouble
  const counts = await ports.items.counts(execution.task.id)
  if (!(await move(run, 'finalizing'))) return undefined
  execution.log.info(counts.failed > 0 ? 'Sealing the archive as incomplete.' : 'Sealing the archive.')
  await sealTask({ execution, site, ports, options })
  return 'finished'
}

/** Archives all items, and again what has changed meanwhile, for a while. */
async function archiveWhatThereIs(run: TaskRun, access: SourceAccess): Promise<ArchivingError | undefined> {
  const { execution, ports } = run
  for (let listings = 0; ; listings++) {
    show(run, 'archiving')
    const trouble = await runWorkers(run, access)
    if (trouble || execution.signal.aborted) return trouble
    const failure = failureOf(await ports.items.counts(execution.task.id), execution.task.sealIncomplete)
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
      { details: { failed: counts.failed, total: counts.total } },
    )
  }
  return undefined
}

/**
 * Lists the activity once more, if the listing before began too long ago.
 *
 * @returns how many items are to be archived now: new ones, and those that have changed.
 */
async function listAgain(run: TaskRun, access: SourceAccess, listings: number): Promise<number> {
  const { execution, ports, options } = run
  const { log } = execution
  const task = await ports.tasks.get(execution.task.id)
  // What an earlier process was about to publish is finished as it was.
  const listedAt = (task?.sealing ? null : task?.listedAt) ?? null
  if (listedAt === null || ports.now().getTime() - listedAt.getTime() < options.listAgainAfterMs) return 0
  if (listings === mostListings) {
    log.warn(`The activity goes on changing. What changed after ${listedAt.toISOString()} may not be in the archive.`)
    return 0
  }
  const known = { taskId: execution.task.id, items: ports.items, log, language: languageOf(execution.task) }
  await readListing(run, access, (items) => compareListing(known, items))
  // Not what this listing found: one that broke off before may have found some, too.
  return (await ports.items.counts(execution.task.id)).pending
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
      execution.stop('trouble')
      return wrapUnknownError(error, 'storage_failed')
    }
  })
  return (await Promise.all(workers)).find((trouble) => trouble !== undefined)
}

/** Asks the driver what the activity is and which items it has, unless an earlier run did. */
async function describeAndList(run: TaskRun, access: SourceAccess): Promise<void> {
  const { execution, ports } = run
  const { task, log } = execution
  if (task.itemsListed) return
  const predecessor = task.reuseUnchanged ? await findPredecessor(task, ports) : undefined
  const total = await readListing(run, access, async (items) => {
    // One that was broken off is begun anew: two answers of the source must not be mixed.
    await ports.items.clear(task.id)
    for await (const batch of items) await ports.items.add(task.id, batch)
    return (await ports.items.counts(task.id)).total
  })
  await keep(run, { itemsListed: true, predecessorTaskId: predecessor?.task.id ?? null })
  log.info(total === 1 ? 'There is 1 item to archive.' : `There are ${total} items to archive.`)
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

/** Takes what has not changed from the task before, if this one is to make a new version of its archive. */
async function reuseUnchanged({ execution, ports }: TaskRun): Promise<void> {
  const task = await ports.tasks.get(execution.task.id)
  const predecessor = task && (await predecessorOf(task, ports))
  if (predecessor) await reuseItems(execution, ports, predecessor)
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
