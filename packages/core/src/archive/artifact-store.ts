/**
 * Keeps the bytes of artifacts by their SHA-256, each once. The only place where payload bytes lie until an archive is
 * sealed, and what a sealed archive is made from.
 */
export interface ArtifactStore {
  /**
   * Streams `content` to disk and hashes it on the way. Nothing has its final name before it is whole and synced.
   * An aborted or failed call leaves nothing behind.
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
  has(sha256: string): Promise<boolean>
}

export interface StoredContent {
  /** Hex, lower case. */
  readonly sha256: string
  readonly sizeBytes: number
}
