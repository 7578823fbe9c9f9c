import type { X509Certificate } from 'node:crypto'

/** How far a certificate leads. */
export type ChainResult =
  /** To one of the given anchors. */
  | { readonly kind: 'trusted'; readonly anchor: X509Certificate }
  /** To a certificate that signs itself and is none of the anchors, or to nothing. */
  | { readonly kind: 'unknown'; readonly reason: string }
  | { readonly kind: 'broken'; readonly reason: string }

const longestChain = 8

/**
 * Whether a certificate is not what its issuer signed, although the issuer is at hand. An issuer that is not at hand
 * says nothing.
 */
export function isForged(certificate: X509Certificate, others: readonly X509Certificate[]): boolean {
  const issuers = others.filter((issuer) => certificate.checkIssued(issuer))
  return issuers.length > 0 && !issuers.some((issuer) => certificate.verify(issuer.publicKey))
}

/**
 * Follows a certificate to one of the trust anchors (RFC 5280, section 6, without policies and revocation): each one
 * signed by the next, which is an authority, all of them valid at `time`. Without an anchor at the end nothing is said about trust.
 */
export function followChain(
  leaf: X509Certificate,
  candidates: readonly X509Certificate[],
  anchors: readonly X509Certificate[],
  time: Date,
): ChainResult {
  let current = leaf
  for (let length = 0; length < longestChain; length += 1) {
    if (!isValidAt(current, time)) {
      return { kind: 'broken', reason: 'A certificate of the authority was not valid at the time that it vouches for.' }
    }
    const anchor = anchors.find((one) => one.raw.equals(current.raw) || isIssuedBy(current, one))
    if (anchor && isValidAt(anchor, time)) return { kind: 'trusted', anchor }
    if (isIssuedBy(current, current))
      return { kind: 'unknown', reason: 'Its root certificate is not one that is trusted here.' }
    const issuer = candidates.find((one) => !one.raw.equals(current.raw) && isIssuedBy(current, one))
    if (!issuer) return { kind: 'unknown', reason: 'The certificate that it leads to is not in the archive.' }
    current = issuer
  }
  return { kind: 'broken', reason: 'Its chain of certificates is too long.' }
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  const isSelf = certificate.raw.equals(issuer.raw)
  return (isSelf || issuer.ca) && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)
}

function isValidAt({ validFromDate, validToDate }: X509Certificate, time: Date): boolean {
  return validFromDate <= time && time <= validToDate
}
