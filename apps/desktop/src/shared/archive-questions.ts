/** What a window asks of the main process about archives: what only a program on this computer can do. */

/** An archive, as windows name it; where it lies is not for them to say. */
export interface ArchiveAsked {
  readonly archiveId: string
}

/** A file within an archive. */
export interface ArchiveFileAsked extends ArchiveAsked {
  readonly path: string
}

/** What came of a copy that the user was asked for. */
export type CopyAnswer =
  /** Where it lies. */
  | { readonly status: 'copied'; readonly path: string }
  /** The user thought better of it. */
  | { readonly status: 'cancelled' }
  /** A code of the engine, or null, and a sentence for people. */
  | { readonly status: 'failed'; readonly code: string | null; readonly message: string }

const idPattern = /^[\w-]{1,100}$/u
const longestPath = 4_000

export function isArchiveAsked(value: unknown): value is ArchiveAsked {
  return isRecord(value) && typeof value['archiveId'] === 'string' && idPattern.test(value['archiveId'])
}

export function isArchiveFileAsked(value: unknown): value is ArchiveFileAsked {
  if (!isArchiveAsked(value) || !('path' in value)) return false
  return typeof value.path === 'string' && value.path !== '' && value.path.length <= longestPath
}

export function isCopyAnswer(value: unknown): value is CopyAnswer {
  if (!isRecord(value)) return false
  const { status, path, code, message } = value
  if (status === 'copied') return typeof path === 'string'
  if (status === 'failed') return typeof message === 'string' && (code === null || typeof code === 'string')
  return status === 'cancelled'
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
