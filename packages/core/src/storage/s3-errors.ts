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

interface Words {
  readonly en: (place: S3Place) => string
  readonly de: (place: S3Place) => string
}

const words: Readonly<Record<Fault, Words>> = {
  silent: {
    en: ({ host }) => `The storage at ${host} does not answer. Look whether it runs and can be reached from here.`,
    de: ({ host }) => `Der Speicher ${host} antwortet nicht. Prüfen Sie, ob er läuft und von hier aus erreichbar ist.`,
  },
  denied: {
    en: ({ bucket, host }) =>
      `The storage at ${host} denies access to the bucket “${bucket}”. Check MUNIMENT_S3_ACCESS_KEY_ID and MUNIMENT_S3_SECRET_ACCESS_KEY, and that this key may list, read, write and delete there.`,
    de: ({ bucket, host }) =>
      `Der Speicher ${host} verweigert den Zugriff auf den Bucket „${bucket}“. Prüfen Sie MUNIMENT_S3_ACCESS_KEY_ID und MUNIMENT_S3_SECRET_ACCESS_KEY, und ob dieser Schlüssel dort auflisten, lesen, schreiben und löschen darf.`,
  },
  full: {
    en: ({ bucket, host }) =>
      `The bucket “${bucket}” at ${host} is full. Free some space or raise its quota, then execute the task again.`,
    de: ({ bucket, host }) =>
      `Der Bucket „${bucket}“ im Speicher ${host} ist voll. Schaffen Sie Platz oder erhöhen Sie sein Kontingent, und führen Sie den Auftrag dann erneut aus.`,
  },
  no_bucket: {
    en: ({ bucket, host }) =>
      `There is no bucket “${bucket}” at ${host}. Make it, or name another one in MUNIMENT_S3_BUCKET.`,
    de: ({ bucket, host }) =>
      `Im Speicher ${host} gibt es keinen Bucket „${bucket}“. Legen Sie ihn an, oder nennen Sie in MUNIMENT_S3_BUCKET einen anderen.`,
  },
  missing: {
    en: ({ bucket }) => `What was looked for is not in the bucket “${bucket}”.`,
    de: ({ bucket }) => `Das Gesuchte liegt nicht im Bucket „${bucket}“.`,
  },
  region: {
    en: ({ bucket }) => `The bucket “${bucket}” is in another region. Name it in MUNIMENT_S3_REGION.`,
    de: ({ bucket }) => `Der Bucket „${bucket}“ liegt in einer anderen Region. Nennen Sie sie in MUNIMENT_S3_REGION.`,
  },
  certificate: {
    en: ({ host }) =>
      `The certificate of the storage at ${host} is not trusted here. Name the certificate of its authority in NODE_EXTRA_CA_CERTS.`,
    de: ({ host }) =>
      `Dem Zertifikat des Speichers ${host} wird hier nicht vertraut. Nennen Sie das Zertifikat seiner Zertifizierungsstelle in NODE_EXTRA_CA_CERTS.`,
  },
  clock: {
    en: ({ host }) => `The clocks of this computer and of the storage at ${host} differ too much. Set them right.`,
    de: ({ host }) =>
      `Die Uhren dieses Computers und des Speichers ${host} gehen zu weit auseinander. Stellen Sie sie richtig.`,
  },
  cold: {
    en: ({ bucket }) =>
      `What was looked for in the bucket “${bucket}” was moved to cold storage. Have it restored there, then try again.`,
    de: ({ bucket }) =>
      `Das Gesuchte wurde im Bucket „${bucket}“ in einen langsamen Speicher ausgelagert. Lassen Sie es dort wiederherstellen, und versuchen Sie es dann erneut.`,
  },
}

/** Turns what the library for S3 throws into an error of ours. Its own may quote requests: little of it is kept. */
export function toS3Error(error: unknown, place: S3Place): ArchivingError {
  if (error instanceof ArchivingError) return error
  const cause = describeFailure(error)
  if (isAbortError(error)) return new ArchivingError('aborted', 'The work was aborted.', { cause })
  const fault = faultOf(error)
  if (fault) {
    const { en, de } = words[fault]
    return new ArchivingError(codes[fault], en(place), { cause, german: de(place) })
  }
  const message = `The storage at ${place.host} could not do what was asked. The log has the details.`
  const german = `Der Speicher ${place.host} konnte nicht tun, worum er gebeten wurde. Näheres steht im Protokoll des Servers.`
  return new ArchivingError('storage_failed', message, { cause, german })
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
