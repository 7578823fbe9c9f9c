import { ArchivingError } from '../errors/index.ts'
import type { ActivitySource } from './activity-source.ts'

/**
 * Keeps opened sources, one for each id, so that everything that reads a site shares its limit of parallel requests.
 */
export class OpenSources implements AsyncDisposable {
  readonly #open: (sourceId: string) => Promise<ActivitySource>
  readonly #sources = new Map<string, Promise<ActivitySource>>()
  /** Opened with an earlier sign-in; whoever reads them goes on. */
  readonly #retired = new Set<Promise<ActivitySource>>()
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

  /** The next `get` opens the source anew, because its sign-in changed or it is forgotten. */
  retire(sourceId: string): void {
    const source = this.#sources.get(sourceId)
    if (!source) return
    this.#sources.delete(sourceId)
    this.#retired.add(source)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true
    const opened = [...this.#sources.values(), ...this.#retired]
    this.#sources.clear()
    this.#retired.clear()
    await Promise.all(opened.map(async (source) => (await source.catch(() => undefined))?.[Symbol.asyncDispose]()))
  }
}
