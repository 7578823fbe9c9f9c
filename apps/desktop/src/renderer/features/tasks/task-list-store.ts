import { MunimentError, type ActivityArchivingTask, type MunimentClient } from '@muniment/sdk'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Connect } from '../../connection/connect-to-engine.ts'
import { follow, type TaskChange } from './follow-tasks.ts'
import { placeTask, withStatus } from './task-order.ts'

/**
 * - `connecting`: nothing is known yet.
 * - `live`: what is shown is how it is.
 * - `reconnecting`: what is shown was so; the engine is being reached again.
 * - `failed`: the engine cannot be reached; `problem` says why, and only `retry` helps.
 */
export type TaskListPhase = 'connecting' | 'live' | 'reconnecting' | 'failed'

export interface TaskListState {
  readonly phase: TaskListPhase
  /** Newest first. */
  readonly tasks: readonly ActivityArchivingTask[]
  /** Whether there are tasks before the ones shown. */
  readonly hasEarlier: boolean
  readonly problem: string | null
}

export interface TaskListStoreOptions {
  readonly connect: Connect
  /** Waits between two tries; ends early when the signal fires. */
  readonly pause: (forMs: number, signal: AbortSignal) => Promise<void>
}

const pageSize = 50
/** Then the engine is given up until the user asks for it. */
const retryDelaysMs = [250, 1_000, 2_000, 5_000, 10_000] as const

/** The list of tasks, kept as it is in the engine. Knows nothing of React. */
export class TaskListStore {
  readonly state: StoreApi<TaskListState> = createStore<TaskListState>(() => ({
    phase: 'connecting',
    tasks: [],
    hasEarlier: false,
    problem: null,
  }))
  readonly #options: TaskListStoreOptions
  #running = new AbortController()
  #client: MunimentClient | undefined
  #cursor: string | undefined

  constructor(options: TaskListStoreOptions) {
    this.#options = options
  }

  /** Connects and follows what happens. @returns what ends it. */
  start(): () => void {
    this.#running.abort()
    this.#running = new AbortController()
    void this.#run(this.#running.signal)
    return () => this.#running.abort()
  }

  /** Connects again after a failure. */
  retry(): void {
    const isEmpty = this.state.getState().tasks.length === 0
    this.state.setState({ phase: isEmpty ? 'connecting' : 'reconnecting', problem: null })
    this.start()
  }

  /** Shows one more page of earlier tasks. */
  async showEarlier(): Promise<void> {
    if (!this.#client || this.#cursor === undefined) return
    const page = await this.#client.tasks.list({ limit: pageSize, cursor: this.#cursor }).catch((error: unknown) => {
      // The screen tells of a lost connection already; after it the button is there again.
      if (isLostConnection(error)) return
      throw error
    })
    if (!page) return
    this.#cursor = page.nextCursor
    const { tasks } = this.state.getState()
    const known = new Set(tasks.map(({ id }) => id))
    const earlier = page.entries.filter(({ id }) => !known.has(id))
    this.state.setState({ tasks: [...tasks, ...earlier], hasEarlier: this.#cursor !== undefined })
  }

  /** One connection after the other, until the signal fires or the engine is given up. */
  async #run(signal: AbortSignal): Promise<void> {
    for (let losses = 0; ;) {
      const failure = await this.#live(signal)
      if (signal.aborted) return
      const { phase } = this.state.getState()
      if (phase === 'live') losses = 0
      const delayMs = retryDelaysMs[losses++]
      if (failure !== undefined || delayMs === undefined) {
        this.state.setState({ phase: 'failed', problem: failure ?? null })
        return
      }
      if (phase === 'live') this.state.setState({ phase: 'reconnecting' })
      await this.#options.pause(delayMs, signal)
    }
  }

  /** One connection, from its beginning to its end. @returns why there is no use in another one, if so. */
  async #live(signal: AbortSignal): Promise<string | undefined> {
    const ended = new AbortController()
    const connection = AbortSignal.any([signal, ended.signal])
    let failure: string | undefined
    const onFailed = (message: string): void => {
      failure = message
      ended.abort()
    }
    try {
      const client = await this.#options.connect({ signal: connection, onFailed })
      this.#client = client
      const show = () => this.#show(client, connection)
      for await (const change of follow(client, show, connection)) this.#apply(change)
    } catch (error) {
      if (!isLostConnection(error)) failure ??= error instanceof Error ? error.message : String(error)
    } finally {
      ended.abort()
    }
    return failure
  }

  async #show(client: MunimentClient, signal: AbortSignal): Promise<void> {
    const page = await client.tasks.list({ limit: pageSize }, { signal })
    this.#cursor = page.nextCursor
    this.state.setState({
      phase: 'live',
      tasks: page.entries,
      hasEarlier: this.#cursor !== undefined,
      problem: null,
    })
  }

  #apply(change: TaskChange): void {
    const { tasks, hasEarlier } = this.state.getState()
    const changed =
      change.kind === 'task' ? placeTask(tasks, change.task, hasEarlier) : withStatus(tasks, change.status)
    this.state.setState({ tasks: changed })
  }
}

const isLostConnection = (error: unknown): boolean =>
  error instanceof MunimentError && error.code === 'connection_failed'
