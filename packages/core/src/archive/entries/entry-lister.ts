import type { EntryListingState } from '../../archive-library.ts'
import { wrapUnknownError, type ArchivingError } from '../../errors/index.ts'
import type { StorageTargets } from '../../storage/storage-target.ts'
import { payloadFolder } from '../bag-tag-files.ts'
import { FindingCollector } from '../finding-collector.ts'
import { itemsJsonLinesName } from '../item-lists.ts'
import { openArchive } from '../open-archive.ts'
import { readItems } from '../read-items.ts'
import { enterItems } from './enter-items.ts'
import type { ArchiveToList, EntryListings } from './entry-catalog.ts'

/** What the lister stands on. */
export interface EntryListerPorts {
  readonly listings: EntryListings
  readonly storage: StorageTargets
  readonly onFailure: (error: ArchivingError) => void
  /** Until archives of processes that were killed meanwhile are looked for, in milliseconds. */
  readonly lookEveryMs?: number
}

const usualLookEveryMs = 300_000

/**
 * Enters what is in archives that the catalogue knows by name only: those of earlier versions, and those whose process
 * was killed just after it had sealed them. One archive at a time, from its own list of items; what was entered stays where it is
 * broken off. One that cannot be read is tried again at the next start.
 */
export class EntryLister implements AsyncDisposable {
  readonly #ports: EntryListerPorts
  readonly #closing = new AbortController()
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> = Promise.resolve()

  constructor(ports: EntryListerPorts) {
    this.#ports = ports
  }

  start(): void {
    this.#run(['pending', 'unreadable'])
  }

  /** Enters what can be entered. @throws ArchivingError of the database */
  async listAll(states: readonly EntryListingState[]): Promise<void> {
    let after = ''
    while (!this.#closing.signal.aborted) {
      const next = await this.#ports.listings.nextToList(states, after)
      if (!next) return
      await this.#list(next)
      after = next.archive.id
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearTimeout(this.#timer)
    this.#closing.abort()
    await this.#running
  }

  #run(states: readonly EntryListingState[]): void {
    this.#running = this.listAll(states)
      .catch((error: unknown) => this.#ports.onFailure(wrapUnknownError(error)))
      .then(() => {
        if (this.#closing.signal.aborted) return
        this.#timer = setTimeout(() => this.#run(['pending']), this.#ports.lookEveryMs ?? usualLookEveryMs).unref()
      })
  }

  async #list({ archive, entriesKnown: known }: ArchiveToList): Promise<void> {
    const { listings, storage } = this.#ports
    const { signal } = this.#closing
    try {
      await using copy = await storage.of(archive.path).bring(archive.path, signal)
      await using reader = await openArchive(copy.path, new FindingCollector(), signal)
      const list = reader?.entries.get(payloadFolder + itemsJsonLinesName)
      if (list && list.damaged !== true) {
        const items = readItems(list.open())
        const goesOn = (): boolean => !signal.aborted
        return await enterItems({ archiveId: archive.id, items, listings, known, goesOn })
      }
    } catch (error) {
      const failure = wrapUnknownError(error, 'manifest_invalid')
      if (signal.aborted) return
      if (failure.code === 'storage_busy' || failure.code === 'storage_full') throw failure
    }
    // By its course and title it can be found nevertheless.
    await listings.describe(archive.id)
    await listings.conclude(archive.id, 'unreadable')
  }
}
