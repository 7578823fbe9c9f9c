import type { DriverDescription, DriverProblem } from '@muniment/sdk'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Connect } from '../../connection/connect-to-engine.ts'

export interface ArchiverListState {
  readonly phase: 'loading' | 'shown' | 'failed'
  /** Built-in ones first. */
  readonly archivers: readonly DriverDescription[]
  /** Packages that cannot be used. */
  readonly problems: readonly DriverProblem[]
  /** Why nothing can be shown. */
  readonly failure: string | null
  /** Folder of the engine's data, once known. */
  readonly dataFolder: string | null
}

/**
 * The archivers of the engine, and what keeps others from working. They are found when the engine starts, so they are
 * asked for once each time they are looked at. Knows nothing of React.
 */
export class ArchiverListStore {
  readonly state: StoreApi<ArchiverListState> = createStore<ArchiverListState>(() => ({
    phase: 'loading',
    archivers: [],
    problems: [],
    failure: null,
    dataFolder: null,
  }))
  readonly #connect: Connect
  #loading = new AbortController()

  constructor(connect: Connect) {
    this.#connect = connect
  }

  /** Asks the engine. @returns what stops waiting for its answer. */
  load(): () => void {
    this.#loading.abort()
    this.#loading = new AbortController()
    void this.#load(this.#loading)
    return () => this.#loading.abort()
  }

  async #load(loading: AbortController): Promise<void> {
    const { signal } = loading
    try {
      const failed = Promise.withResolvers<never>()
      const client = await Promise.race([
        this.#connect({ signal, onFailed: (message) => failed.reject(new Error(message)) }),
        failed.promise,
      ])
      const [archivers, problems, { dataFolder }] = await Promise.all([
        client.drivers.list(undefined, { signal }),
        client.drivers.listProblems(undefined, { signal }),
        client.system.describe(undefined, { signal }),
      ])
      this.state.setState({ phase: 'shown', archivers, problems, dataFolder, failure: null })
    } catch (error) {
      if (signal.aborted) return
      this.state.setState({ phase: 'failed', failure: error instanceof Error ? error.message : String(error) })
    } finally {
      // The connection was for these questions alone.
      loading.abort()
    }
  }
}
