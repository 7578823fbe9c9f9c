/**
 * What can go wrong, as one closed table. A code crosses every border (database, RPC, command line), so it never
 * changes its meaning; `retry` says whether doing the same again later can help.
 */
export const errorCodes = {
  // input
  input_invalid: { retry: 'never' },
  settings_invalid: { retry: 'never' },
  path_unsafe: { retry: 'never' },
  // state
  not_found: { retry: 'never' },
  state_conflict: { retry: 'never' },
  already_running: { retry: 'never' },
  // access to Muniment itself
  unauthenticated: { retry: 'never' },
  forbidden: { retry: 'never' },
  rate_limited: { retry: 'later' },
  // the source
  source_unavailable: { retry: 'later' },
  source_rate_limited: { retry: 'later' },
  source_unauthenticated: { retry: 'never' },
  source_denied: { retry: 'never' },
  source_missing: { retry: 'never' },
  source_unexpected: { retry: 'never' },
  // our own disk and database
  storage_busy: { retry: 'later' },
  storage_full: { retry: 'never' },
  storage_failed: { retry: 'never' },
  // integrity
  write_mismatch: { retry: 'later' },
  manifest_invalid: { retry: 'never' },
  // time-stamping authorities
  timestamp_failed: { retry: 'later' },
  // making a report
  report_failed: { retry: 'later' },
  // drivers
  not_supported: { retry: 'never' },
  driver_fault: { retry: 'never' },
  // control
  aborted: { retry: 'never' },
  timed_out: { retry: 'later' },
} as const satisfies Record<string, { readonly retry: 'never' | 'later' }>

/** One of the codes of {@link errorCodes}. */
export type ErrorCode = keyof typeof errorCodes

/** Whether `value` is one of our codes. */
export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(errorCodes, value)
}
