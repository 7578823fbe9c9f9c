import { createPathAllocator } from './path-allocator.ts'
import { shortenPath, toSafePath } from './safe-path.ts'

/** Names for the files that were handed in within one item. */
export interface AttachmentNames {
  /**
   * A safe path, unique within the item, for a file that was handed in as `name`; `/` parts folders as the source has
   * them, and neither `..` nor a leading `/` leaves the item's folder. The original name is kept in the records by the
   * caller; the bytes are never touched.
   */
  nameFor(name: string): string
}

/**
 * Starts the names of one item. The same names in the same order give the same answers.
 *
 * @param maxLength longest path within the item's folder, in UTF-16 units.
 */
export function createAttachmentNames(maxLength = Number.POSITIVE_INFINITY): AttachmentNames {
  const allocator = createPathAllocator()
  return {
    nameFor(name) {
      const names = name.split('/').filter((part) => part !== '')
      return allocator.allocate(names.length === 0 ? '_' : shortenPath(toSafePath(names.join('/')), maxLength))
    },
  }
}
