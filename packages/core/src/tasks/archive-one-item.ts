import { setTimeout as delay } from 'node:timers/promises'
import { ArchivingError, isAbortError, toRecordedError, wrapUnknownError } from '../errors/index.ts'
import type { ArtifactStore } from '../archive/artifact-store.ts'
import type { ActivityArchivingTask } from '../driver/activity-archiving-task.ts'
import type { ItemContext } from '../driver/archiving-context.ts'
import type { ActivitySource, SourceDescription } from '../sources/activity-source.ts'
import type { EngineOptions, EnginePorts } from './engine-ports.ts'
import { ItemArtifactWriter } from './item-artifact-writer.ts'
import type { ItemSlots } from './item-slots.ts'
import type { ClaimedItem } from './item-store.ts'
import { reasonDetails } from './log-entry.ts'
import { concernsWholeTask, retryDelayMs } from './retry-policy.ts'
import type { SourceOutage } from './source-outage.ts'
import { settleWithin } from './settle-within.ts'
import type { TaskExecution } from './task-execution.ts'
import { holdOf } from './task-hold.ts'
import { waitForSource } from './wait-for-source.ts'

/** The source of a task, and who it is. */
export interface SourceAccess {
  readonly source: ActivitySource
  readonly site: SourceDescription
  /** Pseudonyms of this site. */
  readonly pseudonymOf: (subject: string) => string
}

/** What one worker of a task works with. */
export interface ItemWork {
  readonly execution: TaskExecution
  /** The task as drivers see it. */
  readonly snapshot: ActivityArchivingTask
  readonly access: SourceAccess
  readonly ports: EnginePorts
  readonly options: EngineOptions
  /** Room for items, shared with other tasks. */
  readonly slots: ItemSlots
  /** Whether the source answers, shared with other tasks of the same source. */
  readonly outage: SourceOutage
}

/**
 * Takes items of the task until none is left, or the task is to stop.
 *
 * @returns an error that concerns the whole task, if one stopped it.
 */
export async function archiveItems(work: ItemWork): Promise<ArchivingError | undefined> {
  const { execution, ports } = work
  const taskId = execution.task.id
  while (!execution.signal.aborted) {
    const silence = await waitForSource(work)
    if (silence) return silence
    const turn = await takeTurn(work)
    if (turn instanceof ArchivingError) return turn
    if (turn === 'archived') continue
    const due = await ports.items.nextDue(taskId)
    if (!due) return undefined
    await waitUntil(due, work)
  }
  return undefined
}

/** Archives the next item that is due, as soon as there is room for it. */
async function takeTurn(work: ItemWork): Promise<ArchivingError | 'archived' | 'nothing due'> {
  const { execution, ports, slots } = work
  const giveBack = await slots.take(execution.task.id, execution.signal, execution.priority)
  if (!giveBack) return 'nothing due'
  try {
    const item = await ports.items.claimNext(holdOf(execution.task), ports.now())
    if (!item) return 'nothing due'
    return (await archiveItem(item, work)) ?? 'archived'
  } finally {
    giveBack()
  }
}

/**
 * Archives one item and settles it. Failing and settling are two things: an error of the database is not the item's. What
 * became of it is told in the log once it is kept: a process that lost its task meanwhile tells nothing.
 */
async function archiveItem(item: ClaimedItem, work: ItemWork): Promise<ArchivingError | undefined> {
  const { execution, ports } = work
  const writer = new ItemArtifactWriter(countingStore(work), item.path, execution.signal)
  const result = await attempt(item, writer, work)
  writer.close()
  if (result instanceof ArchivingError) return settleFailure(item, result, work)
  work.outage.worked()
  await ports.items.finish(item, { ...result, artifacts: writer.artifacts })
  execution.meter.count()
  ports.changes.announce(execution.task.id)
  return undefined
}

/** The artifact store; what is written to it counts as progress while it comes in. */
function countingStore({ execution, ports }: ItemWork): Pick<ArtifactStore, 'put'> {
  const { artifacts } = ports
  return {
    put(content, signal) {
      if (content instanceof Uint8Array) {
        execution.meter.countBytes(content.byteLength)
        return artifacts.put(content, signal)
      }
      return artifacts.put(counted(content, execution), signal)
    },
  }
}

