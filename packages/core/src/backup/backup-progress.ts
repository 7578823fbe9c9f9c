/** How far a backup or a restoration is. */
export interface BackupProgress {
  readonly step: 'copying' | 'checking'
  readonly files: number
  /** Of the files so far; of all of them while they are checked. */
  readonly bytes: number
}
