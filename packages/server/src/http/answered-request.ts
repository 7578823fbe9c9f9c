/** What was asked for: a closed list, so that figures and logs do not grow with what strangers ask. */
export interface Route {
  /** The path of a procedure, `download`, `file`, `page`, `openapi`, `metrics`, `healthz`, `readyz`, or `unknown`. */
  readonly name: string
  /** Whether it is asked by machines every few seconds. */
  readonly isProbe: boolean
}

/** A request that has been answered, or broken off. */
export interface AnsweredRequest {
  readonly requestId: string
  readonly method: string
  readonly route: Route
  /** The status that was sent; 499 if the client left before there was one. */
  readonly status: number
  readonly seconds: number
}
