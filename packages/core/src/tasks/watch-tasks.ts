import { setTimeout as delay } from 'node:timers/promises'
import type { TaskEvent, TaskLogEntry, WatchTasksOptions } from '../core.ts'
import type { ActivityArchivingTaskStatus } from '../driver/activity-archiving-task.ts'
import type { SharedTicks } from './shared-ticks.ts'
import type { TaskChanges } from './task-changes.ts'
import { isResting } from './task-state-machine.ts'
import type { TaskLogStore } from './task-store.ts'

const logPage = 200
/** Changes within this time are told together. */
const gatherMs = 100

/** What watching stands on. */
export interface WatchPorts {
  readonly log: Pick<TaskLogStore, 'newestId' | 'readAfter'>
  readonly changes: TaskChanges
  /** @throws ArchivingError `not_found`. */
  readonly statusOf: (taskId: string) => Promise<ActivityArchivingTaskStatus>
  readonly activeStatuses: () => Promise<readonly ActivityArchivingTaskStatus[]>
  /** How often to look for changes that other processes made. */
  readonly pollMs: number
  /** The moments at which all watchers look. */
  readonly ticks: SharedTicks
}

/** See `TaskService.watch`. Reads everything from the store, so that nothing is lost between two wake-ups. */
export async function* watchTasks(
  { taskId, after }: WatchTasksOptions,
  ports: WatchPorts,
  signal: AbortSignal,
): AsyncGenerator<TaskEvent> {
  const watcher = new ChangeWatcher(ports, taskId, signal)
  using _subscription = watcher
  const told = new Map<string, string>()
  let cursor = after ?? (await ports.log.newestId())
  let watched = new Set<string>()
  for (let round = 0; !signal.aborted; round++) {
    const statuses = await readStatuses(ports, taskId, watched)
    watched = new Set(statuses.filter((status) => !isFinal(status)).map((status) => status.taskId))
    // The first round tells where everything stands; later on, a final status comes after the last log entry.
    if (round === 0)
      yield* news(
        statuses.filter((status) => !isFinal(status)),
        told,
        cursor,
      )
    for (;;) {
      const entries = await ports.log.readAfter(cursor, { ...(taskId !== undefined && { taskId }), limit: logPage })
      for (const entry of entries) {
        cursor = entry.id
        yield { id: cursor, kind: 'log', entry }
      }
      // A task that was never seen active ended before this watcher came, or came back.
      yield* news(await statusesOfOthers(entries, statuses, ports), told, cursor)
      if (entries.length < logPage) break
    }
    yield* news(statuses, told, cursor)
    if (taskId !== undefined && statuses.every(isFinal)) return
    await watcher.wait()
  }
}

async function readStatuses(
  ports: WatchPorts,
  taskId: string | undefined,
  watched: ReadonlySet<string>,
): Promise<readonly ActivityArchivingTaskStatus[]> {
  if (taskId !== undefined) return [await ports.statusOf(taskId)]
  const active = await ports.activeStatuses()
  const ended = [...watched].filter((id) => active.every((status) => status.taskId !== id))
  return [...active, ...(await Promise.all(ended.map(ports.statusOf)))]
}

async function statusesOfOthers(
  entries: readonly TaskLogEntry[],
  known: readonly ActivityArchivingTaskStatus[],
  { statusOf }: WatchPorts,
): Promise<readonly ActivityArchivingTaskStatus[]> {
  const knownIds = new Set(known.map((status) => status.taskId))
  const others = new Set(entries.map((entry) => entry.taskId).filter((taskId) => !knownIds.has(taskId)))
  return Promise.all([...others].map(statusOf))
}

function* news(
  statuses: readonly ActivityArchivingTaskStatus[],
  told: Map<string, string>,
  id: number,
): Generator<TaskEvent> {
  for (const status of statuses) {
    const text = JSON.stringify(status)
    if (told.get(status.taskId) === text) continue
    if (isFinal(status)) told.delete(status.taskId)
    else told.set(status.taskId, text)
    yield { id, kind: 'status', status }
  }
}

/** Whether watching ends with it. A `created` task is watched by whoever is about to execute it. */
const isFinal = ({ state }: ActivityArchivingTaskStatus): boolean => state !== 'created' && isResting(state)

/** Waits for a change that concerns the watcher; none that comes while it is busy is missed. */
class ChangeWatcher implements Disposable {
  readonly #signal: AbortSignal
  readonly #pollMs: number
  readonly #ticks: SharedTicks
  readonly #subscription: Disposable
  #changed = false
  #wake: (() => void) | undefined

  constructor({ changes, pollMs, ticks }: WatchPorts, taskId: string | undefined, signal: AbortSignal) {
    this.#signal = signal
    this.#pollMs = pollMs
    this.#ticks = ticks
    this.#subscription = changes.subscribe((changedId) => {
      if (taskId !== undefined && taskId !== changedId) return
      this.#changed = true
      this.#wake?.()
    })
  }

  async wait(): Promise<void> {
    if (!this.#changed) await this.#change()
    await this.#pause(gatherMs)
    this.#changed = false
  }

  [Symbol.dispose](): void {
    this.#subscription[Symbol.dispose]()
  }

  async #change(): Promise<void> {
    const woken = Promise.withResolvers<void>()
    this.#wake = woken.resolve
    const over = new AbortController()
    const signal = AbortSignal.any([this.#signal, over.signal])
    await Promise.race([woken.promise, this.#ticks.next(this.#pollMs, signal)])
    over.abort()
    this.#wake = undefined
  }

  async #pause(forMs: number): Promise<void> {
    await delay(forMs, undefined, { signal: this.#signal }).catch(() => undefined)
  }
}
