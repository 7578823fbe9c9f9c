import type { ArchivingError, ErrorCode, ErrorDetails, LocalizedText } from '@muniment/core'
import type { TRPCDefaultErrorShape, TRPCError } from '@trpc/server'
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import type { RequestContext } from '../request-context.ts'
import { toArchivingError } from './to-archiving-error.ts'
import { toTrpcError } from './to-trpc-error.ts'

/** An error as it goes to clients. */
export interface ErrorShape {
  /** Number of JSON-RPC, as tRPC wants it. */
  readonly code: TRPCDefaultErrorShape['code']
  readonly message: string
  readonly data: ErrorData
}

export interface ErrorData {
  readonly code: ErrorCode
  /** The message in the languages that there are. */
  readonly text: LocalizedText
  readonly retry: 'never' | 'later'
  readonly details: ErrorDetails
  /** Milliseconds to wait at least before trying again, where that is known. */
  readonly retryAfterMs?: number
  readonly httpStatus: number
}

/** What tRPC asks for each failed call. */
export function formatError({ error, path, ctx }: FormatErrorOptions): ErrorShape {
  const shown = toArchivingError(error, (cause) => ctx?.reportIncident(cause, path))
  // What tRPC itself refused keeps its status, such as that of a body that is too large.
  if (shown !== error.cause) return toErrorShape(shown, error)
  // Errors of ours that are the server's fault pass with their message, and operators hear of them too.
  if (toTrpcError(shown).code === 'INTERNAL_SERVER_ERROR') ctx?.reportIncident(shown, path)
  return toErrorShape(shown)
}

export interface FormatErrorOptions {
  readonly error: TRPCError
  readonly path: string | undefined
  readonly ctx: RequestContext | undefined
}

/** An error of ours as it goes to clients. */
export function toErrorShape(shown: ArchivingError, translated = toTrpcError(shown)): ErrorShape {
  return {
    code: TRPC_ERROR_CODES_BY_KEY[translated.code],
    message: shown.message,
    data: {
      code: shown.code,
      text: shown.text,
      retry: shown.retry,
      details: shown.details,
      ...(shown.retryAfterMs !== undefined && { retryAfterMs: shown.retryAfterMs }),
      httpStatus: getHTTPStatusCodeFromError(translated),
    },
  }
}
