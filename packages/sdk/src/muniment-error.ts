import type { ErrorCode, ErrorDetails, LocalizedText } from './generated/types.ts'

/**
 * What went wrong: a code of the server, or one of these:
 *
 * - `connection_failed`: the server cannot be reached, or the connection broke; trying again later can help.
 * - `answer_invalid`: what answered is not a Muniment server of a version that this client understands.
 */
export type MunimentErrorCode = ErrorCode | 'connection_failed' | 'answer_invalid'

/** What a {@link MunimentError} is made of besides its code and message. */
export interface MunimentErrorOptions {
  readonly retry?: 'never' | 'later'
  readonly details?: ErrorDetails
  readonly retryAfterMs?: number
  /** The message in German. */
  readonly german?: string | undefined
  readonly cause?: unknown
}

/** German words for what this client says by itself. */
const ownGerman: Partial<Record<MunimentErrorCode, string>> = {
  connection_failed:
    'Muniment ist nicht zu erreichen, oder die Verbindung ist abgebrochen. Versuchen Sie es später erneut.',
  answer_invalid:
    'Was hier antwortet, ist kein Muniment, das dieses Programm versteht. Vielleicht passen die Versionen nicht zusammen.',
}

/** The one error that calls of the client throw. Its message is for people: what happened and what to do. */
export class MunimentError extends Error {
  override readonly name = 'MunimentError'
  readonly code: MunimentErrorCode
  /** The message in the languages that there are; English always. */
  readonly text: LocalizedText
  /** Whether doing the same again later can help. */
  readonly retry: 'never' | 'later'
  /** Facts about the error, such as the `field` or `setting` that it is about. */
  readonly details: ErrorDetails
  /** Milliseconds to wait at least before trying again, where that is known. */
  readonly retryAfterMs: number | undefined

  constructor(code: MunimentErrorCode, message: string, options: MunimentErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    const german = options.german ?? ownGerman[code]
    this.text = { en: message, ...(german !== undefined && { de: german }) }
    this.retry = options.retry ?? 'never'
    this.details = options.details ?? {}
    this.retryAfterMs = options.retryAfterMs
  }
}
