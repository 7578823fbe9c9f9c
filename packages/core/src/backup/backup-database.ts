/** Where a backup reads which contents and archives there are, and where it is told what became of them. */
export interface BackupDatabase extends Disposable {
  /** Hashes of all contents that something names, each once, read page by page. */
  contents(): Iterable<string>
  /** All archives, page by page. */
  archives(): Iterable<BackedUpArchive>
  archive(archiveId: string): BackedUpArchive | undefined
  /** Lets an archive lie elsewhere. */
  setPath(archiveId: string, path: string): void
  /** Takes over what another database knows of an archive's file, which got timestamps meanwhile. */
  setFile(archive: BackedUpArchive): void
  /** What is wrong with the file, in the database's own words; empty if nothing is. */
  problems(): readonly string[]
}

/** An archive of the catalogue, as far as a backup needs it. */
export interface BackedUpArchive {
  readonly id: string
  readonly fileName: string
  readonly path: string
  readonly sha256: string
  readonly sizeBytes: number
  /** As the database keeps them. */
  readonly timestamps: string
}

/** What a backup does with databases. */
export interface BackupDatabases {
  /**
   * Copies a database whole, as it is at one moment, while others read and write.
   *
   * @throws ArchivingError `storage_busy`, `storage_full`, `storage_failed`
   */
  copy(file: string, target: string): Promise<void>
  /** Opens a database to read, or with `writable` to change it. @throws ArchivingError `storage_failed` */
  open(file: string, options?: { readonly writable?: boolean }): BackupDatabase
}
