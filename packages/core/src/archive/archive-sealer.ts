import type { StorageTarget } from '../storage/storage-target.ts'
import type { StoredContent } from './artifact-store.ts'

/** One file of the payload, in the order in which it is written. */
export interface PayloadEntry {
  /** Path below `data/`, `/` between folders, safe on Windows, macOS and Linux, unique also without regard to case. */
  readonly path: string
  /** Hash and size, where the bytes are already in the artifact store; the sealer checks them while it writes. */
  readonly stored?: StoredContent
  /** The bytes. Called once. */
  open(): AsyncIterable<Uint8Array>
}

/** A small file beside the payload. */
export interface TagFile {
  /** Name in the bag's folder. */
  readonly name: string
  readonly bytes: Uint8Array
}

export interface SealRequest {
  /** Name of the bag's folder and, with `.zip`, of the file; made safe by the caller. */
  readonly archiveName: string
  /** Where the zip is put. */
  readonly target: StorageTarget
  /** The payload, streamed: never held in memory as a whole. */
  readonly payload: AsyncIterable<PayloadEntry>
  /** Lines of bag-info.txt, in order; `Payload-Oxum` and `Bagging-Date` are added by the sealer. */
  readonly bagInfo: readonly (readonly [label: string, value: string])[]
  /** When the archive is sealed. */
  readonly sealedAt: Date
  /**
   * Called with the tag manifest once everything that it covers has been written. What it returns is put beside the tag
   * manifest and listed nowhere: timestamps over it. If it throws, nothing is published.
   */
  readonly signOff?: (tagManifest: Uint8Array, signal: AbortSignal) => Promise<readonly TagFile[]>
  /**
   * Called when the zip is whole and synced, just before it gets its final name. The caller writes down what is about
   * to be published, so that after a crash it can tell an archive of its own from a stranger. If it throws, nothing is
   * published.
   */
  readonly beforePublish?: (archive: SealedArchive) => Promise<void>
}

export interface SealedArchive {
  /** Path of the published zip, as its {@link StorageTarget} tells it. */
  readonly path: string
  readonly fileName: string
  /** Hash of the zip. */
  readonly sha256: string
  readonly sizeBytes: number
  readonly payloadFiles: number
  readonly payloadBytes: number
  /** Hash of manifest-sha256.txt: equal for equal payloads. */
  readonly manifestSha256: string
}

/**
 * Seals a payload as a BagIt 1.0 bag (RFC 8493) in a zip: streamed to a temporary name in the target's working folder,
 * synced, published. Aborted or failed, it leaves nothing behind.
 *
 * @throws ArchivingError `storage_busy`, `storage_full`, `storage_failed`, `path_unsafe`, `write_mismatch`, `aborted`.
 */
export type SealArchive = (request: SealRequest, signal?: AbortSignal) => Promise<SealedArchive>
