import { generateKeyPairSync, sign, X509Certificate, type KeyObject } from 'node:crypto'
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  BasicConstraints,
  Certificate,
  ExtendedKeyUsage,
  Extension,
  Extensions,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  Name,
  RelativeDistinguishedName,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from '@peculiar/asn1-x509'

/** A key and its certificate. */
export interface Identity {
  readonly name: string
  readonly privateKey: KeyObject
  readonly certificate: X509Certificate
}

export interface CertificateWish {
  readonly name: string
  /** Signs the certificate; without one it signs itself. */
  readonly issuer?: Identity
  readonly key?: 'rsa' | 'ec'
  readonly isAuthority?: boolean
  /** Object identifiers of what it may be used for, said critically. */
  readonly purposes?: readonly string[]
  readonly validTo?: Date
}

const commonName = '2.5.4.3'
/** `sha256WithRSAEncryption` and `ecdsa-with-SHA256`. */
export const signatureAlgorithms = { rsa: '1.2.840.113549.1.1.11', ec: '1.2.840.10045.4.3.2' } as const
let serial = 1

/** Makes a key and a certificate for it (RFC 5280), for tests. */
export function makeIdentity(wish: CertificateWish): Identity {
  const { name, issuer, key = 'rsa', validTo = new Date('2046-01-01T00:00:00Z') } = wish
  const pair =
    key === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const signer = issuer?.privateKey ?? pair.privateKey
  const algorithm = algorithmOf(signer)
  const tbsCertificate = new TBSCertificate({
    version: Version.v3,
    serialNumber: Uint8Array.of(1, serial++).buffer,
    signature: algorithm,
    issuer: nameOf(issuer?.name ?? name),
    validity: new Validity({ notBefore: new Date('2020-01-01T00:00:00Z'), notAfter: validTo }),
    subject: nameOf(name),
    subjectPublicKeyInfo: AsnConvert.parse(
      pair.publicKey.export({ type: 'spki', format: 'der' }),
      SubjectPublicKeyInfo,
    ),
    extensions: extensionsOf(wish),
  })
  const bytes = Buffer.from(AsnConvert.serialize(tbsCertificate))
  const signatureValue = Uint8Array.from(sign('sha256', bytes, signer)).buffer
  const certificate = AsnConvert.serialize(
    new Certificate({ tbsCertificate, signatureAlgorithm: algorithm, signatureValue }),
  )
  return { name, privateKey: pair.privateKey, certificate: new X509Certificate(Buffer.from(certificate)) }
}

export function algorithmOf(key: KeyObject): AlgorithmIdentifier {
  const isRsa = key.asymmetricKeyType === 'rsa'
  return isRsa
    ? new AlgorithmIdentifier({ algorithm: signatureAlgorithms.rsa, parameters: null })
    : new AlgorithmIdentifier({ algorithm: signatureAlgorithms.ec })
}

function nameOf(name: string): Name {
  const value = new AttributeValue({ utf8String: name })
  return new Name([new RelativeDistinguishedName([new AttributeTypeAndValue({ type: commonName, value })])])
}

function extensionsOf({ isAuthority = false, purposes = [] }: CertificateWish): Extensions {
  const extension = (extnID: string, value: object): Extension =>
    new Extension({ extnID, critical: true, extnValue: new OctetString(AsnConvert.serialize(value)) })
  return new Extensions([
    extension(id_ce_basicConstraints, new BasicConstraints({ cA: isAuthority })),
    ...(purposes.length === 0 ? [] : [extension(id_ce_extKeyUsage, new ExtendedKeyUsage([...purposes]))]),
  ])
}
