import { createMunimentClient, MunimentError, type MunimentClient } from '@muniment/sdk'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Connect } from '../../connection/connect-to-engine.ts'

/**
 * - `signed-out`: a key is needed; `problem` says why the last one did not do.
 * - `checking`: the server is being asked about a key.
 * - `signed-in`: the key holds.
 */
export interface SessionState {
  readonly phase: 'signed-out' | 'checking' | 'signed-in'
  readonly problem: SessionProblem | null
}

/** `refused`: wrong, expired or revoked. `later`: too many tries. `unreachable`: nobody answered. */
export type SessionProblem = 'refused' | 'later' | 'unreachable'

/** Keeps the key for as long as the browser's tab lives: never on the disk. */
export interface KeyMemory {
  get(): string | null
  set(key: string): void
  clear(): void
}

export interface SessionStoreOptions {
  /** Address of the server. */
  readonly url: string
  readonly memory: KeyMemory
}

/** Who is at the web app: a key, checked by the server. Knows nothing of React. */
export class SessionStore {
  readonly state: StoreApi<SessionState> = createStore<SessionState>(() => ({ phase: 'signed-out', problem: null }))
  readonly #options: SessionStoreOptions
  #key: string | null = null

  constructor(options: SessionStoreOptions) {
    this.#options = options
  }

  /** Signs in with the key of before, if there is one. */
  async resume(): Promise<void> {
    const key = this.#options.memory.get()
    if (key !== null) await this.signIn(key)
  }

  /** Asks the server whether a key holds; it is kept only then. */
  async signIn(key: string): Promise<void> {
    this.state.setState({ phase: 'checking', problem: null })
    try {
      await this.#clientFor(key).system.describe()
    } catch (error) {
      const problem = problemOf(error)
      if (problem === 'refused') this.#options.memory.clear()
      this.state.setState({ phase: 'signed-out', problem })
      return
    }
    this.#key = key
    this.#options.memory.set(key)
    this.state.setState({ phase: 'signed-in', problem: null })
  }

  signOut(problem: SessionProblem | null = null): void {
    this.#key = null
    this.#options.memory.clear()
    this.state.setState({ phase: 'signed-out', problem })
  }

  /** Gives the stores a client. A key that holds no more leads back to the sign-in. */
  readonly connect: Connect = async ({ signal }) => {
    if (this.#key === null) throw new MunimentError('unauthenticated', 'Nobody has signed in.')
    const client = this.#clientFor(this.#key)
    try {
      await client.system.describe(undefined, { signal })
    } catch (error) {
      if (problemOf(error) === 'refused') this.signOut('refused')
      throw error
    }
    return client
  }

  #clientFor(apiKey: string): MunimentClient {
    return createMunimentClient({ url: this.#options.url, apiKey, retries: 0 })
  }
}

function problemOf(error: unknown): SessionProblem {
  if (!(error instanceof MunimentError)) return 'unreachable'
  if (error.code === 'unauthenticated' || error.code === 'forbidden') return 'refused'
  return error.code === 'connection_failed' ? 'unreachable' : 'later'
}
