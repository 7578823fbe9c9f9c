import { ArchivingError } from '../errors/index.ts'
import type { ActivitySource } from './activity-source.ts'

/**
 * Keeps opened sources, one for each id, so that everything that reads a site shares its limit of parallel requests.
 */
export class OpenSources implements AsyncDisposable {
  readonly #open: (sourceId: string) => Promise<ActivitySource>
  readonly #sources = new Map<string, Promise<ActivitySource>>()
  #closed = false

  constructor(open: (sourceId: string) => Promise<ActivitySource>) {
    this.#open = open
  }

  /** The source, opened now or before. A source that could not be opened is tried anew at the next call. */
  get(sourceId: string): Promise<ActivitySource> {
    if (this.#closed) throw new ArchivingError('aborted', 'Muniment is closing.')
    const known = this.#sources.get(sourceId)
    if (known) return known
    const opening = this.#open(sourceId).catch((error: unknown) => {
      this.#sources.delete(sourceId)
      throw error
    })
    this.#sources.set(sourceId, opening)
    return opening
  }

  /** Closes a source, because its sign-in changed or it is forgotten. What reads it at the moment is cut off. */
  async close(sourceId: string): Promise<void> {
    const source = this.#sources.get(sourceId)
    this.#sources.delete(sourceId)
    await (await source?.catch(() => undefined))?.[Symbol.asyncDispose]()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true
    await Promise.all([...this.#sources.keys()].map((sourceId) => this.close(sourceId)))
  }
}
