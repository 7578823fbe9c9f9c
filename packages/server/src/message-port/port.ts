/** One end of a message channel, whoever made it: node, the DOM, Electron. Messages are cloned and keep their order. */
export interface Port {
  post(message: unknown): void
  /** Called once. Messages that came before wait for it. */
  listen(onMessage: (message: unknown) => void, onClose: () => void): void
  close(): void
}

/** `MessagePort` of `node:worker_threads` and of the DOM, as far as needed. */
export interface MessagePortLike {
  postMessage(message: unknown): void
  addEventListener(type: 'message' | 'close', listener: (event: Event) => void): void
  start?(): void
  close(): void
}

/** `MessagePortMain` of Electron, as far as needed. */
export interface ElectronPortLike {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown
  on(event: 'close', listener: () => void): unknown
  start(): void
  close(): void
}

/** A {@link Port} over the port of a worker or a web page. */
export function toPort(port: MessagePortLike): Port {
  return {
    post: (message) => port.postMessage(message),
    listen: (onMessage, onClose) => {
      port.addEventListener('message', (event) => {
        if ('data' in event) onMessage(event.data)
      })
      port.addEventListener('close', onClose)
      port.start?.()
    },
    close: () => port.close(),
  }
}

/** A {@link Port} over a port of Electron's main or utility process. */
export function fromElectronPort(port: ElectronPortLike): Port {
  return {
    post: (message) => port.postMessage(message),
    listen: (onMessage, onClose) => {
      port.on('message', ({ data }) => onMessage(data))
      port.on('close', onClose)
      port.start()
    },
    close: () => port.close(),
  }
}
