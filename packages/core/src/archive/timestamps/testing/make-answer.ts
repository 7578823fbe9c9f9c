import { createHash, sign } from 'node:crypto'
import {
  Attribute,
  CertificateChoices,
  CertificateSet,
  CMSVersion,
  DigestAlgorithmIdentifiers,
  EncapsulatedContent,
  EncapsulatedContentInfo,
  id_signedData,
  IssuerAndSerialNumber,
  SignedData,
  SignerIdentifier,
  SignerInfo,
  SignerInfos,
} from '@peculiar/asn1-cms'
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import {
  id_ct_tstInfo,
  MessageImprint,
  PKIStatus,
  PKIStatusInfo,
  TimeStampReq,
  TimeStampResp,
  TimeStampToken,
  TSTInfo,
} from '@peculiar/asn1-tsp'
import { AlgorithmIdentifier, Certificate } from '@peculiar/asn1-x509'
import { hashIdentifierOf } from '../hash-functions.ts'
import { algorithmOf, type Identity } from './make-certificate.ts'

/** How an answer differs from a right one. */
export interface AnswerWish {
  readonly time: Date
  readonly status?: PKIStatus
  readonly imprint?: Uint8Array
  readonly nonce?: Uint8Array
  readonly breaksSignature?: boolean
}

const policy = '1.3.6.1.4.1.32473.1'

/** Answers a query for a timestamp as an authority does (RFC 3161, section 2.4.2), for tests. */
export function makeAnswer(
  query: Uint8Array,
  signer: Identity,
  chain: readonly Identity[],
  wish: AnswerWish,
): Uint8Array {
  if (wish.status !== undefined && wish.status !== PKIStatus.granted) {
    return serialize(new TimeStampResp({ status: new PKIStatusInfo({ status: wish.status }) }))
  }
  const request = AsnConvert.parse(query, TimeStampReq)
  const info = new TSTInfo({
    policy,
    messageImprint: new MessageImprint({
      hashAlgorithm: request.messageImprint.hashAlgorithm,
      hashedMessage: wish.imprint ? new OctetString(wish.imprint) : request.messageImprint.hashedMessage,
    }),
    serialNumber: Uint8Array.of(7).buffer,
    genTime: wish.time,
  })
  const nonce = wish.nonce ? Uint8Array.from(wish.nonce).buffer : request.nonce
  if (nonce) info.nonce = nonce
  const content = AsnConvert.serialize(signedDataOf(serialize(info), signer, [signer, ...chain], wish))
  return serialize(
    new TimeStampResp({
      status: new PKIStatusInfo({ status: PKIStatus.granted }),
      timeStampToken: new TimeStampToken({ contentType: id_signedData, content }),
    }),
  )
}

function signedDataOf(
  content: Uint8Array,
  signer: Identity,
  identities: readonly Identity[],
  { breaksSignature = false }: AnswerWish,
): SignedData {
  const sha256 = new AlgorithmIdentifier({ algorithm: hashIdentifierOf('sha256') })
  const attributes = signedAttributes(content, signer)
  // Signed as a set in the order of DER.
  const encoded = attributes
    .map((attribute) => Buffer.from(AsnConvert.serialize(attribute)))
    .toSorted((one, two) => one.compare(two))
  const body = Buffer.concat(encoded)
  const signature = sign('sha256', Buffer.concat([Buffer.of(0x31), lengthOf(body.length), body]), signer.privateKey)
  if (breaksSignature) signature[signature.length - 1] = (signature.at(-1) ?? 0) ^ 1
  const certificate = AsnConvert.parse(signer.certificate.raw, Certificate)
  const { issuer, serialNumber } = certificate.tbsCertificate
  return new SignedData({
    version: CMSVersion.v3,
    digestAlgorithms: new DigestAlgorithmIdentifiers([sha256]),
    encapContentInfo: new EncapsulatedContentInfo({
      eContentType: id_ct_tstInfo,
      eContent: new EncapsulatedContent({ single: new OctetString(content) }),
    }),
    certificates: new CertificateSet(
      identities.map(
        (one) => new CertificateChoices({ certificate: AsnConvert.parse(one.certificate.raw, Certificate) }),
      ),
    ),
    signerInfos: new SignerInfos([
      new SignerInfo({
        version: CMSVersion.v1,
        sid: new SignerIdentifier({ issuerAndSerialNumber: new IssuerAndSerialNumber({ issuer, serialNumber }) }),
        digestAlgorithm: sha256,
        signedAttrs: encoded.map((bytes) => AsnConvert.parse(bytes, Attribute)),
        signatureAlgorithm: algorithmOf(signer.privateKey),
        signature: new OctetString(signature),
      }),
    ]),
  })
}

/** Content type, hash of the content, and hash of the signer's certificate (RFC 5035, section 3). */
function signedAttributes(content: Uint8Array, { certificate }: Identity): readonly Attribute[] {
  const der = (tag: number, bytes: Uint8Array): Buffer => Buffer.concat([Buffer.of(tag), lengthOf(bytes.length), bytes])
  const hash = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()
  const identifier = Buffer.from('060b2a864886f70d0109100104', 'hex')
  const named = der(0x30, der(0x30, der(0x30, der(0x04, hash(certificate.raw)))))
  const attribute = (attrType: string, value: Uint8Array): Attribute =>
    new Attribute({ attrType, attrValues: [Uint8Array.from(value).buffer] })
  return [
    attribute('1.2.840.113549.1.9.3', identifier),
    attribute('1.2.840.113549.1.9.4', der(0x04, hash(content))),
    attribute('1.2.840.113549.1.9.16.2.47', named),
  ]
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length)
  return length < 0x100 ? Buffer.of(0x81, length) : Buffer.of(0x82, length >> 8, length & 0xff)
}

function serialize(value: object): Uint8Array {
  return new Uint8Array(AsnConvert.serialize(value))
}
