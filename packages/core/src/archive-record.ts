import type { VerifyReport } from './archive/verify-finding.ts'
import type { RecordedError } from './errors/index.ts'

/** What came of asking a time-stamping authority for an archive. */
export interface ArchiveTimestamp {
  /** Address of the authority. */
  readonly authority: string
  readonly state: 'granted' | 'failed'
  /** `renewal`: it certifies everything anew, earlier timestamps included. */
  readonly kind: 'timestamp' | 'renewal'
  /** The moment that the authority vouches for; of one that failed, when it was asked. */
  readonly at: Date
  /** Who signed, as its certificate names it; null if it failed. */
  readonly signedBy: string | null
  /** Why there is none, or null. It can be asked for again later. */
  readonly error: RecordedError | null
}

export interface ArchiveRecord {
  readonly id: string
  readonly taskId: string
  readonly title: string
  readonly fileName: string
  /** Where it lies: the path of a file, or `s3://bucket/key`. */
  readonly path: string
  readonly sha256: string
  readonly sizeBytes: number
  readonly complete: boolean
  readonly items: number
  readonly sealedAt: Date
  /** The archive of which this is a new version, or null. */
  readonly predecessorId: string | null
  /** One for each authority that was asked; empty if none is configured. */
  readonly timestamps: readonly ArchiveTimestamp[]
  readonly lastVerifiedAt: Date | null
  readonly lastVerdict: VerifyReport['verdict'] | null
  /** From when on it is verified again by itself; null if this installation verifies only when asked to. */
  readonly nextVerificationAt: Date | null
}
