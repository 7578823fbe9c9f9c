import { makeFolder } from '../make-folder.ts'
import { sweepTemporaryFiles, writeTemporaryFile } from '../archive/temporary-file.ts'
import { ArchivingError } from '../errors/index.ts'
import type { S3Bucket } from './s3-bucket.ts'
import { s3Scheme } from './storage-targets.ts'
import type { StorageTarget } from './storage-target.ts'

export interface S3TargetOptions {
  readonly bucket: S3Bucket
  readonly bucketName: string
  /** What all keys begin with. */
  readonly prefix: string
  /** Folder on this computer in which archives are written before they are published. Made if missing. */
  readonly workingFolder: string
}

/**
 * A bucket as a place for archives: `archives/<hash>/<name>.zip`. Two that differ never have the same key, so none is ever
 * overwritten, and one that is put twice is the same.
 */
export function s3Target({ bucket, bucketName, prefix, workingFolder }: S3TargetOptions): StorageTarget {
  const root = `${s3Scheme}${bucketName}/`
  const home = `${root}${prefix}archives/`
  const keyOf = (path: string): string => {
    if (path.startsWith(root)) return path.slice(root.length)
    throw new ArchivingError('not_found', `There is no archive at ${path}.`)
  }
  const pathFor = (sha256: string, fileName: string): string => `${home}${sha256}/${fileName}`
  return {
    workingFolder,
    async prepare(now) {
      await makeFolder(workingFolder)
      await sweepTemporaryFiles(workingFolder, now)
    },
    holds: (path) => path.startsWith(home),
    async publish(file, archiveName, { announce, signal } = {}) {
      const fileName = `${archiveName}.zip`
      const place = { path: pathFor(file.sha256, fileName), fileName }
      await announce?.(place)
      await bucket.put(keyOf(place.path), { ...file, content: file }, { onlyIfNew: true, signal })
      await file.discard()
      return place
    },
    async replace(path, file, { announce, signal } = {}) {
      const newPath = pathFor(file.sha256, path.slice(path.lastIndexOf('/') + 1))
      await announce?.(newPath)
      await bucket.put(keyOf(newPath), { ...file, content: file }, { onlyIfNew: true, signal })
      await file.discard()
      return newPath
    },
    sizeOf: (path, signal) => bucket.sizeOf(keyOf(path), signal),
    read: (path, range, signal) => bucket.read(keyOf(path), range, signal),
    async bring(path, signal) {
      await makeFolder(workingFolder)
      const copy = await writeTemporaryFile(workingFolder, bucket.read(keyOf(path), undefined, signal), { signal })
      return {
        path: copy.path,
        hash: async () => copy.sha256,
        [Symbol.asyncDispose]: () => copy.discard(),
      }
    },
    async settle() {},
    remove: (path) => bucket.remove(keyOf(path)),
  }
}
