/** Reads the files of an archive, zipped or unpacked, where they lie. */
export interface ArchiveReader extends AsyncDisposable {
  readonly kind: 'zip' | 'folder'
  /** Name of the bag's folder. */
  readonly name: string
  /** All files of the bag that are safe to name, by their path from the bag's folder: `data/index.html`. */
  readonly entries: ReadonlyMap<string, ArchiveEntry>
  /** Last check of the container itself, once its content has been checked. Reports what it finds. */
  checkContainer(): Promise<void>
}

export interface ArchiveEntry {
  readonly path: string
  /** As the container says; {@link open} gives exactly as many bytes, or fails. */
  readonly sizeBytes: number
  /** Something was found about the entry that keeps it from being read; it has been reported. */
  readonly damaged?: boolean
  /** The bytes. Fails if they cannot be unpacked or read. */
  open(): AsyncIterable<Uint8Array>
}
