/** Hash functions that a timestamp may use. */
export const hashFunctions = ['sha256', 'sha384', 'sha512'] as const
export type HashFunction = (typeof hashFunctions)[number]

/** RFC 5754, section 2. */
const identifiers: Readonly<Record<HashFunction, string>> = {
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
}

export function hashIdentifierOf(name: HashFunction): string {
  return identifiers[name]
}

/** The hash function of an object identifier; undefined for one that we do not take. */
export function hashFunctionOf(identifier: string): HashFunction | undefined {
  return hashFunctions.find((name) => identifiers[name] === identifier)
}
