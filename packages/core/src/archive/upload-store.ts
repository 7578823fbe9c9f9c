/** What is to become an additional file of a task once all of it is there. */
export interface UploadRequest {
  readonly taskId: string
  readonly name: string
  readonly note: string
}

export interface OpenUpload extends UploadRequest {
  /** Where the next chunk begins: so many bytes are on disk. */
  readonly offset: number
}

/**
 * Keeps files that arrive chunk by chunk until all of them are there. What was appended is on disk and survives the
 * process.
 *
 * @throws ArchivingError of all methods: `storage_full`, `storage_failed`, `storage_busy`.
 */
export interface UploadStore {
  begin(uploadId: string, request: UploadRequest): Promise<void>
  find(uploadId: string): Promise<OpenUpload | undefined>
  /**
   * Adds a chunk at the end.
   *
   * @returns where the next one begins.
   * @throws ArchivingError `not_found`; `state_conflict` with `details.offset` unless the chunk begins where the last one
   *   ended.
   */
  append(uploadId: string, offset: number, chunk: Uint8Array): Promise<number>
  /** All chunks in their order. */
  read(uploadId: string): AsyncIterable<Uint8Array>
  discard(uploadId: string): Promise<void>
  /** Removes uploads to which nothing was added since `olderThan`. @returns how many others there are. */
  sweep(olderThan: Date): Promise<number>
}
