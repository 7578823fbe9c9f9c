/** What the main process tells the engine, which is the utility process. */
export type EngineRequest =
  /** Serve the router over the port that comes with this message. */
  | { readonly kind: 'serve' }
  /** Stop what runs where it is, close the database and exit. */
  | { readonly kind: 'stop' }

/** What the engine tells the main process. */
export type EngineReport =
  | { readonly kind: 'ready' }
  /** The data folder cannot be used. The message is for people. */
  | { readonly kind: 'failed'; readonly message: string }

export function isEngineRequest(value: unknown): value is EngineRequest {
  return hasKind(value) && (value.kind === 'serve' || value.kind === 'stop')
}

export function isEngineReport(value: unknown): value is EngineReport {
  if (!hasKind(value)) return false
  return value.kind === 'ready' || (value.kind === 'failed' && 'message' in value && typeof value.message === 'string')
}

function hasKind(value: unknown): value is { readonly kind: unknown } {
  return typeof value === 'object' && value !== null && 'kind' in value
}
