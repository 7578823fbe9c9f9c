/**
 * Asks web service functions for which Muniment has no method. It goes the way of everything else that is read: the same
 * limit of parallel requests, retries, language (names in one language, still with HTML entities); tokens and private
 * keys are cut out of the answers.
 */
export interface WebServiceReader {
  /**
   * The answer of a function, checked.
   *
   * @throws `not_supported` for a function that is not known to leave the site as it is: it must be named
   *   `<component>_get_…`, or `list`, `search`, `can`, `check`, `count`, and some of those do write all the same, such as
   *   `mod_assign_get_submission_status`. `source_unexpected` if the answer is not what the schema says.
   */
  ask<Answer>(question: WebServiceQuestion<Answer>, signal?: AbortSignal): Promise<Answer>
  /** Whether the site lets the signed-in user call a function. */
  offers(webServiceFunction: string, signal?: AbortSignal): Promise<boolean>
}

export interface WebServiceQuestion<Answer> {
  /** `mod_glossary_get_entries_by_letter`. */
  readonly function: string
  readonly arguments?: WebServiceArguments
  /** What the answer must look like. Tolerate fields that you do not know: sites and versions differ. */
  readonly answer: AnswerSchema<Answer>
}

export type WebServiceArgument =
  | string
  | number
  | boolean
  | readonly WebServiceArgument[]
  | { readonly [name: string]: WebServiceArgument }

export type WebServiceArguments = Readonly<Record<string, WebServiceArgument>>

/** A schema of zod, or of any library that keeps the convention “Standard Schema”. */
export interface AnswerSchema<Answer> {
  readonly '~standard': {
    validate(value: unknown): CheckedAnswer<Answer> | Promise<CheckedAnswer<Answer>>
  }
}

export type CheckedAnswer<Answer> =
  | { readonly value: Answer; readonly issues?: undefined }
  | { readonly issues: readonly AnswerIssue[] }

export interface AnswerIssue {
  readonly message: string
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined
}
