/** One event of a subscription. */
export interface SubscriptionEvent {
  /** Handed back as `lastEventId`, the subscription goes on after this event. */
  readonly id: string | null
  readonly data: unknown
}

/** How a subscription is listened to. */
export interface Listening {
  readonly signal: AbortSignal
  /** Called once the server has taken it on, before the first event. */
  readonly onOpen: () => void
}

/** A file that is being downloaded. */
export interface Download {
  readonly fileName: string
  readonly sizeBytes: number
  /** SHA-256 of the whole file in hex. */
  readonly sha256: string
  /** Read it once, to its end. */
  readonly content: AsyncIterable<Uint8Array>
}

/**
 * Carries calls to a server. All methods throw `MunimentError`: what the server answered, `aborted` when the signal
 * fires, `connection_failed` or `answer_invalid`.
 */
export interface Transport {
  call(type: 'query' | 'mutation', path: string, input: unknown, signal?: AbortSignal): Promise<unknown>
  /** One connection of a subscription: ends when the server says that it is over, throws when the connection breaks. */
  subscribe(path: string, input: unknown, listening: Listening): AsyncIterable<SubscriptionEvent>
  /** Opens the file of an archive. */
  download(archiveId: string, signal?: AbortSignal): Promise<Download>
}
