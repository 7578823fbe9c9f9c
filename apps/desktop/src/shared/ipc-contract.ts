/**
 * Everything that crosses between a window and the main process. There is one question, "connect me to the engine", and
 * its answer; all else goes through the message port that comes with the answer.
 */
export const channels = {
  /** Window to main process, without content. */
  connect: 'muniment:connect',
  /** Main process to window: a {@link ConnectionAnswer}, with one port if it is `connected`. */
  connection: 'muniment:connection',
} as const

/** What the main process answers, and what the preload hands to the page. */
export type ConnectionAnswer =
  | { readonly status: 'connected' }
  /** The engine cannot run. The message is for people. */
  | { readonly status: 'failed'; readonly message: string }

/** How the preload hands an answer to the page: as a window message, since a port cannot cross the bridge. */
export interface ConnectionMessage {
  readonly kind: typeof channels.connection
  readonly answer: ConnectionAnswer
}

/** What the page sees of the desktop, as `window.munimentDesktop`. */
export interface DesktopBridge {
  /** Asks for a connection; the answer comes as a window message, a {@link ConnectionMessage}. */
  connect(): void
}

export const bridgeName = 'munimentDesktop'
