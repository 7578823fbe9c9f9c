import { ArchivingError } from './archiving-error.ts'
import type { ErrorCode } from './error-codes.ts'

const systemErrors: Readonly<
  Record<string, { readonly code: ErrorCode; readonly message: string; readonly german: string }>
> = {
  ENOSPC: {
    code: 'storage_full',
    message: 'The disk is full. Free some space, then execute the task again.',
    german: 'Der Datenträger ist voll. Schaffen Sie Platz und führen Sie den Auftrag dann erneut aus.',
  },
  EDQUOT: {
    code: 'storage_full',
    message: 'The disk quota is used up. Free some space, then execute the task again.',
    german:
      'Das Kontingent auf dem Datenträger ist aufgebraucht. Schaffen Sie Platz und führen Sie den Auftrag dann erneut aus.',
  },
  EACCES: {
    code: 'storage_failed',
    message: 'A file or folder may not be written. Check its permissions.',
    german: 'Eine Datei oder ein Ordner darf nicht beschrieben werden. Prüfen Sie die Zugriffsrechte.',
  },
  EPERM: {
    code: 'storage_failed',
    message: 'A file or folder may not be written. Check its permissions.',
    german: 'Eine Datei oder ein Ordner darf nicht beschrieben werden. Prüfen Sie die Zugriffsrechte.',
  },
  EROFS: {
    code: 'storage_failed',
    message: 'The folder is on a read-only disk. Choose another folder.',
    german: 'Der Ordner liegt auf einem schreibgeschützten Datenträger. Wählen Sie einen anderen Ordner.',
  },
  ENOENT: {
    code: 'storage_failed',
    message: 'A file or folder is not there, or cannot be made there.',
    german: 'Eine Datei oder ein Ordner ist nicht da oder lässt sich dort nicht anlegen.',
  },
  ENOTDIR: {
    code: 'storage_failed',
    message: 'A part of the path is a file and not a folder.',
    german: 'Ein Teil des Pfades ist eine Datei und kein Ordner.',
  },
  ENAMETOOLONG: {
    code: 'storage_failed',
    message: 'A name is longer than this disk takes. Choose shorter names.',
    german: 'Ein Name ist länger, als dieser Datenträger erlaubt. Wählen Sie kürzere Namen.',
  },
  EMFILE: {
    code: 'storage_busy',
    message: 'Too many files are open on this computer. Trying again.',
    german: 'Auf diesem Computer sind zu viele Dateien geöffnet. Es wird erneut versucht.',
  },
  EBUSY: {
    code: 'storage_busy',
    message: 'A file is in use by another program. Trying again.',
    german: 'Ein anderes Programm verwendet eine Datei. Es wird erneut versucht.',
  },
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
  if (isAbortError(error))
    return new ArchivingError('aborted', 'The work was aborted.', {
      cause: error,
      german: 'Die Arbeit wurde abgebrochen.',
    })
  const known = systemErrors[systemErrorCode(error) ?? '']
  if (known) return new ArchivingError(known.code, known.message, { cause: error, german: known.german })
  return new ArchivingError(fallback, 'Something unexpected went wrong in Muniment. The log has the details.', {
    cause: error,
    german: 'In Muniment ging etwas Unerwartetes schief. Das Protokoll enthält Näheres.',
  })
}
