/** Options of each call. */
export interface CallOptions {
  /** Aborts the call: it throws a `MunimentError` with the code `aborted`, and the server stops working on it. */
  readonly signal?: AbortSignal
}
