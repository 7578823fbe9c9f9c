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
  /** Folder of the engine's data, once known. */
  readonly dataFolder: string | null
}

/** The list of tasks, kept as it is in the engine. */
export interface TaskListStore {
  readonly state: Pick<StoreApi<TaskListState>, 'getState' | 'getInitialState' | 'subscribe'>
  /** Connects and follows what happens. @returns what ends it. */
  start(): () => void
  /** Connects again after a failure. */
  retry(): void
  /** Shows one more page of earlier tasks. */
  showEarlier(): Promise<void>
}

export interface TaskListStoreOptions {
  readonly connect: Connect
  /** Waits between two tries; ends early when the signal fires. */
  readonly pause: (forMs: number, signal: AbortSignal) => Promise<void>
}

const pageSize = 50
const retryDelaysMs = [250, 1_000, 2_000, 5_000, 10_000] as const

const initialState: TaskListState = {
  phase: 'connecting',
  tasks: [],
  hasEarlier: false,
  problem: null,
  dataFolder: null,
}

export function createTaskListStore({ connect, pause }: TaskListStoreOptions): TaskListStore {
  const state = createStore<TaskListState>(() => initialState)
  let running = new AbortController()
  let client: MunimentClient | undefined
  let cursor: string | undefined

  /** One connection, from its beginning until it is lost. @throws MunimentError `connection_failed` when it is lost. */
  async function live(connection: AbortSignal, onFailed: (message: string) => void): Promise<void> {
    const opened = await connect({ signal: connection, onFailed })
    client = opened
    const show = async (): Promise<void> => {
      const options = { signal: connection }
      const [page, system] = await Promise.all([
        opened.tasks.list({ limit: pageSize }, options),
        opened.system.describe(undefined, options),
      ])
      cursor = page.nextCursor
      state.setState({
        phase: 'live',
        tasks: page.entries,
        hasEarlier: cursor !== undefined,
        problem: null,
        dataFolder: system.dataFolder,
      })
    }
    for await (const change of follow(opened, show, connection)) apply(change)
  }

  function apply(change: TaskChange): void {
    const { tasks, hasEarlier } = state.getState()
    if (change.kind === 'task') state.setState({ tasks: placeTask(tasks, change.task, hasEarlier) })
    else state.setState({ tasks: withStatus(tasks, change.status) })
  }

  async function run(signal: AbortSignal): Promise<void> {
    for (let losses = 0; !signal.aborted;) {
      const connection = new AbortController()
      const both = AbortSignal.any([signal, connection.signal])
      let failure: string | undefined
      try {
        await live(both, (message) => {
          failure = message
          connection.abort()
        })
      } catch (error) {
        if (!isLostConnection(error)) failure ??= error instanceof Error ? error.message : String(error)
      } finally {
        connection.abort()
      }
      if (signal.aborted) return
      if (state.getState().phase === 'live') losses = 0
      const delayMs = retryDelaysMs[losses++]
      if (failure !== undefined || delayMs === undefined) {
        state.setState({ phase: 'failed', problem: failure ?? null })
        return
      }
      if (state.getState().phase === 'live') state.setState({ phase: 'reconnecting' })
      await pause(delayMs, signal)
    }
  }

  function start(): () => void {
    running.abort()
    const current = new AbortController()
    running = current
    void run(current.signal)
    return () => current.abort()
  }

  return {
    state,
    start,
    retry() {
      state.setState({ phase: state.getState().tasks.length > 0 ? 'reconnecting' : 'connecting', problem: null })
      start()
    },
    async showEarlier() {
      if (!client || cursor === undefined) return
      const page = await client.tasks.list({ limit: pageSize, cursor })
      cursor = page.nextCursor
      const { tasks } = state.getState()
      const known = new Set(tasks.map(({ id }) => id))
      const earlier = page.entries.filter(({ id }) => !known.has(id))
      state.setState({ tasks: [...tasks, ...earlier], hasEarlier: cursor !== undefined })
    },
  }
}

const isLostConnection = (error: unknown): boolean =>
  error instanceof MunimentError && error.code === 'connection_failed'
