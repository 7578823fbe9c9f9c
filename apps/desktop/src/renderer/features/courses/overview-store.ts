import type { CourseOverview, MunimentClient, SourceRecord } from '@muniment/sdk'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Engine } from '../../connection/engine.ts'
import { toFailure, type Failure } from '../../connection/failure.ts'

/** A source, and its courses as far as they were read. */
export interface SourceCourses {
  readonly source: SourceRecord
  readonly courses: readonly CourseOverview[]
  /** Whether there are more. */
  readonly hasMore: boolean
  readonly isLoading: boolean
  /** Why its courses could not be read, or not anew. */
  readonly failure: Failure | null
}

export interface OverviewState {
  /** `loading` until it is known which sources there are. */
  readonly phase: 'loading' | 'shown' | 'failed'
  readonly sources: readonly SourceCourses[]
  readonly failure: Failure | null
}

const coursesOnPage = 10
const mostSources = 100

/** All sources with their courses, and how what is in them stands. Knows nothing of React. */
export class OverviewStore {
  readonly state: StoreApi<OverviewState> = createStore<OverviewState>(() => ({
    phase: 'loading',
    sources: [],
    failure: null,
  }))
  readonly #engine: Engine
  readonly #cursors = new Map<string, string>()
  #loading = new AbortController()

  constructor(engine: Engine) {
    this.#engine = engine
  }

  /** Reads everything that is shown, anew; what is there stays until then. @returns what gives that up. */
  load(): () => void {
    this.#loading.abort()
    const loading = new AbortController()
    this.#loading = loading
    void this.#load(loading.signal)
    return () => loading.abort()
  }

  async showMore(sourceId: string): Promise<void> {
    const cursor = this.#cursors.get(sourceId)
    const known = this.#find(sourceId)
    if (cursor === undefined || !known || known.isLoading) return
    await this.#readCourses(sourceId, { from: cursor, before: known.courses, pages: 1 }, this.#loading.signal)
  }

  async #load(signal: AbortSignal): Promise<void> {
    try {
      const read = (client: MunimentClient, until: AbortSignal) =>
        client.sources.list({ limit: mostSources }, { signal: until })
      const { entries } = await this.#engine.read(read, signal)
      if (signal.aborted) return
      const nothing = { courses: [], hasMore: false, isLoading: true, failure: null }
      const sources = entries.map((source) => ({ ...(this.#find(source.id) ?? nothing), source }))
      this.state.setState({ phase: 'shown', sources, failure: null })
      await Promise.all(
        sources.map(({ source, courses }) => {
          const pages = Math.max(1, Math.ceil(courses.length / coursesOnPage))
          return this.#readCourses(source.id, { from: undefined, before: [], pages }, signal)
        }),
      )
    } catch (error) {
      if (!signal.aborted) this.state.setState({ phase: 'failed', failure: toFailure(error) })
    }
  }

  async #readCourses(sourceId: string, wanted: WantedCourses, signal: AbortSignal): Promise<void> {
    this.#change(sourceId, { isLoading: true })
    try {
      const courses = [...wanted.before]
      let cursor = wanted.from
      for (let page = 0; page < wanted.pages; page++) {
        const ask = { sourceId, limit: coursesOnPage, ...(cursor !== undefined && { cursor }) }
        const read = (client: MunimentClient, until: AbortSignal) => client.sources.listOverview(ask, { signal: until })
        const { entries, nextCursor } = await this.#engine.read(read, signal)
        courses.push(...entries)
        cursor = nextCursor
        if (cursor === undefined) break
      }
      if (signal.aborted) return
      if (cursor === undefined) this.#cursors.delete(sourceId)
      else this.#cursors.set(sourceId, cursor)
      this.#change(sourceId, { courses, hasMore: cursor !== undefined, isLoading: false, failure: null })
    } catch (error) {
      if (!signal.aborted) this.#change(sourceId, { isLoading: false, failure: toFailure(error) })
    }
  }

  #find(sourceId: string): SourceCourses | undefined {
    return this.state.getState().sources.find(({ source }) => source.id === sourceId)
  }

  #change(sourceId: string, change: Partial<SourceCourses>): void {
    const { sources } = this.state.getState()
    this.state.setState({
      sources: sources.map((one) => (one.source.id === sourceId ? { ...one, ...change } : one)),
    })
  }
}

interface WantedCourses {
  readonly from: string | undefined
  /** What stands before them. */
  readonly before: readonly CourseOverview[]
  readonly pages: number
}
