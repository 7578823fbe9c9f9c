import { constants, createHash, verify, type VerifyKeyObjectInput, type X509Certificate } from 'node:crypto'
import type { Attribute, SignedData, SignerInfo } from '@peculiar/asn1-cms'
import { AsnConvert } from '@peculiar/asn1-schema'
import { Certificate } from '@peculiar/asn1-x509'
import { derTags, readDerValues, type DerValue } from './der-values.ts'
import { hashFunctionOf, hashFunctions, hashIdentifierOf, type HashFunction } from './hash-functions.ts'
import { TimestampRefusal } from './timestamp-refusal.ts'

const contentType = '1.2.840.113549.1.9.3'
const messageDigest = '1.2.840.113549.1.9.4'
/** `id-aa-signingCertificate` (RFC 2634, section 5.4) and its second version (RFC 5035, section 3). */
const signingCertificate = '1.2.840.113549.1.9.16.2.12'
const signingCertificateV2 = '1.2.840.113549.1.9.16.2.47'
const rsaPss = '1.2.840.113549.1.1.10'

/** `SignedData` of CMS, read and as it is encoded: a signature is over bytes. */
export interface EncodedSignedData {
  readonly signed: SignedData
  readonly encoded: Uint8Array
}

/** The certificates that came with signed data, each as it is encoded. */
export function certificatesIn(encoded: Uint8Array): readonly Buffer[] {
  const list = childrenOf(encoded).find(({ tag }) => tag === derTags.context0)
  return list ? readOrNothing(list.content).map(({ whole }) => whole) : []
}

/**
 * Checks a signature of CMS over `content` (RFC 5652, section 5.4): exactly one signer, signed attributes that hold the
 * content's hash, and the signature over them by the certificate whose hash they name.
 *
 * @returns the certificate that signed.
 * @throws TimestampRefusal
 */
export function verifySignedContent(
  { signed, encoded }: EncodedSignedData,
  content: Uint8Array,
  certificates: readonly X509Certificate[],
): X509Certificate {
  const [signerInfo, ...others] = signed.signerInfos
  if (!signerInfo?.signedAttrs || others.length > 0) {
    throw new TimestampRefusal('The timestamp must have exactly one signature, with signed attributes.')
  }
  const hashFunction = hashFunctionOf(signerInfo.digestAlgorithm.algorithm)
  if (!hashFunction) throw new TimestampRefusal('The signature uses a hash function that is not supported.')
  const attributes = signerInfo.signedAttrs
  const stated = octets(attributeOf(attributes, messageDigest))
  const isOverContent = stated?.equals(createHash(hashFunction).update(content).digest()) === true
  const type = attributeOf(attributes, contentType)
  const isOfContent = type?.equals(encodedIdentifier(signed.encapContentInfo.eContentType)) === true
  if (!isOverContent || !isOfContent) {
    throw new TimestampRefusal('The signature is not over what the timestamp says.')
  }
  const signer = certificates.find((certificate) => isNamed(certificate, attributes))
  if (!signer || !isSaidToBe(signer, signerInfo)) {
    throw new TimestampRefusal('The timestamp does not name a certificate that came with it.')
  }
  const isSigned = isSignedBy(signer, { signerInfo, hashFunction, attributes: signedAttributesIn(encoded) })
  if (!isSigned) throw new TimestampRefusal('The signature of the timestamp is broken.')
  return signer
}

/** The only value of an attribute that must be there once. */
function attributeOf(attributes: readonly Attribute[], type: string): Buffer | undefined {
  const found = attributes.filter(({ attrType }) => attrType === type)
  const [value] = found[0]?.attrValues ?? []
  return found.length === 1 && value ? Buffer.from(value) : undefined
}

function octets(value: Buffer | undefined): Buffer | undefined {
  const [octetString] = value ? readOrNothing(value) : []
  return octetString?.tag === derTags.octetString ? octetString.content : undefined
}

