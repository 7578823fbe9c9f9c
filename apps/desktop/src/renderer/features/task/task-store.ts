import type { ActivityArchivingTask, ActivityArchivingTaskStatus, MunimentClient, TaskEvent } from '@muniment/sdk'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { isLostConnection, type Engine } from '../../connection/engine.ts'
import { toFailure, type Failure } from '../../connection/failure.ts'
import { pause } from '../../connection/pause.ts'
import { ItemKeeper, noItems, type ItemList } from './item-keeper.ts'
import { actOn, type TaskAction } from './task-actions.ts'
import { TaskLog } from './task-log.ts'
import { WakeUp } from './wake-up.ts'

type Task = ActivityArchivingTask

/**
 * - `loading`: nothing is known yet.
 * - `live`: what is shown is how it is.
 * - `reconnecting`: what is shown was so; the engine is being reached again.
 * - `missing`: there is no such task.
 * - `failed`: the engine cannot be reached; `failure` says why, and only `retry` helps.
 */
export type TaskPhase = 'loading' | 'live' | 'reconnecting' | 'missing' | 'failed'

/** Something that was asked of the task and not done; without a failure its state did not allow it any more. */
export interface Refusal {
  readonly action: TaskAction | 'setPriority'
  readonly failure: Failure | null
}

export interface TaskScreenState {
  readonly phase: TaskPhase
  readonly task: Task | null
  readonly items: ItemList
  /** Whether all items have been read that were known at the beginning. */
  readonly areItemsRead: boolean
  readonly failure: Failure | null
  /** What is being asked of the task at the moment. */
  readonly busy: TaskAction | 'setPriority' | null
  readonly refusal: Refusal | null
}

const itemsAtOnce = 500
/** Items are read again at most so often, however fast they change. */
const refreshEveryMs = 400

/** One task, its items and its log, kept as they are in the engine. Knows nothing of React. */
export class TaskStore {
  readonly state: StoreApi<TaskScreenState> = createStore<TaskScreenState>(() => ({
    phase: 'loading',
    task: null,
    items: noItems,
    areItemsRead: false,
    failure: null,
    busy: null,
    refusal: null,
  }))
  readonly log: TaskLog
  readonly #engine: Engine
  readonly #taskId: string
  readonly #keeper = new ItemKeeper()
  readonly #itemsChanged = new WakeUp()
  #cursor: string | undefined
  #hasLived = false
  #running = new AbortController()

  constructor(engine: Engine, taskId: string) {
    this.#engine = engine
    this.#taskId = taskId
    this.log = new TaskLog(taskId)
  }

  /** Reads the task and follows what happens to it. @returns what ends it. */
  start(): () => void {
    this.#running.abort()
    this.#running = new AbortController()
    const { signal } = this.#running
    void this.#run(signal)
    return () => this.#running.abort()
  }

  /** Reaches the engine again after a failure. */
  retry(): void {
    this.state.setState({ phase: this.state.getState().task ? 'reconnecting' : 'loading', failure: null })
    this.start()
  }

  act(action: TaskAction): Promise<void> {
    return this.#ask(action, (client) => actOn(client, this.#taskId, action))
  }

  setPriority(priority: Task['priority']): Promise<void> {
    return this.#ask('setPriority', (client) => client.tasks.setPriority({ taskId: this.#taskId, priority }))
  }

  /** Shows one more page of the log. */
  async showEarlierLog(): Promise<void> {
    await this.#engine
      .read((client, signal) => this.log.readEarlier(client, signal), this.#running.signal)
      // The screen tells of a lost connection already; after it the button is there again.
      .catch(() => undefined)
  }

  async #ask(action: Refusal['action'], ask: (client: MunimentClient) => Promise<boolean>): Promise<void> {
    const { signal } = this.#running
    this.state.setState({ busy: action, refusal: null })
    try {
      const isDone = await this.#engine.change(ask)
      await this.#engine.read((client, connection) => this.#readTask(client, connection), signal)
      if (!isDone) this.state.setState({ refusal: { action, failure: null } })
    } catch (error) {
      if (!signal.aborted) this.state.setState({ refusal: { action, failure: toFailure(error) } })
    } finally {
      this.state.setState({ busy: null })
    }
  }

  /** One connection after the other, until the signal fires or the engine is given up. */
  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      this.#hasLived = false
      try {
        await this.#engine.read((client, connection) => this.#live(client, connection), signal)
      } catch (error) {
        if (signal.aborted) return
        // A connection that was there and is lost is worth as many tries again.
        if (isLostConnection(error) && this.#hasLived) continue
        const failure = toFailure(error)
        this.state.setState({ phase: failure.code === 'not_found' ? 'missing' : 'failed', failure })
        return
      }
    }
  }

  /** One connection, from its beginning to its end. The watching begins first, so nothing happens unseen in between. */
  async #live(client: MunimentClient, signal: AbortSignal): Promise<void> {
    const over = new AbortController()
    const within = AbortSignal.any([signal, over.signal])
    const events = client.tasks.watch({}, { signal: within, reconnectForMs: 0 })[Symbol.asyncIterator]()
    const first = events.next()
    // Should it fail while the task is being read, the loop below hears of it.
    first.catch(() => undefined)
    try {
      await Promise.all([this.#readTask(client, within), this.log.read(client, within)])
      this.#hasLived = true
      this.state.setState({ phase: 'live', failure: null })
      await Promise.all([this.#hear(events, first, client), this.#keepItems(client, within)])
    } catch (error) {
      const { phase } = this.state.getState()
      if (isLostConnection(error) && phase === 'live') this.state.setState({ phase: 'reconnecting' })
      throw error
    } finally {
      over.abort()
    }
  }

  async #readTask(client: MunimentClient, signal: AbortSignal): Promise<void> {
    this.state.setState({ task: await client.tasks.get({ taskId: this.#taskId }, { signal }) })
  }

  async #hear(
    events: AsyncIterator<TaskEvent>,
    first: Promise<IteratorResult<TaskEvent>>,
    client: MunimentClient,
  ): Promise<void> {
    for (let result = await first; !result.done; result = await events.next()) {
      const event = result.value
      const { taskId } = event.kind === 'log' ? event.entry : event.status
      if (taskId !== this.#taskId) continue
      if (event.kind === 'log') this.log.add(event.entry)
      else await this.#take(event.status, client)
      this.#itemsChanged.call()
    }
  }

  /** With another state, more than the status is another one: dates, the archive. */
  async #take(status: ActivityArchivingTaskStatus, client: MunimentClient): Promise<void> {
    const { task } = this.state.getState()
    if (task?.status.state !== status.state) await this.#readTask(client, this.#running.signal)
    else this.state.setState({ task: { ...task, status } })
  }

  async #keepItems(client: MunimentClient, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#readItems(client, signal)
      await this.#itemsChanged.wait(signal)
      await pause(refreshEveryMs, signal)
    }
    signal.throwIfAborted()
  }

  /** Reads what changed since the last time. */
  async #readItems(client: MunimentClient, signal: AbortSignal): Promise<void> {
    let isNew = false
    for (let hasMore = true; hasMore;) {
      const request = {
        taskId: this.#taskId,
        limit: itemsAtOnce,
        ...(this.#cursor !== undefined && { after: this.#cursor }),
      }
      const page = await client.tasks.listItemChanges(request, { signal })
      this.#keeper.take(page.entries)
      this.#cursor = page.cursor
      hasMore = page.hasMore
      isNew ||= page.entries.length > 0
    }
    if (isNew || !this.state.getState().areItemsRead)
      this.state.setState({ items: this.#keeper.list(), areItemsRead: true })
  }
}
