/**
 * Names of the files of a bag that hold timestamps: beside its tag manifest, over which they are, and so in no manifest.
 * The first authority's is `timestamp`, the next ones' `timestamp-2`, `timestamp-3` …; renewals are `renewal-1` …
 */
export interface TimestampFiles {
  /** `timestamp`, `timestamp-2`, `renewal-1` … */
  readonly name: string
  /** The query that was sent (RFC 3161, section 2.4.1). */
  readonly query: string
  /** The answer of the authority (section 2.4.2). */
  readonly answer: string
  /** What a renewal is over; undefined for timestamps over the tag manifest. */
  readonly list: string | undefined
}

const pattern =
  /^(?<name>timestamp(?:-(?:[2-9]|[1-9]\d{1,2}))?|renewal-[1-9]\d{0,2})(?:\.tsq|\.tsr|-manifest-sha512\.txt)$/u

export function timestampFilesOf(name: string): TimestampFiles {
  const list = name.startsWith('renewal-') ? `${name}-manifest-sha512.txt` : undefined
  return { name, query: `${name}.tsq`, answer: `${name}.tsr`, list }
}

/** Whether a file of a bag is one of those. */
export function isTimestampFile(path: string): boolean {
  const name = pattern.exec(path)?.groups?.['name']
  if (name === undefined) return false
  const { query, answer, list } = timestampFilesOf(name)
  return [query, answer, list].includes(path)
}

/** The timestamps among the files of a bag: those over the tag manifest, then renewals, each in the order of their numbers. */
export function timestampsAmong(paths: Iterable<string>): readonly TimestampFiles[] {
  const names = new Set(
    [...paths].flatMap((path) => (isTimestampFile(path) ? (pattern.exec(path)?.groups?.['name'] ?? []) : [])),
  )
  return [...names]
    .toSorted((one, two) => Number(isRenewal(one)) - Number(isRenewal(two)) || numberOf(one) - numberOf(two))
    .map(timestampFilesOf)
}

/** The first name that is free, of a timestamp over the tag manifest or of a renewal. */
export function nextTimestampName(kind: 'timestamp' | 'renewal', paths: Iterable<string>): string {
  const numbers = timestampsAmong(paths)
    .filter(({ name }) => isRenewal(name) === (kind === 'renewal'))
    .map(({ name }) => numberOf(name))
  const number = Math.max(0, ...numbers) + 1
  return kind === 'timestamp' && number === 1 ? kind : `${kind}-${number}`
}

/** Number of a timestamp among its kind, from 1. */
export function numberOf(name: string): number {
  return Number(/\d+$/u.exec(name)?.[0] ?? 1)
}

export function isRenewal(name: string): boolean {
  return name.startsWith('renewal-')
}
