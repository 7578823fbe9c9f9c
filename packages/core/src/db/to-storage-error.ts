import { damagedDatabase } from './damaged-database.ts'
import { ArchivingError, systemErrorCode, wrapUnknownError } from '../errors/index.ts'

const inUse = 'The database is in use by another program. Close that one, or try again later.'

/** Result codes of SQLite (https://www.sqlite.org/rescode.html) that mean more than "failed". */
const sqliteMessages: readonly (readonly [prefix: string, code: 'storage_busy' | 'storage_full', message: string])[] = [
  ['SQLITE_BUSY', 'storage_busy', inUse],
  ['SQLITE_LOCKED', 'storage_busy', inUse],
  ['SQLITE_FULL', 'storage_full', 'The disk is full. Free some space, then try again.'],
]

/** Turns an error of the database into ours. `context` is a sentence that says what was tried. */
export function toStorageError(error: unknown, context: string): ArchivingError {
  if (error instanceof ArchivingError) return error
  const code = sqliteCode(error) ?? ''
  for (const [prefix, ours, message] of sqliteMessages) {
    if (code.startsWith(prefix)) return new ArchivingError(ours, `${context} ${message}`, { cause: error })
  }
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) {
    return new ArchivingError('storage_failed', `${context} ${damagedDatabase}`, { cause: error })
  }
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN')) {
    return new ArchivingError(
      'storage_failed',
      `${context} Check that the file and its folder exist and may be written.`,
      {
        cause: error,
      },
    )
  }
  const wrapped = wrapUnknownError(error, 'storage_failed')
  return new ArchivingError(wrapped.code, `${context} ${wrapped.message}`, { cause: error })
}

/** The code of the innermost error: MikroORM wraps those of the driver. */
function sqliteCode(error: unknown): string | undefined {
  const code = systemErrorCode(error)
  if (code?.startsWith('SQLITE_')) return code
  if (!(error instanceof Error)) return undefined
  const inner = error.cause ?? ('previous' in error ? error.previous : undefined)
  return inner === error ? undefined : sqliteCode(inner)
}
