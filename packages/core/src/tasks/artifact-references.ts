/** Knows which contents of the artifact store something needs: artifacts and records of items, additional files. */
export interface ArtifactReferences {
  /**
   * Those of the hashes that something names.
   *
   * @throws ArchivingError `storage_busy`, `storage_failed`
   */
  namedAmong(hashes: readonly string[]): Promise<ReadonlySet<string>>
  /**
   * What something names, in order, after a hash: at most `limit` of them.
   *
   * @throws ArchivingError `storage_busy`, `storage_failed`
   */
  namedAfter(sha256: string, limit: number): Promise<readonly string[]>
  /**
   * When the first of the tasks that are being executed, in whatever process, started; null if none is. An item that is
   * being worked on may have put contents that nothing names yet.
   */
  oldestExecutionStart(): Promise<Date | null>
}
