import { createHash } from 'node:crypto'
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import { MessageImprint, TimeStampReq, TimeStampReqVersion } from '@peculiar/asn1-tsp'
import { AlgorithmIdentifier } from '@peculiar/asn1-x509'
import { hashFunctionOf, hashIdentifierOf, type HashFunction } from './hash-functions.ts'
import { numberText } from './timestamp-token.ts'

/** What a query for a timestamp asks. */
export interface TimestampQuery {
  readonly hashFunction: HashFunction
  readonly imprint: Buffer
  /** In hex. */
  readonly nonce: string
}

/**
 * A query for a timestamp (RFC 3161, section 2.4.1): the hash of the data and nothing of the data itself, a number by
 * which the answer is known, and the wish for the authority's certificates.
 *
 * @param nonce some bytes by chance, at most 16
 */
export function createQuery(data: Uint8Array, hashFunction: HashFunction, nonce: Uint8Array): Uint8Array {
  const number = Uint8Array.from(nonce)
  // The first bit 0 keeps the number positive, the second bit 1 its encoding the shortest.
  number[0] = ((number[0] ?? 0) & 0x3f) | 0x40
  return encode(hashFunction, createHash(hashFunction).update(data).digest(), number)
}

function encode(hashFunction: HashFunction, imprint: Uint8Array, nonce: Uint8Array): Uint8Array {
  const request = new TimeStampReq({
    version: TimeStampReqVersion.v1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithm: hashIdentifierOf(hashFunction), parameters: null }),
      hashedMessage: new OctetString(imprint),
    }),
    nonce: Uint8Array.from(nonce).buffer,
    certReq: true,
  })
  return new Uint8Array(AsnConvert.serialize(request))
}

/** Reads a query of ours back; undefined if it is none: one that asks for something else is not as it was sent. */
export function readQuery(query: Uint8Array): TimestampQuery | undefined {
  try {
    const { messageImprint, nonce } = AsnConvert.parse(query, TimeStampReq)
    const hashFunction = hashFunctionOf(messageImprint.hashAlgorithm.algorithm)
    const imprint = Buffer.from(messageImprint.hashedMessage.buffer)
    if (!hashFunction || !nonce || !Buffer.from(encode(hashFunction, imprint, new Uint8Array(nonce))).equals(query)) {
      return undefined
    }
    return { hashFunction, imprint, nonce: numberText(nonce) }
  } catch {
    // Whatever is no query of ASN.1: the caller says so.
    return undefined
  }
}
