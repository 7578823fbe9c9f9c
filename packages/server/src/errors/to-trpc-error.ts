import type { ArchivingError, ErrorCode } from '@muniment/core'
import { TRPCError, type TRPC_ERROR_CODE_KEY } from '@trpc/server'

/** What an error of ours is in the words of tRPC, and by that in those of HTTP. The one table of its kind. */
export const trpcCodes = {
  input_invalid: 'BAD_REQUEST',
  settings_invalid: 'BAD_REQUEST',
  path_unsafe: 'BAD_REQUEST',
  not_found: 'NOT_FOUND',
  state_conflict: 'CONFLICT',
  already_running: 'CONFLICT',
  unauthenticated: 'UNAUTHORIZED',
  forbidden: 'FORBIDDEN',
  rate_limited: 'TOO_MANY_REQUESTS',
  source_unavailable: 'BAD_GATEWAY',
  source_rate_limited: 'TOO_MANY_REQUESTS',
  source_unauthenticated: 'BAD_GATEWAY',
  source_denied: 'BAD_GATEWAY',
  source_missing: 'BAD_GATEWAY',
  source_unexpected: 'BAD_GATEWAY',
  storage_busy: 'SERVICE_UNAVAILABLE',
  storage_full: 'INTERNAL_SERVER_ERROR',
  storage_failed: 'INTERNAL_SERVER_ERROR',
  write_mismatch: 'INTERNAL_SERVER_ERROR',
  manifest_invalid: 'INTERNAL_SERVER_ERROR',
  timestamp_failed: 'BAD_GATEWAY',
  report_failed: 'INTERNAL_SERVER_ERROR',
  not_supported: 'PRECONDITION_FAILED',
  driver_fault: 'INTERNAL_SERVER_ERROR',
  aborted: 'CLIENT_CLOSED_REQUEST',
  timed_out: 'TIMEOUT',
} as const satisfies Record<ErrorCode, TRPC_ERROR_CODE_KEY>

/** Our error as tRPC throws it; ours is its cause. */
export function toTrpcError(error: ArchivingError): TRPCError {
  return new TRPCError({ code: trpcCodes[error.code], message: error.message, cause: error })
}
