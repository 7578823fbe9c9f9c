import type { ArchiveEntry, EntryListingState } from '@muniment/sdk'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Engine } from '../../connection/engine.ts'
import { toFailure, type Failure } from '../../connection/failure.ts'

/** In which order entries stand; as in the archive without. */
export interface EntryOrdering {
  readonly by: 'name' | 'state' | 'grade' | 'at'
  readonly descending: boolean
}

/** What is in an archive, as far as it is shown. */
export interface EntryList {
  readonly search: string
  readonly ordering: EntryOrdering
  readonly entries: readonly ArchiveEntry[]
  /** How many the search finds; null before the first answer. */
  readonly total: number | null
  readonly listing: EntryListingState
  readonly isLoading: boolean
  readonly failure: Failure | null
}

export interface EntryListOptions {
  readonly engine: Engine
  readonly archiveId: string
  readonly pause: (forMs: number, signal: AbortSignal) => Promise<void>
}

const pageSize = 500
/** More rows than anybody scrolls through; a search finds the others. */
export const mostEntriesShown = 10_000
const typingPauseMs = 200
const listingPauseMs = 1_000

/** The entries of an archive, found and put in order by the engine, page after page. Knows nothing of React. */
export class EntryListStore {
  readonly state: StoreApi<EntryList> = createStore<EntryList>(() => ({
    search: '',
    ordering: { by: 'name', descending: false },
    entries: [],
    total: null,
    listing: 'listed',
    isLoading: false,
    failure: null,
  }))
  readonly #options: EntryListOptions
  #loading = new AbortController()

  constructor(options: EntryListOptions) {
    this.#options = options
  }

  /** @returns what stops loading. */
  load(): () => void {
    const loading = this.#begin()
    void this.#load(loading.signal)
    return () => loading.abort()
  }

  setSearch(search: string): void {
    this.state.setState({ search })
    const { signal } = this.#begin()
    void this.#options.pause(typingPauseMs, signal).then(() => this.#load(signal))
  }

  setOrdering(ordering: EntryOrdering): void {
    this.state.setState({ ordering })
    void this.#load(this.#begin().signal)
  }

  #begin(): AbortController {
    this.#loading.abort()
    this.#loading = new AbortController()
    return this.#loading
  }

  async #load(signal: AbortSignal): Promise<void> {
    try {
      await this.#loadPages(signal)
    } catch (error) {
      if (!signal.aborted) this.state.setState({ isLoading: false, failure: toFailure(error) })
    }
  }

  /** Each page replaces nothing that is seen: the first one takes the place of the former answer, the others follow. */
  async #loadPages(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return
    const { engine, archiveId, pause } = this.#options
    const { search, ordering } = this.state.getState()
    const question = { archiveId, search, orderBy: ordering.by, descending: ordering.descending, limit: pageSize }
    this.state.setState({ isLoading: true })
    const loaded: ArchiveEntry[] = []
    let cursor: string | undefined
    do {
      const input = { ...question, ...(cursor !== undefined && { cursor }) }
      const page = await engine.read((client, ended) => client.archives.listEntries(input, { signal: ended }), signal)
      if (signal.aborted) return
      loaded.push(...page.entries)
      cursor = page.nextCursor
      const isWhole = cursor === undefined || loaded.length >= mostEntriesShown
      const { total, listing } = page
      this.state.setState({ entries: loaded.slice(), total, listing, failure: null, isLoading: !isWhole })
      if (isWhole) break
    } while (cursor !== undefined)
    if (this.state.getState().listing !== 'pending') return
    // It was sealed just now, or by an earlier version: what is in it is being read.
    await pause(listingPauseMs, signal)
    await this.#loadPages(signal)
  }
}
