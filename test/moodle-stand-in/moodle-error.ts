/** An error in the shape of Moodle's web services. */
export class MoodleError extends Error {
  readonly exception: string
  readonly errorcode: string

  constructor(exception: string, errorcode: string, message: string) {
    super(message)
    this.exception = exception
    this.errorcode = errorcode
  }

  /** As REST answers it, with status 200. */
  toBody(): Record<string, unknown> {
    return { exception: this.exception, errorcode: this.errorcode, message: this.message }
  }
}

const general = String.raw`core\exception\moodle_exception`

export function invalidParameter(): MoodleError {
  return new MoodleError(
    String.raw`core\exception\invalid_parameter_exception`,
    'invalidparameter',
    'Invalid parameter value detected',
  )
}

export function invalidToken(): MoodleError {
  return new MoodleError(general, 'invalidtoken', 'Invalid token - token not found')
}

export function noSuchRecord(table: string): MoodleError {
  return new MoodleError(
    'dml_missing_record_exception',
    'invalidrecord',
    `Can't find data record in database table ${table}.`,
  )
}

export function invalidUser(): MoodleError {
  return new MoodleError('dml_missing_record_exception', 'invaliduser', 'Invalid user')
}

/** As sign-in and files answer an error. */
export function pageError(error: string, errorcode: string): Record<string, unknown> {
  return { error, errorcode, stacktrace: null, debuginfo: null, reproductionlink: null }
}
