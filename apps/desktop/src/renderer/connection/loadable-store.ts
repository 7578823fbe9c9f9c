import { createStore, type StoreApi } from 'zustand/vanilla'
import { toFailure, type Failure } from './failure.ts'

/**
 * Something that is asked of the engine.
 *
 * - `loading`: the first answer has not come.
 * - `shown`: `value` is what was answered; `isLoading` tells that it is being asked for again.
 * - `failed`: `failure` says why there is no answer; `value` is the one before, if there was one.
 */
export interface Loadable<T> {
  readonly phase: 'loading' | 'shown' | 'failed'
  readonly value: T | null
  readonly failure: Failure | null
  readonly isLoading: boolean
}

/** Keeps the newest answer to one question. Knows nothing of React. */
export class LoadableStore<T> {
  readonly state: StoreApi<Loadable<T>> = createStore<Loadable<T>>(() => ({
    phase: 'loading',
    value: null,
    failure: null,
    isLoading: false,
  }))
  readonly #ask: (signal: AbortSignal) => Promise<T>
  #loading = new AbortController()

  constructor(ask: (signal: AbortSignal) => Promise<T>) {
    this.#ask = ask
  }

  /** Asks, instead of waiting for an earlier answer. @returns what stops waiting. */
  load(): () => void {
    this.#loading.abort()
    const loading = new AbortController()
    this.#loading = loading
    void this.#load(loading.signal)
    return () => loading.abort()
  }

  /** Takes over what somebody else learned. */
  set(value: T): void {
    this.state.setState({ phase: 'shown', value, failure: null })
  }

  async #load(signal: AbortSignal): Promise<void> {
    const { phase } = this.state.getState()
    this.state.setState({ isLoading: true, phase: phase === 'failed' ? 'loading' : phase })
    try {
      const value = await this.#ask(signal)
      if (!signal.aborted) this.state.setState({ phase: 'shown', value, failure: null, isLoading: false })
    } catch (error) {
      if (!signal.aborted) this.state.setState({ phase: 'failed', failure: toFailure(error), isLoading: false })
    }
  }
}
