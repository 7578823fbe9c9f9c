import type { LocalizedText } from './localized-text.ts'
import { errorCodes, type ErrorCode } from './error-codes.ts'
import { inGerman } from './errors-in-german.ts'

/** Facts about an error that may be shown and kept: never a secret, never student data beyond what a message says. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

/** What {@link ArchivingError} is made of besides its code and message. */
export interface ArchivingErrorOptions {
  /** The error that led to this one; logged, never shown. */
  readonly cause?: unknown
  readonly details?: ErrorDetails
  /** The message in German. Without it, German readers get what the code means, and the message as it is. */
  readonly german?: string
  /** Milliseconds to wait at least before trying again, where the other side said so (`Retry-After`). */
  readonly retryAfterMs?: number
  /** Overrides the retry class of the code where the situation is known better. */
  readonly retry?: 'never' | 'later'
}

/**
 * The one error of Muniment. `message` is written for people: it says what happened and what to do, and holds no
 * secret. Everything technical is in `cause`.
 */
export class ArchivingError extends Error {
  override readonly name = 'ArchivingError'
  readonly code: ErrorCode
  readonly retry: 'never' | 'later'
  readonly details: ErrorDetails
  readonly retryAfterMs: number | undefined
  /** The message in the languages of the product. */
  readonly text: LocalizedText

  constructor(code: ErrorCode, message: string, options: ArchivingErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.retry = options.retry ?? errorCodes[code].retry
    this.details = options.details ?? {}
    this.retryAfterMs = options.retryAfterMs
    this.text = { en: message, de: options.german ?? inGerman(code, message) }
  }
}

/** An error as it is kept in the database and sent to clients: without its cause. */
export interface RecordedError {
  readonly code: ErrorCode
  /** In English. */
  readonly message: string
  /** The message in the languages of the product. */
  readonly text: LocalizedText
  readonly retry: 'never' | 'later'
  readonly details: ErrorDetails
}

/** The part of an error that is kept and shown. */
export function toRecordedError({ code, message, text, retry, details }: ArchivingError): RecordedError {
  return { code, message, text, retry, details }
}

/** An error as it was kept; versions of Muniment that knew only English kept no text. */
export type KeptError = Omit<RecordedError, 'text'> & Partial<Pick<RecordedError, 'text'>>

/** An error that was kept by this version of Muniment or an earlier one; null if there was none. */
export function fromKeptError(kept: KeptError | null | undefined): RecordedError | null {
  return kept ? { ...kept, text: kept.text ?? { en: kept.message, de: inGerman(kept.code, kept.message) } } : null
}