/** The signature covers the certificate's hash, so that no other certificate of the same key can stand in for it. */
function isNamed(certificate: X509Certificate, attributes: readonly Attribute[]): boolean {
  const second = attributeOf(attributes, signingCertificateV2)
  const first = attributeOf(attributes, signingCertificate)
  const [list] = childrenOf(second ?? first)
  const [identifier] = list ? readOrNothing(list.content) : []
  const fields = identifier ? readOrNothing(identifier.content) : []
  const hash = fields.find(({ tag }) => tag === derTags.octetString)
  const hashName = second ? certificateHashOf(fields[0]) : 'sha1'
  if (!hash || hashName === undefined) return false
  return createHash(hashName).update(certificate.raw).digest().equals(hash.content)
}

/** Who is said to have signed, which no signature covers, is who has. */
function isSaidToBe({ raw }: X509Certificate, { sid }: SignerInfo): boolean {
  const { issuerAndSerialNumber: said } = sid
  if (!said) return true
  const { tbsCertificate } = AsnConvert.parse(raw, Certificate)
  const same = (one: ArrayBuffer, two: ArrayBuffer): boolean => Buffer.from(one).equals(Buffer.from(two))
  const isIssuer = same(AsnConvert.serialize(said.issuer), AsnConvert.serialize(tbsCertificate.issuer))
  return isIssuer && same(said.serialNumber, tbsCertificate.serialNumber)
}

/** SHA-256 unless another one is named (RFC 5035, section 3). */
function certificateHashOf(first: DerValue | undefined): HashFunction | undefined {
  if (first?.tag !== derTags.sequence) return 'sha256'
  const [identifier] = readOrNothing(first.content)
  return hashFunctions.find((name) => identifier?.whole.equals(encodedIdentifier(hashIdentifierOf(name))) === true)
}

/** An object identifier as DER has it (X.690, section 8.19), of at most 127 bytes. */
function encodedIdentifier(identifier: string): Buffer {
  const [first = 0, second = 0, ...rest] = identifier.split('.').map(Number)
  const bytes = [first * 40 + second, ...rest].flatMap((part) => {
    const digits = [part & 0x7f]
    for (let higher = Math.floor(part / 128); higher > 0; higher = Math.floor(higher / 128)) {
      digits.unshift(0x80 | (higher & 0x7f))
    }
    return digits
  })
  return Buffer.from([derTags.objectIdentifier, bytes.length, ...bytes])
}

/** What is in the first value of `value`. */
function childrenOf(value: Uint8Array | undefined): ReturnType<typeof readDerValues> {
  const [outer] = value ? readOrNothing(value) : []
  return outer ? readOrNothing(outer.content) : []
}

function readOrNothing(bytes: Uint8Array): ReturnType<typeof readDerValues> {
  try {
    return readDerValues(bytes)
  } catch (error) {
    if (error instanceof RangeError) return []
    throw error
  }
}

/** The signed attributes of the only signer as they are signed: as a set, though sent with a tag of their own. */
function signedAttributesIn(encoded: Uint8Array): Buffer {
  const signers = childrenOf(encoded).findLast(({ tag }) => tag === derTags.set)
  const [signer] = signers ? readOrNothing(signers.content) : []
  const attributes = signer && readOrNothing(signer.content).find(({ tag }) => tag === derTags.context0)
  return Buffer.concat([Buffer.of(derTags.set), attributes?.whole.subarray(1) ?? Buffer.alloc(0)])
}

interface MadeSignature {
  readonly signerInfo: SignerInfo
  readonly hashFunction: HashFunction
  readonly attributes: Uint8Array
}

function isSignedBy(signer: X509Certificate, { signerInfo, hashFunction, attributes }: MadeSignature): boolean {
  const { signatureAlgorithm, signature } = signerInfo
  const key: VerifyKeyObjectInput = {
    key: signer.publicKey,
    ...(signatureAlgorithm.algorithm === rsaPss && {
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength: constants.RSA_PSS_SALTLEN_AUTO,
    }),
  }
  const isPure = signer.publicKey.asymmetricKeyType?.startsWith('ed') === true
  try {
    return verify(isPure ? null : hashFunction, attributes, key, Buffer.from(signature.buffer))
  } catch {
    // A key that cannot make such a signature.
    return false
  }
}
