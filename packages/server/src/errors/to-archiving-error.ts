import { ArchivingError, type ErrorCode } from '@muniment/core'
import type { TRPC_ERROR_CODE_KEY, TRPCError } from '@trpc/server'
import { z } from 'zod'

/** What tRPC itself refuses before a procedure runs. */
const refusals: Partial<Record<TRPC_ERROR_CODE_KEY, { readonly code: ErrorCode; readonly message: string }>> = {
  PARSE_ERROR: { code: 'input_invalid', message: 'The request is not readable JSON.' },
  BAD_REQUEST: { code: 'input_invalid', message: 'The request is not one that the server understands.' },
  NOT_FOUND: {
    code: 'not_found',
    message: 'The server has no such procedure. Client and server may differ in version.',
  },
  METHOD_NOT_SUPPORTED: { code: 'input_invalid', message: 'The procedure is not called by this HTTP method.' },
  PAYLOAD_TOO_LARGE: { code: 'input_invalid', message: 'The request is larger than the server takes.' },
  UNSUPPORTED_MEDIA_TYPE: { code: 'input_invalid', message: 'The request must be JSON.' },
  CLIENT_CLOSED_REQUEST: { code: 'aborted', message: 'The request was aborted.' },
}

/**
 * What clients are told of an error: ours as it is, a refused input with the name of its field, and nothing of the
 * inside of anything else.
 *
 * @param report - Tells operators of what is hidden; returns the name of the incident.
 */
export function toArchivingError(error: TRPCError, report: (error: unknown) => string | undefined): ArchivingError {
  if (error.cause instanceof ArchivingError) return error.cause
  if (error.code === 'BAD_REQUEST' && error.cause instanceof z.ZodError) return inputError(error.cause)
  const refusal = refusals[error.code]
  if (refusal) return new ArchivingError(refusal.code, refusal.message, { cause: error })
  return hiddenError(error, report(error.cause ?? error))
}

function hiddenError(cause: unknown, incident: string | undefined): ArchivingError {
  if (incident === undefined) {
    return new ArchivingError('driver_fault', 'Something unexpected went wrong in Muniment.', { cause })
  }
  const message = `Something unexpected went wrong in Muniment. The log of the server has the details under ${incident}.`
  return new ArchivingError('driver_fault', message, { cause, details: { incident } })
}

function inputError(cause: z.ZodError): ArchivingError {
  const [issue] = cause.issues
  if (!issue) return new ArchivingError('input_invalid', 'The request is not valid.', { cause })
  const unknownKey = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
  const field = [...issue.path, ...unknownKey].map(String).join('.') || 'input'
  const message =
    unknownKey.length > 0 ? `There is no “${field}” to give.` : `“${field}” is not valid: ${issue.message}.`
  return new ArchivingError('input_invalid', message, { cause, details: { field } })
}
