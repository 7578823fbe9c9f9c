import { ArchivingError } from '../../errors/index.ts'
import type { StorageTargets } from '../../storage/storage-target.ts'
import { FindingCollector } from '../finding-collector.ts'
import { openArchive } from '../open-archive.ts'
import { KeptOpen } from './kept-open.ts'

/** An archive that is looked into: where it lies, and as what it is known. */
export interface ArchiveToOpen {
  readonly id: string
  readonly path: string
  readonly sha256: string
}

interface Opened {
  readonly archiveId: string
  readonly kept: Promise<KeptOpen>
  users: number
  isForgotten: boolean
  timer: NodeJS.Timeout | undefined
}

const mostOpened = 3
const idleMs = 30_000

/**
 * Archives that are looked into stay open for a while: opening one reads its whole directory, and one in a bucket is
 * fetched first. Its memory grows with the
 * number of its files, by about 1.6 kB each; at most three are kept.
 */
export class OpenedArchives implements AsyncDisposable {
  readonly #storage: StorageTargets
  readonly #opened = new Map<string, Opened>()
  #isClosed = false

  constructor(storage: StorageTargets) {
    this.#storage = storage
  }

  /**
   * Does something with an open archive.
   *
   * @throws ArchivingError `not_found` if its file is not there, `manifest_invalid` if there is nothing in it that can be
   *   read, `storage_failed`; what `work` throws
   */
  async use<Result>(archive: ArchiveToOpen, work: (kept: KeptOpen) => Promise<Result>): Promise<Result> {
    const opened = this.#find(archive)
    opened.users++
    clearTimeout(opened.timer)
    try {
      return await work(await opened.kept)
    } finally {
      opened.users--
      this.#rest(opened)
    }
  }

  /** Closes an archive as soon as nobody reads it any more. */
  forget(archiveId: string): void {
    for (const [key, opened] of this.#opened) if (opened.archiveId === archiveId) this.#drop(key, opened)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true
    const all = [...this.#opened.values()]
    for (const [key, opened] of this.#opened) this.#drop(key, opened)
    await Promise.all(all.map((opened) => closeKept(opened)))
  }

  #find(archive: ArchiveToOpen): Opened {
    // One that got timestamps is another file.
    const key = `${archive.id} ${archive.sha256}`
    const known = this.#opened.get(key)
    const opened = known ?? {
      archiveId: archive.id,
      kept: open(archive, this.#storage),
      users: 0,
      isForgotten: false,
      timer: undefined,
    }
    this.#opened.delete(key)
    this.#opened.set(key, opened)
    if (!known) opened.kept.catch(() => this.#drop(key, opened))
    const [oldest] = this.#opened
    if (this.#opened.size > mostOpened && oldest) this.#drop(...oldest)
    return opened
  }

  #rest(opened: Opened): void {
    if (opened.users > 0) return
    if (opened.isForgotten || this.#isClosed) void closeKept(opened)
    else opened.timer = setTimeout(() => this.forget(opened.archiveId), idleMs).unref()
  }

  #drop(key: string, opened: Opened): void {
    if (this.#opened.get(key) === opened) this.#opened.delete(key)
    opened.isForgotten = true
    clearTimeout(opened.timer)
    if (opened.users === 0) void closeKept(opened)
  }
}

async function open({ path }: ArchiveToOpen, storage: StorageTargets): Promise<KeptOpen> {
  await using opened = new AsyncDisposableStack()
  const copy = opened.use(await storage.of(path).bring(path))
  const reader = await openArchive(copy.path, new FindingCollector())
  if (!reader) {
    const german = 'Das Archiv lässt sich nicht öffnen: Die Datei ist beschädigt. Prüfen Sie es, um zu sehen, wie.'
    const message = 'The archive cannot be opened: its file is damaged. Verify it to see how.'
    throw new ArchivingError('manifest_invalid', message, { german })
  }
  opened.use(reader)
  return new KeptOpen(reader, opened.move())
}

/** One that could not be opened has told so to whoever asked for it. */
async function closeKept({ kept }: Opened): Promise<void> {
  const one = await kept.catch(() => undefined)
  await one?.[Symbol.asyncDispose]()
}
