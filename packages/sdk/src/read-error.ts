import { errorCodes } from './generated/error-codes.ts'
import type { ErrorCode, ErrorDetails } from './generated/types.ts'
import { MunimentError } from './muniment-error.ts'

/**
 * The error that a server sent: `{ message, data: { code, retry, details } }`. What does not look like that is an
 * `answer_invalid`; a code that this version does not know yet is one too, with the code in `details`.
 */
export function readError(sent: unknown): MunimentError {
  if (!isRecord(sent) || typeof sent['message'] !== 'string' || !isRecord(sent['data'])) {
    return new MunimentError('answer_invalid', 'The server sent an error that this client does not understand.')
  }
  const { message, data } = sent
  const { code } = data
  const details = readDetails(data['details'])
  if (!isErrorCode(code)) {
    return new MunimentError('answer_invalid', message, { details: { ...details, code: String(code) } })
  }
  return new MunimentError(code, message, {
    retry: data['retry'] === 'later' ? 'later' : 'never',
    details,
    german: readGerman(data['text']),
    ...(typeof data['retryAfterMs'] === 'number' && { retryAfterMs: data['retryAfterMs'] }),
  })
}

/** The error for a call whose own signal fired. */
export function abortedError(signal: AbortSignal): MunimentError {
  return new MunimentError('aborted', 'The call was aborted.', { cause: signal.reason })
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function isErrorCode(code: unknown): code is ErrorCode {
  return errorCodes.some((known) => known === code)
}

function readGerman(sent: unknown): string | undefined {
  return isRecord(sent) && typeof sent['de'] === 'string' ? sent['de'] : undefined
}

function readDetails(sent: unknown): ErrorDetails {
  if (!isRecord(sent)) return {}
  const details: Record<string, ErrorDetails[string]> = {}
  for (const [key, value] of Object.entries(sent)) if (isDetail(value)) details[key] = value
  return details
}

function isDetail(value: unknown): value is ErrorDetails[string] {
  if (Array.isArray(value)) return value.every((entry) => typeof entry === 'string')
  return value === null || ['string', 'number', 'boolean'].includes(typeof value)
}
