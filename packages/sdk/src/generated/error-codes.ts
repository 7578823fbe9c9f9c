// Generated from the router of @muniment/server by scripts/generate.ts. Do not edit.

/** Codes of errors that a server sends. */
export const errorCodes = [
  'input_invalid',
  'settings_invalid',
  'path_unsafe',
  'not_found',
  'state_conflict',
  'already_running',
  'unauthenticated',
  'forbidden',
  'source_unavailable',
  'source_rate_limited',
  'source_unauthenticated',
  'source_denied',
  'source_missing',
  'source_unexpected',
  'storage_busy',
  'storage_full',
  'storage_failed',
  'write_mismatch',
  'manifest_invalid',
  'report_failed',
  'not_supported',
  'driver_fault',
  'aborted',
  'timed_out',
] as const
