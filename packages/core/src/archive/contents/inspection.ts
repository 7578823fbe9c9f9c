import type { VerifyFinding } from '../verify-finding.ts'

/** One file whose content is to be looked at, as it is handed to the process that does so. */
export type InspectionJob =
  /** `recordJson`: the record of the item that the report belongs to, as it stands in items.jsonl. */
  | { readonly kind: 'report'; readonly bytes: Uint8Array; readonly recordJson: string }
  | { readonly kind: 'copy'; readonly bytes: Uint8Array }
  | { readonly kind: 'raw'; readonly bytes: Uint8Array }

/** What was found in it; the path is added by who asked. */
export type ContentFinding = Omit<VerifyFinding, 'path'>

export interface Inspection {
  readonly findings: readonly ContentFinding[]
  /** The data within the report were compared with the item's record. */
  readonly recordCompared: boolean
}

/** How a job ended, seen from outside the process. */
export type InspectionOutcome =
  | { readonly kind: 'inspected'; readonly inspection: Inspection }
  /** It took too long or too much memory, or ended the process. */
  | { readonly kind: 'given-up' }

/** The damage of a file that is not what it should be. */
export function damage(code: VerifyFinding['code'], message: string): ContentFinding {
  return { code, severity: 'damage', message }
}

/** Something to know about a file that is sound. */
export function notice(code: VerifyFinding['code'], message: string): ContentFinding {
  return { code, severity: 'notice', message }
}
