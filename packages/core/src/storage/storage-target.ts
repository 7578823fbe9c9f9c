import type { TemporaryFile } from '../archive/temporary-file.ts'
import type { ByteRange } from '../core.ts'

/**
 * A place where sealed archives are kept: a folder, or a bucket of S3-compatible storage. An archive is told by its path:
 * that of its file, or `s3://bucket/key`. It is written on this computer first, and published when it is whole.
 *
 * @throws ArchivingError of all methods: `storage_busy` if the place does not answer, `storage_full`, `storage_failed`.
 */
export interface StorageTarget {
  /** Folder on this computer in which an archive is written before it is published. */
  readonly workingFolder: string
  /** Looks whether archives can be written, and removes what a killed process left in the working folder. */
  prepare(now: Date): Promise<void>
  /** Whether this is where an archive of that path is put. */
  holds(path: string): boolean
  /**
   * Gives an archive that was written in the working folder its place, whole or not at all. None that is there is ever
   * overwritten. Whoever seals discards the file if this throws.
   *
   * @param announce called with the place just before it is taken; if it throws, nothing is published. It may be called
   *   again with another place, where another process takes the first one.
   * @throws ArchivingError `write_mismatch` if what arrived is not what was sent, `aborted`
   */
  publish(
    file: TemporaryFile,
    archiveName: string,
    options?: { readonly announce?: (place: ArchivePlace) => Promise<void>; readonly signal?: AbortSignal | undefined },
  ): Promise<ArchivePlace>
  /**
   * Puts a file in the place of an archive. Where the new one lies elsewhere, the old one is still there.
   *
   * @param announce as for {@link publish}
   * @returns the path of the new one
   */
  replace(
    path: string,
    file: TemporaryFile,
    options?: { readonly announce?: (path: string) => Promise<void>; readonly signal?: AbortSignal | undefined },
  ): Promise<string>
  /** How large an archive is; null if there is none. @throws ArchivingError `aborted` */
  sizeOf(path: string, signal?: AbortSignal): Promise<number | null>
  /** Its bytes, or a part of them. @throws ArchivingError `not_found`, `aborted` */
  read(path: string, range?: ByteRange, signal?: AbortSignal): AsyncIterable<Uint8Array>
  /** Its bytes as a file on this computer, for who reads it to and fro. @throws ArchivingError `not_found`, `aborted` */
  bring(path: string, signal?: AbortSignal): Promise<LocalArchive>
  /** Makes what lies there stay: whoever put it there may have been killed before that was sure. */
  settle(path: string): Promise<void>
  /** Removes an archive; one that is not there is none. */
  remove(path: string): Promise<void>
}

/** Where an archive lies, and what it is called. */
export interface ArchivePlace {
  readonly path: string
  readonly fileName: string
}

/** An archive on this computer, for as long as it is needed. */
export interface LocalArchive extends AsyncDisposable {
  readonly path: string
  /** Hash of what was at the archive's path. @throws ArchivingError `aborted`; a system error if it cannot be read */
  hash(signal?: AbortSignal): Promise<string>
}

/** The storage targets of an installation. */
export interface StorageTargets {
  /** Where the archive of a task is put: the folder that the task names, or where this installation puts archives. */
  for(destinationFolder: string | null): StorageTarget
  /** Where an archive lies. @throws ArchivingError `storage_failed` if this installation does not reach that place. */
  of(archivePath: string): StorageTarget
}
