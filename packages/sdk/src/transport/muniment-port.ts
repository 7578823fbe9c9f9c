/** One end of a channel to a server in another process or thread: a `MessagePort`. */
export interface MessagePortLike {
  postMessage(message: unknown): void
  /** Events are `message`, with the message as `data`, and `close`. */
  addEventListener(type: string, listener: (event: { readonly data?: unknown; readonly type: string }) => void): void
  start?(): void
}

/** Any other channel that keeps the order of messages; such as the one to a server in the same process. */
export interface MessageChannelEnd {
  post(message: unknown): void
  /** Called once. */
  listen(onMessage: (message: unknown) => void, onClose: () => void): void
}

/** How a client reaches a server without a network. */
export type MunimentPort = MessagePortLike | MessageChannelEnd

export function toChannelEnd(port: MunimentPort): MessageChannelEnd {
  if ('post' in port) return port
  return {
    post: (message) => port.postMessage(message),
    listen(onMessage, onClose) {
      port.addEventListener('message', ({ data }) => onMessage(data))
      port.addEventListener('close', onClose)
      port.start?.()
    },
  }
}
