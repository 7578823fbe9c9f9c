import { posix } from 'node:path'
import type { ArtifactStore } from '../archive/artifact-store.ts'
import { createAttachmentNames, type AttachmentNames } from '../archive/attachment-names.ts'
import { createPathAllocator } from '../archive/path-allocator.ts'
import type { ArtifactWriter, WriteArtifactRequest, WrittenArtifact } from '../driver/archiving-context.ts'
import { ArchivingError } from '../errors/index.ts'
import type { NewArtifact } from './item-store.ts'

/** Folder beside the items of a folder; items themselves never lie in one of this name. */
export const attachmentsFolder = 'attachments'

/** In UTF-16 units below `data/`; what is handed in within many folders can be longer. */
const longestAttachmentPath = 180
const shortestAttachmentPath = 60

/**
 * Writes the artifacts of one item to the artifact store and remembers them until the item is settled. After `close` it
 * refuses: a driver that goes on after an abort cannot add anything.
 */
export class ItemArtifactWriter implements ArtifactWriter {
  readonly #store: Pick<ArtifactStore, 'put'>
  readonly #itemPath: string
  readonly #signal: AbortSignal
  readonly #besides = createPathAllocator()
  readonly #attachments: AttachmentNames
  readonly #artifacts: NewArtifact[] = []
  #closed = false

  constructor(store: Pick<ArtifactStore, 'put'>, itemPath: string, signal: AbortSignal) {
    this.#store = store
    this.#itemPath = itemPath
    const room = longestAttachmentPath - itemPath.length - attachmentsFolder.length - 2
    this.#attachments = createAttachmentNames(Math.max(shortestAttachmentPath, room))
    this.#signal = signal
  }

  /** What was written, in order. */
  get artifacts(): readonly NewArtifact[] {
    return this.#artifacts
  }

  async write({ placement, role, mediaType, content }: WriteArtifactRequest): Promise<WrittenArtifact> {
    this.#assertOpen()
    const path = placement.kind === 'beside' ? this.#beside(placement.suffix) : this.#attachment(placement.path)
    const stored = await this.#store.put(content, this.#signal)
    this.#assertOpen()
    this.#artifacts.push({ ...stored, path, role, mediaType })
    return { ...stored, path, pathFromReport: posix.relative(posix.dirname(this.#itemPath), path) }
  }

  close(): void {
    this.#closed = true
  }

  #beside(suffix: string): string {
    return this.#besides.allocate(this.#itemPath + suffix)
  }

  #attachment(path: string): string {
    const folder = posix.join(posix.dirname(this.#itemPath), attachmentsFolder, posix.basename(this.#itemPath))
    return posix.join(folder, this.#attachments.nameFor(path))
  }

  #assertOpen(): void {
    if (this.#closed) throw new ArchivingError('aborted', 'The item is not being archived any more.')
  }
}
