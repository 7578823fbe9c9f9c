import { createStore, type StoreApi } from 'zustand/vanilla'
import { toFailure, type Failure } from '../../connection/failure.ts'

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
  /** What there is, as far as it is known. */
  readonly entries: readonly Pickable[]
  readonly isLoading: boolean
  readonly failure: Failure | null
  readonly search: string
  /** What the search finds. */
  readonly found: readonly Pickable[]
  readonly chosen: ReadonlySet<string>
}

/** Letters that have no mark to be taken off, and yet are written otherwise where keyboards lack them. */
const plainLetters: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
}

/** What a search looks through, without what fingers leave out. */
const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[łøđðıßæœ]/gu, (letter) => plainLetters[letter] ?? letter)

/** Lets somebody pick out of many: what there is comes page by page, and a search looks through what is there. */
export class PickStore {
  readonly state: StoreApi<Pick>
  readonly #read: ReadPickables
  readonly #texts = new Map<string, string>()
  #reading = new AbortController()
  #cursor: string | undefined

  constructor(read: ReadPickables, chosen: Iterable<string>) {
    this.#read = read
    this.state = createStore<Pick>(() => ({
      entries: [],
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
    this.state.setState({ search, found: this.#find(this.state.getState().entries, search) })
  }

  /** Chooses among what is found; what the search hides stays as it was. */
  choose(chosen: ReadonlySet<string>): void {
    const { found, chosen: before } = this.state.getState()
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
      this.state.setState({ isLoading: false })
    } catch (error) {
      if (!signal.aborted) this.state.setState({ failure: toFailure(error), isLoading: false })
    }
  }

  #add(added: readonly Pickable[]): void {
    const { entries, found, search } = this.state.getState()
    const fresh = added.filter(({ id }) => !this.#texts.has(id))
    for (const { id, title, detail } of fresh) this.#texts.set(id, fold(`${title} ${detail}`))
    this.state.setState({ entries: [...entries, ...fresh], found: [...found, ...this.#find(fresh, search)] })
  }

  #find(entries: readonly Pickable[], search: string): readonly Pickable[] {
    const words = fold(search).split(/\s+/u).filter(Boolean)
    if (words.length === 0) return entries
    return entries.filter(({ id }) => words.every((word) => this.#texts.get(id)?.includes(word)))
  }
}
