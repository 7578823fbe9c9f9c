/** What the verifier can find. A closed table; each finding also carries a sentence for people. */
export const findingCodes = [
  'missing',
  'unexpected',
  'checksum_mismatch',
  'size_mismatch',
  'unreadable',
  'name_conflict',
  'unsafe_path',
  'bag_invalid',
  'zip_invalid',
  'incomplete',
  'items_mismatch',
] as const
export type FindingCode = (typeof findingCodes)[number]

export interface VerifyFinding {
  readonly code: FindingCode
  /** `damage` makes the archive not intact; `notice` is something to know, such as an archive sealed as incomplete. */
  readonly severity: 'damage' | 'notice'
  /** Path within the archive, or null if it is about the whole. */
  readonly path: string | null
  /** What was found, for people. */
  readonly message: string
}

/** `not_fully_checked` must never be shown as intact. */
export type VerifyVerdict = 'intact' | 'damaged' | 'not_fully_checked'

export interface VerifyReport {
  readonly verdict: VerifyVerdict
  /** The archive's own title and completeness as far as they could be read. */
  readonly title: string | null
  readonly complete: boolean | null
  readonly filesChecked: number
  readonly bytesChecked: number
  /** Bounded: at most 1,000; `findingsLeftOut` counts the rest. */
  readonly findings: readonly VerifyFinding[]
  readonly findingsLeftOut: number
}
