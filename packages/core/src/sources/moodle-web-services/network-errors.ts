import { ArchivingError, systemErrorCode, type ErrorCode } from '../../errors/index.ts'

interface NetworkFault {
  readonly code: ErrorCode
  /** Stable word in `details.reason`, by which the address search and clients tell the cases apart. */
  readonly reason: string
  readonly retry?: 'never'
  readonly message: (host: string) => string
  readonly german: (host: string) => string
}

const hostUnknown: NetworkFault = {
  code: 'source_unavailable',
  reason: 'host_unknown',
  message: (host) => `There is no site called ${host}. Check the address and your connection to the internet.`,
  german: (host) =>
    `Eine Website namens ${host} gibt es nicht. Prüfen Sie die Adresse und Ihre Verbindung zum Internet.`,
}
const refused: NetworkFault = {
  code: 'source_unavailable',
  reason: 'connection_refused',
  message: (host) => `${host} refuses connections. Check the address, or try again later.`,
  german: (host) => `${host} nimmt keine Verbindungen an. Prüfen Sie die Adresse, oder versuchen Sie es später erneut.`,
}
const unreachable: NetworkFault = {
  code: 'source_unavailable',
  reason: 'unreachable',
  message: (host) => `${host} cannot be reached from here. Check your connection to the internet or the VPN.`,
  german: (host) =>
    `${host} ist von hier aus nicht zu erreichen. Prüfen Sie Ihre Verbindung zum Internet oder das VPN.`,
}
const broken: NetworkFault = {
  code: 'source_unavailable',
  reason: 'connection_lost',
  message: (host) => `The connection to ${host} broke off before the answer was complete. Try again.`,
  german: (host) => `Die Verbindung zu ${host} brach ab, bevor die Antwort vollständig war. Versuchen Sie es erneut.`,
}
const slow: NetworkFault = {
  code: 'timed_out',
  reason: 'timed_out',
  message: (host) => `${host} did not answer in time. Try again later.`,
  german: (host) => `${host} hat nicht rechtzeitig geantwortet. Versuchen Sie es später erneut.`,
}
const malformed: NetworkFault = {
  code: 'source_unavailable',
  reason: 'answer_malformed',
  message: (host) =>
    `${host}, or a gateway before it, sent an answer that breaks the rules of HTTP. Try again later, or tell the administrators of the site.`,
  german: (host) =>
    `${host} oder ein Gateway davor hat eine Antwort geschickt, die gegen die Regeln von HTTP verstößt. Versuchen Sie es später erneut, oder wenden Sie sich an die Administration der Website.`,
}
const untrusted: NetworkFault = {
  code: 'source_unavailable',
  reason: 'certificate_untrusted',
  retry: 'never',
  message: (host) =>
    `The certificate of ${host} comes from an authority that this computer does not know. If your university has its own, add its certificate to the settings of the source.`,
  german: (host) =>
    `Das Zertifikat von ${host} stammt von einer Stelle, die dieser Computer nicht kennt. Hat Ihre Hochschule eine eigene, fügen Sie deren Zertifikat den Einstellungen der Quelle hinzu.`,
}
const outdated: NetworkFault = {
  code: 'source_unavailable',
  reason: 'certificate_outdated',
  retry: 'never',
  message: (host) => `The certificate of ${host} has expired or is not valid yet. Tell the administrators of the site.`,
  german: (host) =>
    `Das Zertifikat von ${host} ist abgelaufen oder noch nicht gültig. Wenden Sie sich an die Administration der Website.`,
}
const otherName: NetworkFault = {
  code: 'source_unavailable',
  reason: 'certificate_other_name',
  retry: 'never',
  message: (host) => `The certificate of ${host} is made out to another name. Check the address.`,
  german: (host) => `Das Zertifikat von ${host} lautet auf einen anderen Namen. Prüfen Sie die Adresse.`,
}
const notEncrypted: NetworkFault = {
  code: 'source_unavailable',
  reason: 'no_encryption',
  retry: 'never',
  message: (host) => `${host} does not offer an encrypted connection (https) at this address. Check the address.`,
  german: (host) =>
    `${host} bietet unter dieser Adresse keine verschlüsselte Verbindung (https). Prüfen Sie die Adresse.`,
}

const faults: Readonly<Record<string, NetworkFault>> = {
  ENOTFOUND: hostUnknown,
  EAI_AGAIN: hostUnknown,
  EAI_NODATA: hostUnknown,
  ECONNREFUSED: refused,
  ENETUNREACH: unreachable,
  EHOSTUNREACH: unreachable,
  ENETDOWN: unreachable,
  ENONET: unreachable,
  EADDRNOTAVAIL: unreachable,
  ECONNRESET: broken,
  ECONNABORTED: broken,
  EPIPE: broken,
  UND_ERR_SOCKET: broken,
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: broken,
  Z_BUF_ERROR: broken,
  Z_DATA_ERROR: broken,
  ETIMEDOUT: slow,
  UND_ERR_CONNECT_TIMEOUT: slow,
  UND_ERR_HEADERS_TIMEOUT: slow,
  UND_ERR_BODY_TIMEOUT: slow,
  UND_ERR_HEADERS_OVERFLOW: malformed,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  CERT_UNTRUSTED: untrusted,
  CERT_SIGNATURE_FAILURE: untrusted,
  INVALID_CA: untrusted,
  CERT_HAS_EXPIRED: outdated,
  CERT_NOT_YET_VALID: outdated,
  HTTP_PARSER: malformed,
  ERR_TLS_CERT_ALTNAME_INVALID: otherName,
  EPROTO: notEncrypted,
  ERR_SSL_WRONG_VERSION_NUMBER: notEncrypted,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: notEncrypted,
}

const otherFault: NetworkFault = {
  code: 'source_unavailable',
  reason: 'connection_failed',
  message: (host) => `The connection to ${host} failed. Check the address, the proxy and your connection.`,
  german: (host) => `Die Verbindung zu ${host} ist gescheitert. Prüfen Sie die Adresse, den Proxy und Ihre Verbindung.`,
}

/** The error for a site that takes too long. */
export function timedOut(host: string): ArchivingError {
  return new ArchivingError(slow.code, slow.message(host), {
    details: { host, reason: slow.reason },
    german: slow.german(host),
  })
}

/** Turns what the HTTP client threw into an error for people; errors that are already ours pass as they are. */
export function toNetworkError(error: unknown, host: string): ArchivingError {
  if (error instanceof ArchivingError) return error
  const code = deepestKnownCode(error)
  const fault = faults[code] ?? otherFault
  return new ArchivingError(fault.code, fault.message(host), {
    cause: error,
    details: { host, reason: fault.reason },
    german: fault.german(host),
    ...(fault.retry && { retry: fault.retry }),
  })
}

/** With several addresses for a host, Node wraps the failures: the innermost one that is known tells most. */
function deepestKnownCode(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 5) return ''
  const inner = error instanceof AggregateError ? error.errors[0] : error.cause
  const innerCode = deepestKnownCode(inner, depth + 1)
  if (innerCode !== '') return innerCode
  const code = systemErrorCode(error) ?? ''
  // The parser of HTTP has a code for each rule, and none for some.
  if (error.name === 'HTTPParserError') return 'HTTP_PARSER'
  return Object.hasOwn(faults, code) ? code : ''
}
