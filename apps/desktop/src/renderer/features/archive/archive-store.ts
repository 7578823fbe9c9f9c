import type { ArchiveContents, ArchiveRecord, ArchiveRemoval, ArchiveVerification } from '@muniment/sdk'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Engine } from '../../connection/engine.ts'
import { toFailure, type Failure } from '../../connection/failure.ts'
import { LoadableStore } from '../../connection/loadable-store.ts'

/** An archive with what its last verification found. */
export interface ShownArchive {
  readonly archive: ArchiveRecord
  readonly verification: ArchiveVerification | null
}

export type ArchiveAction = 'verify' | 'certify' | 'remove'

/** What is being done with the archive, and what came of it. */
export interface ArchiveActions {
  readonly running: ArchiveAction | null
  readonly failure: Failure | null
  /** Once it was deleted. */
  readonly removal: ArchiveRemoval | null
}

/** One archive: what is known of it, and what is done with it. Knows nothing of React. */
export class ArchiveStore {
  readonly archive: LoadableStore<ShownArchive>
  /** What the archive says of itself, read from its file. */
  readonly contents: LoadableStore<ArchiveContents>
  readonly actions: StoreApi<ArchiveActions> = createStore<ArchiveActions>(() => ({
    running: null,
    failure: null,
    removal: null,
  }))
  readonly #engine: Engine
  readonly #archiveId: string

  constructor(engine: Engine, archiveId: string) {
    this.#engine = engine
    this.#archiveId = archiveId
    this.archive = new LoadableStore((signal) => engine.read((client, ended) => this.#read(client, ended), signal))
    this.contents = new LoadableStore((signal) =>
      engine.read((client, ended) => client.archives.getDescription({ archiveId }, { signal: ended }), signal),
    )
  }

  verify(): Promise<void> {
    const archiveId = this.#archiveId
    return this.#do('verify', (client, signal) => client.archives.verify({ archiveId }, { signal }))
  }

  /** Asks the authorities that have not certified the archive; if all have, for a new certificate over everything. */
  certify(): Promise<void> {
    const archiveId = this.#archiveId
    const granted = this.archive.state.getState().value?.archive.timestamps.some(({ state }) => state === 'granted')
    return this.#do('certify', (client, signal) =>
      client.archives.timestamp({ archiveId, renew: granted === true }, { signal }),
    )
  }

  remove(reason: string): Promise<void> {
    const archiveId = this.#archiveId
    return this.#do('remove', async (client, signal) => {
      this.actions.setState({ removal: await client.archives.remove({ archiveId, reason }, { signal }) })
    })
  }

  async #do(action: ArchiveAction, work: Parameters<Engine['change']>[0]): Promise<void> {
    if (this.actions.getState().running !== null) return
    this.actions.setState({ running: action, failure: null })
    try {
      await this.#engine.change(work)
    } catch (error) {
      this.actions.setState({ failure: toFailure(error) })
    }
    this.actions.setState({ running: null })
    // Also after a failure: it may have done something.
    if (this.actions.getState().removal === null) this.archive.load()
  }

  async #read(client: Parameters<Parameters<Engine['read']>[0]>[0], signal: AbortSignal): Promise<ShownArchive> {
    const archiveId = this.#archiveId
    const [archive, { entries }] = await Promise.all([
      client.archives.get({ archiveId }, { signal }),
      client.archives.listVerifications({ archiveId, limit: 1 }, { signal }),
    ])
    return { archive, verification: entries[0] ?? null }
  }
}
