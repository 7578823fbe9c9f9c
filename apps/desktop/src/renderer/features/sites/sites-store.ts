import type { MunimentClient, SourceRecord, SourceTraffic } from '@muniment/sdk'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Engine } from '../../connection/engine.ts'
import { toFailure, type Failure } from '../../connection/failure.ts'
import { PagedStore } from '../../connection/paged-store.ts'

/** A connected source, and how it is read at the moment. */
export interface Site {
  readonly source: SourceRecord
  readonly traffic: SourceTraffic
}

/** Whether the kept sign-in works, once somebody asked. */
export type SiteCheck =
  | { readonly phase: 'checking' }
  /** `traffic` is as it was after the site had answered. */
  | { readonly phase: 'works'; readonly traffic: SourceTraffic }
  | { readonly phase: 'fails'; readonly failure: Failure }

/** A source that is being forgotten, or that could not be. */
export interface Forgetting {
  readonly isBusy: boolean
  readonly failure: Failure | null
}

const pageSize = 25
const nothingForgotten: Forgetting = { isBusy: false, failure: null }

/** The connected sources, and what can be done with them. Knows nothing of React. */
export class SitesStore {
  readonly sites: PagedStore<Site>
  /** By the id of the source. */
  readonly checks: StoreApi<ReadonlyMap<string, SiteCheck>> = createStore<ReadonlyMap<string, SiteCheck>>(
    () => new Map(),
  )
  readonly forgetting: StoreApi<Forgetting> = createStore(() => nothingForgotten)
  readonly #engine: Engine
  #leaving = new AbortController()

  constructor(engine: Engine) {
    this.#engine = engine
    this.sites = new PagedStore((cursor, signal) =>
      engine.read((client, ended) => readSites(client, cursor, ended), signal),
    )
  }

  /** Gives up checks that go on. */
  leave(): void {
    this.#leaving.abort()
    this.#leaving = new AbortController()
  }

  /** Asks the site who we are. */
  async check(sourceId: string): Promise<void> {
    if (this.checks.getState().get(sourceId)?.phase === 'checking') return
    const { signal } = this.#leaving
    this.#tell(sourceId, { phase: 'checking' })
    try {
      const traffic = await this.#engine.read(async (client, ended) => {
        await client.sources.check({ sourceId }, { signal: ended })
        return await client.sources.traffic({ sourceId }, { signal: ended })
      }, signal)
      this.#tell(sourceId, { phase: 'works', traffic })
    } catch (error) {
      this.#tell(sourceId, signal.aborted ? null : { phase: 'fails', failure: toFailure(error) })
    }
  }

  /** Forgets a source and its sign-in. If that is refused, `forgetting` says why. */
  async forget(sourceId: string): Promise<void> {
    if (this.forgetting.getState().isBusy) return
    this.forgetting.setState({ isBusy: true, failure: null })
    try {
      await this.#engine.change((client, signal) => client.sources.remove({ sourceId }, { signal }))
      this.forgetting.setState(nothingForgotten)
      this.#tell(sourceId, null)
      this.sites.reload()
    } catch (error) {
      this.forgetting.setState({ isBusy: false, failure: toFailure(error) })
    }
  }

  /** Whoever asks about another source wants to know nothing of the last one. */
  forgetFailure(): void {
    this.forgetting.setState({ failure: null })
  }

  #tell(sourceId: string, check: SiteCheck | null): void {
    const checks = new Map(this.checks.getState())
    if (check) checks.set(sourceId, check)
    else checks.delete(sourceId)
    this.checks.setState(checks, true)
  }
}

async function readSites(
  client: MunimentClient,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<{ readonly entries: readonly Site[]; readonly nextCursor?: string }> {
  const input = { limit: pageSize, ...(cursor !== undefined && { cursor }) }
  const { entries, ...page } = await client.sources.list(input, { signal })
  const readTraffic = async (source: SourceRecord): Promise<Site> => ({
    source,
    traffic: await client.sources.traffic({ sourceId: source.id }, { signal }),
  })
  return { ...page, entries: await Promise.all(entries.map(readTraffic)) }
}
