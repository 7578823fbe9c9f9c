import { dirname } from 'node:path'
import { ArchivingError } from '../errors/index.ts'
import { folderTarget } from './folder-target.ts'
import type { StorageTarget, StorageTargets } from './storage-target.ts'

/** What the path of an archive in S3-compatible storage begins with. */
export const s3Scheme = 's3://'

/** Whether an archive lies in S3-compatible storage, by its path. */
export const liesInS3 = (archivePath: string): boolean => archivePath.startsWith(s3Scheme)

/**
 * Archives lie in folders, and with `s3` in a bucket too: an installation that has come to use one finds those that it
 * put into folders before.
 *
 * @param usual where archives are put for which no folder was named
 */
export function createStorageTargets(usual: StorageTarget, s3?: StorageTarget): StorageTargets {
  return {
    for: (destinationFolder) => (destinationFolder === null ? usual : folderTarget(destinationFolder)),
    of(archivePath) {
      if (!liesInS3(archivePath)) return folderTarget(dirname(archivePath))
      if (s3?.holds(archivePath) === true) return s3
      throw new ArchivingError('storage_failed', unreachable(archivePath), { german: unreachableInGerman(archivePath) })
    },
  }
}

const unreachable = (archivePath: string): string =>
  `The archive lies at ${archivePath}, and this installation does not use that bucket. Set MUNIMENT_S3_BUCKET to it, and how it is reached.`

const unreachableInGerman = (archivePath: string): string =>
  `Das Archiv liegt in ${archivePath}, und diese Installation nutzt jenen Bucket nicht. Setzen Sie MUNIMENT_S3_BUCKET auf ihn, und wie er erreicht wird.`
