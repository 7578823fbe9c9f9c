import type { ArtifactCheckReport, CleaningReport, MunimentClient } from '@muniment/sdk'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Engine } from '../../connection/engine.ts'
import { toFailure, type Failure } from '../../connection/failure.ts'

export type UpkeepWork = 'check' | 'clean'

/** What is being done with the kept contents, and what came of it. */
export interface Upkeep {
  readonly running: UpkeepWork | null
  readonly checked: ArtifactCheckReport | null
  readonly cleaned: CleaningReport | null
  readonly failure: { readonly work: UpkeepWork; readonly why: Failure } | null
}

/** Checks the kept contents, and removes what nothing needs. Knows nothing of React. */
export class UpkeepStore {
  readonly state: StoreApi<Upkeep> = createStore<Upkeep>(() => ({
    running: null,
    checked: null,
    cleaned: null,
    failure: null,
  }))
  readonly #engine: Engine
  #stopping = new AbortController()

  constructor(engine: Engine) {
    this.#engine = engine
  }

  /** Reads everything; may take long, until {@link stop}. */
  check(): Promise<void> {
    return this.#do('check', async (client, signal) => {
      this.state.setState({ checked: null })
      this.state.setState({ checked: await client.artifacts.check(undefined, { signal }) })
    })
  }

  clean(): Promise<void> {
    return this.#do('clean', async (client, signal) => {
      this.state.setState({ cleaned: null })
      this.state.setState({ cleaned: await client.artifacts.clean(undefined, { signal }) })
    })
  }

  /** Gives up what goes on. What was checked so far was checked, and nothing is told of it. */
  stop(): void {
    this.#stopping.abort()
    this.#stopping = new AbortController()
  }

  async #do(work: UpkeepWork, act: (client: MunimentClient, signal: AbortSignal) => Promise<void>): Promise<void> {
    if (this.state.getState().running !== null) return
    const { signal } = this.#stopping
    this.state.setState({ running: work, failure: null })
    try {
      await this.#engine.change((client, ended) => act(client, AbortSignal.any([ended, signal])))
    } catch (error) {
      if (!signal.aborted) this.state.setState({ failure: { work, why: toFailure(error) } })
    } finally {
      this.state.setState({ running: null })
    }
  }
}
