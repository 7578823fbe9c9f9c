/**
 * What the verifier can find. A closed table; each finding also carries a sentence for people. From `report_unreadable`
 * on, it is about what is in the files, which are as they were sealed.
 */
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
  'report_unreadable',
  'report_nonconforming',
  'record_mismatch',
  'copy_unreadable',
  'copy_not_still',
  'raw_unreadable',
  'media_type_mismatch',
  'not_checked',
  'timestamp_invalid',
  'timestamp_untrusted',
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

/** How many files a deep check has looked into. */
export interface ContentsChecked {
  readonly reports: number
  /** Reports whose own data were compared with the record of their item. */
  readonly recordsCompared: number
  /** Copies for browsers. */
  readonly copies: number
  /** The service's own answers. */
  readonly rawAnswers: number
}

/** A timestamp of an archive that holds. */
export interface VerifiedTimestamp {
  /** Path of the answer within the archive. */
  readonly path: string
  /** The moment that the authority vouches for. */
  readonly time: Date
  /** Who signed, as its certificate names it. */
  readonly authority: string
  /** Whether its certificate leads to one that the caller trusts. */
  readonly trusted: boolean
}

export interface VerifyReport {
  readonly verdict: VerifyVerdict
  /** The archive's own title and completeness as far as they could be read. */
  readonly title: string | null
  readonly complete: boolean | null
  readonly filesChecked: number
  readonly bytesChecked: number
  /** What was looked into; null unless the check was a deep one that got as far. */
  readonly contentsChecked: ContentsChecked | null
  /** Those that hold; one that does not is a finding. */
  readonly timestamps: readonly VerifiedTimestamp[]
  /** Bounded: at most 1,000; `findingsLeftOut` counts the rest. */
  readonly findings: readonly VerifyFinding[]
  readonly findingsLeftOut: number
}
