import { damagedDatabase } from './damaged-database.ts'
import { ArchivingError, systemErrorCode, wrapUnknownError } from '../errors/index.ts'

const inUse = 'The database is in use by another program. Close that one, or try again later.'

/** Result codes of SQLite (https://www.sqlite.org/rescode.html) that mean more than "failed". */
const sqliteMessages: readonly (readonly [prefix: string, code: 'storage_busy' | 'storage_full', message: string])[] = [
  ['SQLITE_BUSY', 'storage_busy', inUse],
  ['SQLITE_LOCKED', 'storage_busy', inUse],
  ['SQLITE_FULL', 'storage_full', 'The disk is full. Free some space, then try again.'],
]

/**
 * Conditions of PostgreSQL (https://www.postgresql.org/docs/current/errcodes-appendix.html) and of its connections that pass,
 * so that the same can be tried again. Where a connection broke just as it should commit, the work may have been done
 * already: every work in the database says what it expects to find, so doing it again changes nothing.
 */
const postgresIsBusy: ReadonlySet<string> = new Set([
  '25P03', // idle_in_transaction_session_timeout
  '40001', // serialization_failure
  '40P01', // deadlock_detected
  '53300', // too_many_connections
  '55P03', // lock_not_available
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now: it starts or stops
  '08000', // connection_exception
  '08003', // connection_does_not_exist
  '08006', // connection_failure
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
])

/** What `pg` says without a code. */
const lostConnection =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/u

/** Other conditions of PostgreSQL that say what to do. */
const postgresMessages: ReadonlyMap<string, readonly [code: 'storage_full' | 'storage_failed', message: string]> =
  new Map([
    ['53100', ['storage_full', 'The disk of the database is full. Free some space, then try again.']],
    ['28000', ['storage_failed', 'The database does not let this user in. Check the address of the database.']],
    ['28P01', ['storage_failed', 'The password for the database is wrong. Check the address of the database.']],
    ['3D000', ['storage_failed', 'There is no database of this name. Make it, or check the address of the database.']],
    ['42501', ['storage_failed', 'The user lacks rights in the database. Let it own the database, or a schema of it.']],
    ['ENOTFOUND', ['storage_failed', 'The computer of the database is not known. Check the address of the database.']],
  ])

/** Turns an error of the database into ours. `context` is a sentence that says what was tried. */
export function toStorageError(error: unknown, context: string): ArchivingError {
  if (error instanceof ArchivingError) return error
  const code = databaseCode(error) ?? ''
  if (postgresIsBusy.has(code) || isLostConnection(error)) {
    const message = 'The database cannot be reached, or is too busy. Check that it runs, or try again later.'
    return new ArchivingError('storage_busy', `${context} ${message}`, { cause: error })
  }
  const [ours, message] = postgresMessages.get(code) ?? []
  if (ours !== undefined) return new ArchivingError(ours, `${context} ${message}`, { cause: error })
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

function isLostConnection(error: unknown): boolean {
  return error instanceof Error && (lostConnection.test(error.message) || isLostConnection(innerOf(error)))
}

/** The code of the innermost error that has one: MikroORM wraps those of the driver. */
function databaseCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  return databaseCode(innerOf(error)) ?? systemErrorCode(error)
}

function innerOf(error: Error): unknown {
  const inner = error.cause ?? ('previous' in error ? error.previous : undefined)
  return inner === error ? undefined : inner
}
