import { createStore, type StoreApi } from 'zustand/vanilla'
import { toFailure, type Failure } from '../../connection/failure.ts'
import { foldText } from '../../language/fold-text.ts'

/** Something that can be picked: an attempt, a person, a group. */
export interface Pickable {
  readonly id: string
  readonly title: string
  /** What else tells it from others; may be empty. */
  readonly detail: string
}

/** One part of what there is. */
export interface PickablePage {
  readonly entries: readonly Pickable[]
  readonly nextCursor?: string
}

export type ReadPickables = (cursor: string | undefined, signal: AbortSignal) => Promise<PickablePage>

export interface Pick {
  /** What there is, as far as it is shown. */
  readonly entries: readonly Pickable[]
  /** How many are known; some of them may be shown a little later. */
  readonly known: number
  readonly isLoading: boolean
  readonly failure: Failure | null
  readonly search: string
  /** What the search finds. */
  readonly found: readonly Pickable[]
  readonly chosen: ReadonlySet<string>
}

/** Lets somebody pick out of many: what there is comes page by page, and a search looks through what is there. */
export class PickStore {
  readonly state: StoreApi<Pick>
  readonly #read: ReadPickables
  readonly #texts = new Map<string, string>()
  #waiting: Pickable[] = []
  /** All that is found was chosen before all was there: what comes is chosen, too. */
  #takesAll = false
  #reading = new AbortController()
  #cursor: string | undefined

  constructor(read: ReadPickables, chosen: Iterable<string>) {
    this.#read = read
    this.state = createStore<Pick>(() => ({
      entries: [],
      known: 0,
      isLoading: false,
      failure: null,
      search: '',
      found: [],
      chosen: new Set(chosen),
    }))
  }

  /** Reads what there is, from where it was left. @returns what stops it. */
  load(): () => void {
    this.#reading.abort()
    const reading = new AbortController()
    this.#reading = reading
    void this.#load(reading.signal)
    return () => reading.abort()
  }

  search(search: string): void {
    this.#takesAll = false
    this.state.setState({ search, found: this.#find(this.state.getState().entries, search) })
  }

  /** Chooses among what is found; what the search hides stays as it was. */
  choose(chosen: ReadonlySet<string>): void {
    const { found, isLoading, chosen: before } = this.state.getState()
    this.#takesAll = isLoading && found.every(({ id }) => chosen.has(id))
    const next = new Set(before)
    for (const { id } of found) {
      if (chosen.has(id)) next.add(id)
      else next.delete(id)
    }
    this.state.setState({ chosen: next })
  }

  async #load(signal: AbortSignal): Promise<void> {
    this.state.setState({ isLoading: true, failure: null })
    try {
      do {
        const { entries, nextCursor } = await this.#read(this.#cursor, signal)
        if (signal.aborted) return
        this.#cursor = nextCursor
        this.#add(entries)
      } while (this.#cursor !== undefined)
      this.#show()
      this.state.setState({ isLoading: false })
    } catch (error) {
      if (signal.aborted) return
      this.#show()
      this.state.setState({ failure: toFailure(error), isLoading: false })
    }
  }

  #add(added: readonly Pickable[]): void {
    for (const entry of added) {
      const { id, title, detail } = entry
      if (this.#texts.has(id)) continue
      this.#texts.set(id, foldText(`${title} ${detail}`))
      this.#waiting.push(entry)
    }
    this.state.setState({ known: this.#texts.size })
    // Each time it grows, a list costs as much as it is long: it grows by as much as is shown already.
    if (this.#waiting.length >= this.state.getState().entries.length) this.#show()
  }

  #show(): void {
    const fresh = this.#waiting
    if (fresh.length === 0) return
    this.#waiting = []
    const { entries, found, search, chosen } = this.state.getState()
    const freshFound = this.#find(fresh, search)
    this.state.setState({
      entries: [...entries, ...fresh],
      found: [...found, ...freshFound],
      ...(this.#takesAll && { chosen: new Set([...chosen, ...freshFound.map(({ id }) => id)]) }),
    })
  }

  #find(entries: readonly Pickable[], search: string): readonly Pickable[] {
    const words = foldText(search).split(/\s+/u).filter(Boolean)
    if (words.length === 0) return entries
    return entries.filter(({ id }) => words.every((word) => this.#texts.get(id)?.includes(word)))
  }
}
