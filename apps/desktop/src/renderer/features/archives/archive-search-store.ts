import type { FoundArchive } from '@muniment/sdk'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Engine } from '../../connection/engine.ts'
import { toFailure, type Failure } from '../../connection/failure.ts'

/** What was found so far. */
export interface ArchiveSearch {
  /** As it is typed. */
  readonly search: string
  /** For which `found` is the answer; null before the first one. */
  readonly answered: string | null
  readonly found: readonly FoundArchive[]
  readonly nextCursor: string | null
  /** Archives of which it is not known what is in them. */
  readonly notListed: number
  readonly isLoading: boolean
  readonly failure: Failure | null
}

export interface ArchiveSearchOptions {
  readonly engine: Engine
  /** Waits until the next word may be typed; ends early when the signal fires. */
  readonly pause: (forMs: number, signal: AbortSignal) => Promise<void>
}

const pageSize = 50
const typingPauseMs = 200

/** Looks for archives as one types. Knows nothing of React. */
export class ArchiveSearchStore {
  readonly state: StoreApi<ArchiveSearch> = createStore<ArchiveSearch>(() => ({
    search: '',
    answered: null,
    found: [],
    nextCursor: null,
    notListed: 0,
    isLoading: false,
    failure: null,
  }))
  readonly #options: ArchiveSearchOptions
  #looking = new AbortController()

  constructor(options: ArchiveSearchOptions) {
    this.#options = options
  }

  /** Looks now. @returns what stops looking. */
  load(): () => void {
    const looking = this.#begin()
    void this.#look(looking, undefined)
    return () => looking.abort()
  }

  /** Looks for something else, once typing pauses. */
  setSearch(search: string): void {
    this.state.setState({ search })
    const looking = this.#begin()
    void this.#options.pause(typingPauseMs, looking.signal).then(() => this.#look(looking, undefined))
  }

  /** Asks for the next page. */
  showMore(): void {
    const { nextCursor, isLoading } = this.state.getState()
    if (nextCursor !== null && !isLoading) void this.#look(this.#begin(), nextCursor)
  }

  #begin(): AbortController {
    this.#looking.abort()
    this.#looking = new AbortController()
    return this.#looking
  }

  async #look({ signal }: AbortController, cursor: string | undefined): Promise<void> {
    if (signal.aborted) return
    const { search } = this.state.getState()
    this.state.setState({ isLoading: true })
    const input = { search, limit: pageSize, ...(cursor !== undefined && { cursor }) }
    try {
      const page = await this.#options.engine.read(
        (client, ended) => client.archives.search(input, { signal: ended }),
        signal,
      )
      if (signal.aborted) return
      const before = cursor === undefined ? [] : this.state.getState().found
      this.state.setState({
        answered: search,
        found: [...before, ...page.entries],
        nextCursor: page.nextCursor ?? null,
        notListed: page.notListed,
        isLoading: false,
        failure: null,
      })
    } catch (error) {
      if (!signal.aborted) this.state.setState({ isLoading: false, failure: toFailure(error) })
    }
  }
}
