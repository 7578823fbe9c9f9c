import { LoadableStore } from './loadable-store.ts'

/** A page as the engine answers it. */
export interface AnsweredPage<Entry> {
  readonly entries: readonly Entry[]
  readonly nextCursor?: string
}

/** What is known of a list so far. */
export interface ShownPages<Entry> {
  readonly entries: readonly Entry[]
  /** Asks for what comes after it; null at the end. */
  readonly nextCursor: string | null
}

/** Keeps the beginning of a list, longer by a page whenever one asks for more. Knows nothing of React. */
export class PagedStore<Entry> {
  /** Asks for the page that is wanted: the first one, the next one, or the one that failed, once more. */
  readonly pages: LoadableStore<ShownPages<Entry>>
  #wanted: string | undefined

  constructor(ask: (cursor: string | undefined, signal: AbortSignal) => Promise<AnsweredPage<Entry>>) {
    this.pages = new LoadableStore(async (signal) => {
      const cursor = this.#wanted
      const { entries, nextCursor = null } = await ask(cursor, signal)
      const before = cursor === undefined ? [] : (this.pages.state.getState().value?.entries ?? [])
      if (!signal.aborted) this.#wanted = undefined
      return { entries: [...before, ...entries], nextCursor }
    })
  }

  /** Asks for the beginning anew. */
  reload(): void {
    this.#wanted = undefined
    this.pages.load()
  }

  showMore(): void {
    const { value, isLoading } = this.pages.state.getState()
    if (isLoading || value === null || value.nextCursor === null) return
    this.#wanted = value.nextCursor
    this.pages.load()
  }
}