async function* counted(content: AsyncIterable<Uint8Array>, { meter }: TaskExecution): AsyncGenerator<Uint8Array> {
  for await (const chunk of content) {
    meter.countBytes(chunk.byteLength)
    yield chunk
  }
}

/** So often may the program end while it works on an item, beyond the attempts that failed. */
const interruptionsAllowed = 10

async function attempt(item: ClaimedItem, writer: ItemArtifactWriter, work: ItemWork) {
  if (item.attempt > work.options.retryPolicy.maximumAttempts + interruptionsAllowed) {
    const message = 'The program ended again and again while it worked on this one, so it is left out for now.'
    return new ArchivingError('driver_fault', message, {
      german:
        'Das Programm endete immer wieder, während es daran arbeitete; deshalb bleibt dieser Teil vorerst ausgelassen.',
    })
  }
  const { execution, snapshot, access, ports, options } = work
  const { signal } = execution
  const context: ItemContext = {
    task: snapshot,
    settings: snapshot.settings,
    source: access.source,
    pseudonymOf: access.pseudonymOf,
    signal,
    log: execution.log.forItem(item.key),
    artifacts: writer,
    typesetter: ports.typesetter,
  }
  try {
    const outcome = await settleWithin(execution.driver.archiveItem(item, context), signal, options.abortGraceMs)
    const record = await ports.artifacts.put(Buffer.from(JSON.stringify(outcome.record), 'utf8'), signal)
    return { row: outcome.row, remarks: outcome.remarks, record }
  } catch (error) {
    return wrapUnknownError(error)
  }
}

async function settleFailure(
  item: ClaimedItem,
  failure: ArchivingError,
  { execution, ports, options, outage }: ItemWork,
): Promise<ArchivingError | undefined> {
  const { log, task } = execution
  if (execution.signal.aborted) {
    await ports.items.release(item)
    return undefined
  }
  const error = isAbortError(failure) ? cutOff(failure) : failure
  outage.failed(error)
  ports.onDiagnostic({ level: 'warning', taskId: task.id, message: `${item.key}: ${error.code}`, cause: error })
  if (concernsWholeTask(error)) {
    await ports.items.release(item)
    return error
  }
  const delayMs = retryDelayMs(error, item.attempt, ports.random(), options.retryPolicy)
  if (delayMs === undefined && (await outage.explains(error))) {
    // It is not the item's fault: once the source is back it is tried again.
    await ports.items.release(item)
  } else if (delayMs === undefined) {
    await ports.items.fail(item, toRecordedError(error))
    log.tell({ kind: 'item_failed', details: { title: item.title, ...reasonDetails(error) } }, item.key)
    execution.meter.count()
  } else {
    await ports.items.retryLater(item, toRecordedError(error), new Date(ports.now().getTime() + delayMs))
    const seconds = Math.max(1, Math.round(delayMs / 1_000))
    const details = { title: item.title, ...reasonDetails(error), seconds }
    log.tell({ kind: 'item_trying_again', details }, item.key)
  }
  ports.changes.announce(task.id)
  return undefined
}

/** Something was aborted although nobody told the task to stop: whoever did it, trying again may help. */
function cutOff(cause: ArchivingError): ArchivingError {
  return new ArchivingError('source_unavailable', 'The connection to the site was cut off.', {
    cause,
    german: 'Die Verbindung zur Website wurde unterbrochen.',
  })
}

/** Waits for the next retry. Wakes now and then, for the clock may be moved. */
async function waitUntil(due: Date, { execution, ports, options }: ItemWork): Promise<void> {
  const waitMs = Math.min(options.pollMs, Math.max(10, due.getTime() - ports.now().getTime()))
  try {
    await delay(waitMs, undefined, { signal: execution.signal })
  } catch (error) {
    if (!isAbortError(error)) throw error
  }
}
