// Generated from the router of @muniment/server by scripts/generate.ts. Do not edit.

/**
 * What goes over a message port between a client and the router. Values are plain and cloned by the port, so that dates
 * stay dates. A client numbers its requests; streams (subscriptions, downloads) are pulled one by one, so that nothing
 * piles up on either side.
 */
export type PortRequest =
  | {
      readonly id: number
      readonly method: 'query' | 'mutation' | 'subscription'
      /** Name of the procedure: `tasks.get`. */
      readonly path: string
      readonly input: unknown
    }
  | { readonly id: number; readonly method: 'download'; readonly archiveId: string; readonly range?: PortByteRange }
  /** Asks for the next of a stream. */
  | { readonly id: number; readonly method: 'more' }
  /** Aborts. Nothing more is sent for this id. */
  | { readonly id: number; readonly method: 'stop' }

/** Both ends included, from 0. */
export interface PortByteRange {
  readonly first: number
  readonly last: number
}

export type PortResponse =
  /** Answer of a query or mutation. */
  | { readonly id: number; readonly kind: 'data'; readonly data: unknown }
  /** The next of a subscription. */
  | { readonly id: number; readonly kind: 'event'; readonly eventId: string; readonly data: unknown }
  /** The next of a download. */
  | { readonly id: number; readonly kind: 'chunk'; readonly data: Uint8Array }
  /** A stream has ended. */
  | { readonly id: number; readonly kind: 'end' }
  /** A call or stream has failed; nothing comes after it. */
  | { readonly id: number; readonly kind: 'error'; readonly error: PortError }

export interface PortError {
  readonly message: string
  readonly data: {
    readonly code: string
    readonly retry: 'never' | 'later'
    readonly details: Readonly<Record<string, string | number | boolean | null | readonly string[]>>
    readonly retryAfterMs?: number
  }
}
