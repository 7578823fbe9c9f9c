import type { ErrorCode } from '@muniment/core'

/** What the process tells its caller. Documented in the package's README; a number never changes its meaning. */
export const exitCodes = {
  finished: 0,
  /** Something that should not happen: a fault of Muniment. */
  unexpected: 1,
  /** The command, a setting or an address was wrong, or what was named does not exist. */
  usage: 2,
  /** The site refused us, is not there, or is not a Moodle. */
  sourceRefused: 3,
  /** The task ended and some items could not be archived. */
  itemsFailed: 4,
  /** Somebody aborted or paused the task. */
  aborted: 5,
  /** An archive or the artifact store is damaged, or could not be checked in full. */
  damaged: 6,
  /** The disk or the database would not do it: full, read-only, in use, of another version. */
  storage: 7,
  /** The Muniment server cannot be reached or refuses us. */
  serverRefused: 8,
  /** A time-stamping authority cannot be reached, or refuses us. */
  timestamp: 9,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

const exitCodeOf: Readonly<Record<ErrorCode, ExitCode>> = {
  input_invalid: exitCodes.usage,
  settings_invalid: exitCodes.usage,
  path_unsafe: exitCodes.usage,
  not_found: exitCodes.usage,
  not_supported: exitCodes.usage,
  state_conflict: exitCodes.usage,
  already_running: exitCodes.usage,
  unauthenticated: exitCodes.serverRefused,
  forbidden: exitCodes.serverRefused,
  rate_limited: exitCodes.serverRefused,
  source_unavailable: exitCodes.sourceRefused,
  source_rate_limited: exitCodes.sourceRefused,
  source_unauthenticated: exitCodes.sourceRefused,
  source_denied: exitCodes.sourceRefused,
  source_missing: exitCodes.sourceRefused,
  source_unexpected: exitCodes.sourceRefused,
  timed_out: exitCodes.sourceRefused,
  storage_busy: exitCodes.storage,
  storage_full: exitCodes.storage,
  storage_failed: exitCodes.storage,
  write_mismatch: exitCodes.storage,
  manifest_invalid: exitCodes.damaged,
  timestamp_failed: exitCodes.timestamp,
  report_failed: exitCodes.unexpected,
  driver_fault: exitCodes.unexpected,
  aborted: exitCodes.aborted,
}

/** The exit code for an error code; those that are not of our table count as a server that cannot be used. */
export function exitCodeFor(code: string): ExitCode {
  return Object.entries(exitCodeOf).find(([known]) => known === code)?.[1] ?? exitCodes.serverRefused
}
