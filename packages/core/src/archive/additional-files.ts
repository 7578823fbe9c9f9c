import type { StoredContent } from './artifact-store.ts'
import { mediaTypeOfName } from './media-type-of-name.ts'
import { createPathAllocator } from './path-allocator.ts'
import { toSafeName } from './safe-path.ts'

/**
 * Folder below `data/` for what people put into an archive by hand. Nothing else lies in it: items whose folder would be
 * called so get another name.
 */
export const additionalFilesFolder = 'additional files'

/** A file as somebody gave it. */
export interface GivenFile extends StoredContent {
  /** What it was called where it came from. */
  readonly name: string
  /** What its giver says of it; may be empty. */
  readonly note: string
}

/** An additional file as it lies in an archive. */
export interface ArchivedAdditionalFile extends StoredContent {
  /** Path below `data/`. */
  readonly path: string
  readonly originalName: string
  /** By the extension of the name alone: the bytes are not looked at. */
  readonly mediaType: string
  readonly note: string
}

/** Where the files of one archive lie: safe names, told apart in the order in which the files were given. */
export function placeAdditionalFiles(files: readonly GivenFile[]): readonly ArchivedAdditionalFile[] {
  const names = createPathAllocator()
  return files.map(({ name, note, sha256, sizeBytes }) => ({
    path: names.allocate(`${additionalFilesFolder}/${toSafeName(name)}`),
    originalName: name,
    mediaType: mediaTypeOfName(name),
    note,
    sha256,
    sizeBytes,
  }))
}
