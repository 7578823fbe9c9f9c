import { ArchivingError, isAbortError, systemErrorCode, type ErrorCode } from '../errors/index.ts'

/** Where an error came from, for its message. */
export interface S3Place {
  readonly bucket: string
  /** Host of the service. */
  readonly host: string
}

type Fault = 'silent' | 'denied' | 'full' | 'no_bucket' | 'missing' | 'region' | 'certificate' | 'clock' | 'cold'

const faultsByName: Readonly<Record<string, Fault>> = {
  AccessDenied: 'denied',
  AllAccessDisabled: 'denied',
  InvalidAccessKeyId: 'denied',
  SignatureDoesNotMatch: 'denied',
  InvalidToken: 'denied',
  ExpiredToken: 'denied',
  CredentialsProviderError: 'denied',
  QuotaExceeded: 'full',
  InsufficientStorage: 'full',
  XMinioStorageFull: 'full',
  XMinioAdminBucketQuotaExceeded: 'full',
  NoSuchBucket: 'no_bucket',
  NoSuchKey: 'missing',
  NotFound: 'missing',
  PermanentRedirect: 'region',
  AuthorizationHeaderMalformed: 'region',
  RequestTimeTooSkewed: 'clock',
  InvalidObjectState: 'cold',
  SlowDown: 'silent',
  RequestTimeout: 'silent',
  TimeoutError: 'silent',
}

const faultsByStatus: Readonly<Record<number, Fault>> = { 403: 'denied', 404: 'missing', 429: 'silent', 507: 'full' }

const codes: Readonly<Record<Fault, ErrorCode>> = {
  silent: 'storage_busy',
  denied: 'storage_failed',
  full: 'storage_full',
  no_bucket: 'storage_failed',
  missing: 'not_found',
  region: 'storage_failed',
  certificate: 'storage_failed',
  clock: 'storage_failed',
  cold: 'storage_failed',
}

const messages: Readonly<Record<Fault, (place: S3Place) => string>> = {
  silent: ({ host }) => `The storage at ${host} does not answer. Look whether it runs and can be reached from here.`,
  denied: ({ bucket, host }) =>
    `The storage at ${host} denies access to the bucket “${bucket}”. Check MUNIMENT_S3_ACCESS_KEY_ID and MUNIMENT_S3_SECRET_ACCESS_KEY, and that this key may list, read, write and delete there.`,
  full: ({ bucket, host }) =>
    `The bucket “${bucket}” at ${host} is full. Free some space or raise its quota, then execute the task again.`,
  no_bucket: ({ bucket, host }) =>
    `There is no bucket “${bucket}” at ${host}. Make it, or name another one in MUNIMENT_S3_BUCKET.`,
  missing: ({ bucket }) => `What was looked for is not in the bucket “${bucket}”.`,
  region: ({ bucket }) => `The bucket “${bucket}” is in another region. Name it in MUNIMENT_S3_REGION.`,
  certificate: ({ host }) =>
    `The certificate of the storage at ${host} is not trusted here. Name the certificate of its authority in NODE_EXTRA_CA_CERTS.`,
  clock: ({ host }) => `The clocks of this computer and of the storage at ${host} differ too much. Set them right.`,
  cold: ({ bucket }) =>
    `What was looked for in the bucket “${bucket}” was moved to cold storage. Have it restored there, then try again.`,
}

/** Turns what the library for S3 throws into an error of ours. Its own may quote requests: little of it is kept. */
export function toS3Error(error: unknown, place: S3Place): ArchivingError {
  if (error instanceof ArchivingError) return error
  const cause = describeFailure(error)
  if (isAbortError(error)) return new ArchivingError('aborted', 'The work was aborted.', { cause })
  const fault = faultOf(error)
  if (fault) return new ArchivingError(codes[fault], messages[fault](place), { cause })
  const message = `The storage at ${place.host} could not do what was asked. The log has the details.`
  return new ArchivingError('storage_failed', message, { cause })
}

/** Whether a service answered that it does not know a condition under which it was to write. */
export const isUnknownCondition = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'NotImplemented' || statusOf(error) === 501)

/** Whether the condition under which was to be written or read does not hold. */
export const isFailedCondition = (error: unknown): boolean =>
  error instanceof Error && [412, 409].includes(statusOf(error) ?? 0)

function faultOf(error: unknown): Fault | undefined {
  if (!(error instanceof Error)) return undefined
  const code = systemErrorCode(error) ?? ''
  if (/^(?:CERT_|ERR_TLS_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/u.test(code)) return 'certificate'
  const byName = Object.hasOwn(faultsByName, error.name) ? faultsByName[error.name] : undefined
  if (byName) return byName
  const status = statusOf(error)
  if (status === undefined) return isNetworkError(code) ? 'silent' : undefined
  return faultsByStatus[status] ?? (status >= 500 && status !== 501 ? 'silent' : undefined)
}

const isNetworkError = (code: string): boolean =>
  /^(?:ECONN\w+|ETIMEDOUT|EPIPE|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENOTFOUND|EAI_AGAIN|ERR_STREAM_PREMATURE_CLOSE)$/u.test(
    code,
  )

function statusOf(error: Error): number | undefined {
  if (!('$metadata' in error) || typeof error.$metadata !== 'object' || error.$metadata === null) return undefined
  const { httpStatusCode } = error.$metadata as { readonly httpStatusCode?: unknown }
  return typeof httpStatusCode === 'number' ? httpStatusCode : undefined
}

function describeFailure(error: unknown): Error {
  if (!(error instanceof Error)) return new Error('Something that is no error was thrown.')
  const status = statusOf(error)
  const code = systemErrorCode(error)
  const facts = [status === undefined ? '' : `HTTP ${status}`, code ?? ''].filter(Boolean).join(', ')
  return new Error(`${error.name}: ${error.message}${facts === '' ? '' : ` (${facts})`}`)
}
