import { X509Certificate } from 'node:crypto'
import { id_signedData, SignedData } from '@peculiar/asn1-cms'
import { AsnConvert } from '@peculiar/asn1-schema'
import { id_ct_tstInfo, PKIStatus, TimeStampResp, TSTInfo } from '@peculiar/asn1-tsp'
import { Certificate, ExtendedKeyUsage, id_ce_extKeyUsage, id_kp_timeStamping } from '@peculiar/asn1-x509'
import { hashFunctionOf, type HashFunction } from './hash-functions.ts'
import { certificatesIn, verifySignedContent } from './signed-content.ts'
import { TimestampRefusal } from './timestamp-refusal.ts'

/** What a timestamp of RFC 3161 says, once its signature has been checked. */
export interface TimestampToken {
  /** The moment that the authority vouches for. */
  readonly time: Date
  /** Who signed, as its certificate names it. */
  readonly authority: string
  /** Hash function of the imprint. */
  readonly hashFunction: HashFunction
  /** Hash of the data that it vouches for. */
  readonly imprint: Buffer
  /** The number of the query that it answers, in hex; undefined if it has none. */
  readonly nonce: string | undefined
  readonly signer: X509Certificate
  /** All certificates that came with it. */
  readonly certificates: readonly X509Certificate[]
}

/**
 * Reads the answer of a time-stamping authority (RFC 3161, section 2.4.2) and checks that it is one: granted, and signed
 * over what it says by a certificate that is for timestamps alone (section 2.3). Whether that certificate can be
 * trusted is another question: see certificate-chain.ts.
 *
 * @throws TimestampRefusal
 */
export function readTimestamp(answer: Uint8Array): TimestampToken {
  const encoded = signedDataIn(answer)
  const signed = orRefusal(() => AsnConvert.parse(encoded, SignedData))
  const content = signed.encapContentInfo.eContent?.single
  if (signed.encapContentInfo.eContentType !== id_ct_tstInfo || !content) {
    throw new TimestampRefusal('The answer holds no timestamp.')
  }
  const certificates = certificatesIn(encoded).map((bytes) => orRefusal(() => new X509Certificate(bytes)))
  const contentBytes = Buffer.from(content.buffer)
  const signer = verifySignedContent({ signed, encoded }, contentBytes, certificates)
  if (!isForTimestampsAlone(signer)) {
    throw new TimestampRefusal('The certificate of the authority is not one for timestamps.')
  }
  return { ...factsOf(contentBytes), authority: nameOf(signer), signer, certificates }
}

/** The signed data of a granted answer, as they are encoded. */
function signedDataIn(answer: Uint8Array): Uint8Array {
  const { status, timeStampToken } = orRefusal(() => AsnConvert.parse(answer, TimeStampResp))
  if (status.status !== PKIStatus.granted && status.status !== PKIStatus.grantedWithMods) {
    throw new TimestampRefusal('The authority did not grant the timestamp.')
  }
  if (timeStampToken?.contentType !== id_signedData) throw new TimestampRefusal('The answer holds no timestamp.')
  return new Uint8Array(timeStampToken.content)
}

function factsOf(content: Buffer): Pick<TimestampToken, 'time' | 'hashFunction' | 'imprint' | 'nonce'> {
  const { genTime, messageImprint, nonce } = orRefusal(() => AsnConvert.parse(content, TSTInfo))
  const hashFunction = hashFunctionOf(messageImprint.hashAlgorithm.algorithm)
  if (!hashFunction) throw new TimestampRefusal('The timestamp uses a hash function that is not supported.')
  return {
    time: genTime,
    hashFunction,
    imprint: Buffer.from(messageImprint.hashedMessage.buffer),
    nonce: nonce && numberText(nonce),
  }
}

/** The certificate says critically that it is for timestamps, and for nothing else. */
function isForTimestampsAlone({ raw }: X509Certificate): boolean {
  const { tbsCertificate } = orRefusal(() => AsnConvert.parse(raw, Certificate))
  const extension = tbsCertificate.extensions?.find(({ extnID }) => extnID === id_ce_extKeyUsage)
  if (extension?.critical !== true) return false
  const purposes = orRefusal(() => AsnConvert.parse(extension.extnValue.buffer, ExtendedKeyUsage))
  return purposes.length === 1 && purposes[0] === id_kp_timeStamping
}

/** The common name of a certificate's subject, else its organisation, else all of it. */
function nameOf({ subject }: X509Certificate): string {
  const field = (name: string): string | undefined => new RegExp(`^${name}=(.+)$`, 'mu').exec(subject)?.[1]
  return field('CN') ?? field('O') ?? subject.replaceAll('\n', ', ')
}

/** An integer of ASN.1 in hex, without leading zeros. */
export function numberText(number: ArrayBuffer): string {
  return Buffer.from(number)
    .toString('hex')
    .replace(/^(?:00)+(?=.)/u, '')
}

/** Whatever the parsers throw at bytes that are not what they should be. */
function orRefusal<Result>(read: () => Result): Result {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof TimestampRefusal) throw cause
    throw new TimestampRefusal('The answer is not that of a time-stamping authority.', { cause })
  }
}
