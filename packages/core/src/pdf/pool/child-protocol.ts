import type { TypesetReport, TypesetRequest } from '../report-typesetter.ts'

/** What the parent asks of a child: one report. Sent as a structured clone, so maps and bytes need no encoding. */
export interface TypesetJob {
  readonly request: TypesetRequest
  readonly plan: TypesetPlan
}

/** How much of a report is set as it should be; the rest is printed as plain text, so that nothing is lost. */
export interface TypesetPlan {
  /** Sections to be left out, by index; only while looking for the ones that cannot be set. */
  readonly leftOut: readonly number[]
  /** Sections that are printed as plain text, by index. */
  readonly plain: readonly number[]
  /** Facts at the head are printed as plain text too. */
  readonly plainFacts: boolean
}

/** The plan of a report that has shown no trouble. */
export const fullPlan: TypesetPlan = { leftOut: [], plain: [], plainFacts: false }

/** What a child answers. */
export type TypesetAnswer =
  | { readonly kind: 'done'; readonly report: TypesetReport; readonly memoryBytes: number }
  /** The typesetting system said no; the child is well. */
  | { readonly kind: 'refused'; readonly reason: string; readonly memoryBytes: number }

/** How a job ended, seen from the parent. */
export type TypesetOutcome =
  | TypesetAnswer
  /** The process ended or was ended. */
  | { readonly kind: 'lost'; readonly reason: string; readonly timedOut: boolean }
