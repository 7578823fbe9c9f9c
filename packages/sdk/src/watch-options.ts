/** Options of watching. */
export interface WatchOptions {
  /** Ends the watching, without an error. */
  readonly signal?: AbortSignal
  /** For how long to try to reach a server again that was lost, in milliseconds. Default: 10 minutes. */
  readonly reconnectForMs?: number
}
