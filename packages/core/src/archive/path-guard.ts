import { ArchivingError } from '../errors/archiving-error.ts'
import { assertSafePath, pathKey } from './safe-path.ts'

/** Refuses paths that could not lie side by side on every operating system. */
export interface PathGuard {
  /**
   * @throws ArchivingError `path_unsafe` for a path that is unsafe or has a `%`, that is given twice (case and normal form levelled),
   * that is both file and folder, or whose folder was spelled differently before.
   */
  add(path: string): void
}

/** Remembers every path, about 200 bytes each. */
export function createPathGuard(): PathGuard {
  const files = new Set<string>()
  const folders = new Map<string, string>()
  return {
    add(path) {
      assertSafePath(path)
      if (path.includes('%')) {
        throw new ArchivingError('path_unsafe', `“${path}” has a “%”, which BagIt tools do not read alike.`)
      }
      const key = pathKey(path)
      if (files.has(key) || folders.has(key)) throw clash(path)
      files.add(key)
      for (let slash = path.lastIndexOf('/'); slash !== -1; slash = path.lastIndexOf('/', slash - 1)) {
        const folder = path.slice(0, slash)
        const folderKey = pathKey(folder)
        const known = folders.get(folderKey)
        if (files.has(folderKey) || (known !== undefined && known !== folder)) throw clash(path)
        if (known !== undefined) break
        folders.set(folderKey, folder)
      }
    },
  }
}

function clash(path: string): ArchivingError {
  return new ArchivingError('path_unsafe', `“${path}” has the same name as another file or folder of the archive.`)
}
