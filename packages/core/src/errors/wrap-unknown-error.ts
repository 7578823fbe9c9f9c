import { ArchivingError } from './archiving-error.ts'
import type { ErrorCode } from './error-codes.ts'

const systemErrors: Readonly<Record<string, { readonly code: ErrorCode; readonly message: string }>> = {
  ENOSPC: { code: 'storage_full', message: 'The disk is full. Free some space, then execute the task again.' },
  EDQUOT: { code: 'storage_full', message: 'The disk quota is used up. Free some space, then execute the task again.' },
  EACCES: { code: 'storage_failed', message: 'A file or folder may not be written. Check its permissions.' },
  EPERM: { code: 'storage_failed', message: 'A file or folder may not be written. Check its permissions.' },
  EROFS: { code: 'storage_failed', message: 'The folder is on a read-only disk. Choose another folder.' },
  ENOENT: { code: 'storage_failed', message: 'A file or folder is not there, or cannot be made there.' },
  ENOTDIR: { code: 'storage_failed', message: 'A part of the path is a file and not a folder.' },
  ENAMETOOLONG: { code: 'storage_failed', message: 'A name is longer than this disk takes. Choose shorter names.' },
  EMFILE: { code: 'storage_busy', message: 'Too many files are open on this computer. Trying again.' },
  EBUSY: { code: 'storage_busy', message: 'A file is in use by another program. Trying again.' },
}

/** The code of a system error such as `ENOSPC`, or undefined. */
export function systemErrorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** Whether `error` came from an abort signal rather than from a fault. */
export function isAbortError(error: unknown): boolean {
  return (
    error instanceof Error &&
    (error.name === 'AbortError' || (error instanceof ArchivingError && error.code === 'aborted'))
  )
}

/**
 * Turns anything that was thrown into an {@link ArchivingError}: ours pass as they are, known system errors get their
 * code, everything else becomes `fallback` with the cause kept and its text not shown.
 */
export function wrapUnknownError(error: unknown, fallback: ErrorCode = 'driver_fault'): ArchivingError {
  if (error instanceof ArchivingError) return error
  if (isAbortError(error)) return new ArchivingError('aborted', 'The work was aborted.', { cause: error })
  const known = systemErrors[systemErrorCode(error) ?? '']
  if (known) return new ArchivingError(known.code, known.message, { cause: error })
  return new ArchivingError(fallback, 'Something unexpected went wrong in Muniment. The log has the details.', {
    cause: error,
  })
}
