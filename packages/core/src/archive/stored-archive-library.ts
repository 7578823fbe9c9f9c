import type {
  ArchiveContents,
  ArchiveEntryDetails,
  ArchiveEntryPage,
  ArchiveFile,
  ArchiveFilePart,
  ArchiveRemoval,
  ExportedArchive,
  FoundArchivePage,
  ListArchiveFilesOptions,
  ListEntriesOptions,
  OpenedArchiveFile,
  ReadArchiveFileOptions,
  RemoveArchiveOptions,
  SearchArchivesOptions,
} from '../archive-library.ts'
import type { ArchiveService } from '../core.ts'
import type { Page, PageOptions } from '../driver/activity-archiving-driver.ts'
import { ArchivingError } from '../errors/index.ts'
import type { EntryCatalog } from './entries/entry-catalog.ts'
import { exportArchive } from './export-archive.ts'
import { openWhole, pageOfFiles, readPartOf } from './inside/archive-files.ts'
import type { OpenedArchives } from './inside/opened-archives.ts'
import { readContents } from './inside/read-contents.ts'
import { removeArchiveFile } from './remove-archive-file.ts'
import { StoredArchiveService, type ArchiveServicePorts } from './stored-archive-service.ts'

/** What the library stands on besides. */
export interface ArchiveLibraryPorts extends ArchiveServicePorts {
  readonly entries: EntryCatalog
  /** Shared by all services of an installation. */
  readonly opened: OpenedArchives
}

const longestReason = 1_000

/** Archives of the catalogue, and what is in them. */
export class StoredArchiveLibrary extends StoredArchiveService implements ArchiveService {
  readonly #ports: ArchiveLibraryPorts

  constructor(ports: ArchiveLibraryPorts) {
    super(ports)
    this.#ports = ports
  }

  async search(options?: SearchArchivesOptions): Promise<FoundArchivePage> {
    const page = await this.#ports.entries.search(options)
    return { ...page, entries: page.entries.map((found) => ({ ...found, archive: this.withPlan(found.archive) })) }
  }

  async getDescription(archiveId: string): Promise<ArchiveContents> {
    return this.#ports.opened.use(await this.get(archiveId), ({ reader }) => readContents(reader))
  }

  async listEntries(archiveId: string, options?: ListEntriesOptions): Promise<ArchiveEntryPage> {
    await this.get(archiveId)
    return this.#ports.entries.page(archiveId, options)
  }

  async getEntry(archiveId: string, ordinal: number): Promise<ArchiveEntryDetails> {
    await this.get(archiveId)
    const entry = await this.#ports.entries.get(archiveId, ordinal)
    if (entry) return entry
    const german = 'Diesen Eintrag gibt es im Archiv nicht.'
    throw new ArchivingError('not_found', 'There is no such entry in the archive.', { german })
  }

  async listFiles(archiveId: string, options: ListArchiveFilesOptions = {}): Promise<Page<ArchiveFile>> {
    return this.#ports.opened.use(await this.get(archiveId), async (kept) => pageOfFiles(kept, options))
  }

  async readFile(archiveId: string, part: ReadArchiveFileOptions): Promise<ArchiveFilePart> {
    return this.#ports.opened.use(await this.get(archiveId), (kept) => readPartOf(kept, part))
  }

  async openFile(archiveId: string, path: string): Promise<OpenedArchiveFile> {
    return openWhole(this.#ports.opened, await this.get(archiveId), path)
  }

  async export(archiveId: string, folder: string, signal?: AbortSignal): Promise<ExportedArchive> {
    const archive = await this.get(archiveId)
    return exportArchive({ archive, content: this.open(archiveId), folder, signal })
  }

  /** After a timestamp that is being put in: that one would put the file back into its place. */
  remove(archiveId: string, removal: RemoveArchiveOptions): Promise<ArchiveRemoval> {
    return this.oneAfterAnother(archiveId, () => this.#remove(archiveId, removal))
  }

  async #remove(archiveId: string, { reason, removedBy }: RemoveArchiveOptions): Promise<ArchiveRemoval> {
    const said = reason.trim()
    if (said === '' || said.length > longestReason) {
      throw new ArchivingError('input_invalid', 'Say why the archive is removed, in at most 1,000 characters.', {
        german: 'Geben Sie an, warum das Archiv gelöscht wird, in höchstens 1.000 Zeichen.',
        details: { field: 'reason' },
      })
    }
    const { catalog, opened, now, storage } = this.#ports
    const removal = await catalog.remove(archiveId, { reason: said, removedBy, removedAt: now() })
    if (!removal) throw new ArchivingError('not_found', `There is no archive “${archiveId}”.`)
    opened.forget(archiveId)
    await removeArchiveFile(removal, { catalog, storage })
    return { ...removal, fileRemoved: true }
  }

  listRemovals(options?: PageOptions): Promise<Page<ArchiveRemoval>> {
    return this.#ports.catalog.pageRemovals(options)
  }
}
