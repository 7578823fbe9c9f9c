/** One value of ASN.1 in the distinguished encoding (DER, X.690). */
export interface DerValue {
  readonly tag: number
  readonly content: Buffer
  /** Tag, length and content. */
  readonly whole: Buffer
}

export const derTags = { octetString: 0x04, objectIdentifier: 0x06, sequence: 0x30, set: 0x31, context0: 0xa0 } as const

/** The values that stand one after another in `bytes`. @throws RangeError if they are not whole, or not DER. */
export function readDerValues(bytes: Uint8Array): readonly DerValue[] {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const values: DerValue[] = []
  for (let at = 0; at < source.length;) {
    const tag = source.readUInt8(at)
    const first = source.readUInt8(at + 1)
    const lengthBytes = first < 0x80 ? 0 : first & 0x7f
    if (first === 0x80) throw new RangeError('A value of ASN.1 has no length.')
    const length = lengthBytes === 0 ? first : source.readUIntBE(at + 2, lengthBytes)
    const start = at + 2 + lengthBytes
    if (start + length > source.length) throw new RangeError('A value of ASN.1 is cut off.')
    values.push({ tag, content: source.subarray(start, start + length), whole: source.subarray(at, start + length) })
    at = start + length
  }
  return values
}
