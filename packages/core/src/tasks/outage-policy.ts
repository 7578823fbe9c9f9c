/** How long a source that does not answer is waited for. */
export interface OutagePolicy {
  /** So many failures in a row, of whatever items, and the source itself is asked whether it answers. */
  readonly suspectedAfter: number
  /** Wait before it is asked again; it doubles from time to time. */
  readonly firstPauseMs: number
  readonly longestPauseMs: number
  /** After this long a task is given up for now; it can be executed again. */
  readonly patienceMs: number
}

export const defaultOutagePolicy: OutagePolicy = {
  suspectedAfter: 3,
  firstPauseMs: 5_000,
  longestPauseMs: 60_000,
  patienceMs: 60 * 60 * 1000,
}
