/**
 * Keeps the bytes of artifacts by their SHA-256, each once. The only place where payload bytes lie until an archive is
 * sealed, and what a sealed archive is made from.
 */
export interface ArtifactStore {
  /**
   * Streams `content` to disk and hashes it on the way. Nothing has its final name before it is whole and synced.
   * An aborted or failed call leaves nothing behind. What is there already is replaced by the same bytes: should the old
   * ones have rotted, that mends them.
   *
   * @throws ArchivingError `storage_full`, `storage_failed`, `aborted`; what `content` throws passes through.
   */
  put(content: AsyncIterable<Uint8Array> | Uint8Array, signal?: AbortSignal): Promise<StoredContent>
  /**
   * The bytes, checked against their hash while they are read: the stream ends with `write_mismatch` if they differ.
   *
   * @throws ArchivingError `not_found`.
   */
  open(sha256: string): AsyncIterable<Uint8Array>
  /**
   * The bytes as they lie there, for someone who hashes them anyway and compares.
   *
   * @throws ArchivingError `not_found`.
   */
  openUnchecked(sha256: string): AsyncIterable<Uint8Array>
  has(sha256: string): Promise<boolean>
  /** Whether a content is there with this size. It is not read. @throws ArchivingError `aborted` */
  isWhole(content: StoredContent, signal?: AbortSignal): Promise<boolean>
  /** Everything that is kept, in any order. What is put meanwhile may be among it or not. */
  list(): AsyncIterable<KeptContent>
  /**
   * Puts a content aside. It is still found by {@link open} and {@link has}; putting the same content keeps it anew.
   *
   * @param now from when on it counts as set aside
   */
  setAside(sha256: string, now: Date): Promise<void>
  /** Takes back what was set aside. */
  restore(sha256: string): Promise<void>
  /**
   * Moves a content that is no longer what was written to where {@link open}, {@link has} and {@link list} do not find it.
   * It is not thrown away: most of its bytes may be good. The same content can be put again.
   */
  moveDamaged(sha256: string): Promise<void>
  /** Removes what was set aside, for good. What was put anew since stays. */
  removeSetAside(sha256: string): Promise<void>
}

/** A content of the store, as it is listed. */
export interface KeptContent extends StoredContent {
  /** When it was written, or set aside. */
  readonly since: Date
  readonly setAside: boolean
}

export interface StoredContent {
  /** Hex, lower case. */
  readonly sha256: string
  readonly sizeBytes: number
}
