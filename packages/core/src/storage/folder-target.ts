import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { hashFile } from '../archive/hash-file.ts'
import { syncFolder } from '../archive/sync-folder.ts'
import {
  exists,
  onDisk,
  publishExclusively,
  publishReplacing,
  statOrNull,
  sweepTemporaryFiles,
} from '../archive/temporary-file.ts'
import { ArchivingError } from '../errors/index.ts'
import type { StorageTarget } from './storage-target.ts'

/** A folder as a place for archives. Of two with the same name the second one becomes `name (2).zip`. */
export function folderTarget(folder: string): StorageTarget {
  const workingFolder = resolve(folder)
  return {
    workingFolder,
    async prepare(now) {
      if (!(await statOrNull(workingFolder))?.isDirectory()) {
        const message = `The folder “${folder}” is not there. Choose another one for the archive.`
        throw new ArchivingError('storage_failed', message)
      }
      await sweepTemporaryFiles(workingFolder, now)
    },
    holds: (path) => dirname(path) === workingFolder,
    async publish(file, archiveName, { announce } = {}) {
      for (let number = 1; ; number += 1) {
        const fileName = `${archiveName}${number === 1 ? '' : ` (${number})`}.zip`
        const place = { path: resolve(workingFolder, fileName), fileName }
        if (await exists(place.path)) continue
        await announce?.(place)
        if (await publishExclusively(file, place.path)) return place
      }
    },
    async replace(path, file, { announce } = {}) {
      await announce?.(path)
      await publishReplacing(file, path)
      return path
    },
    async sizeOf(path) {
      const facts = await statOrNull(path)
      return facts?.isFile() === true ? facts.size : null
    },
    read: (path, range) => createReadStream(path, range && { start: range.first, end: range.last }),
    bring: async (path) => ({
      path,
      hash: (signal) => hashFile(path, signal),
      async [Symbol.asyncDispose]() {},
    }),
    settle: (path) => syncFolder(dirname(path)),
    remove: (path) => onDisk(rm(path, { force: true })),
  }
}
