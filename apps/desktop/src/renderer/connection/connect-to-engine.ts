import { createMunimentClient, type MunimentClient } from '@muniment/sdk'
import { bridgeName, channels, type ConnectionMessage, type DesktopBridge } from '../../shared/ipc-contract.ts'

/** What a store needs to know of the other end. The browser, against a self-hosted server, has its own. */
export type Connect = (options: ConnectOptions) => Promise<MunimentClient>

export interface ConnectOptions {
  /** Fires when the connection is no longer wanted. */
  readonly signal: AbortSignal
  /**
   * Told, in words for people, if the engine turns out to be unable to run, and with a word for programs where a screen
   * can help. May come after the client.
   */
  readonly onFailed: (message: string, reason?: string) => void
}

declare global {
  interface Window {
    readonly [bridgeName]?: DesktopBridge
  }
}

/** Whether the page is in the desktop app, and not in a browser that a server sent it to. */
export function isInDesktopApp(): boolean {
  return window[bridgeName] !== undefined
}

/** Asks the main process for a port to the engine. Each call opens a connection of its own. */
export const connectToEngine: Connect = ({ signal, onFailed }) => {
  const { promise, resolve, reject } = Promise.withResolvers<MunimentClient>()
  const bridge = window[bridgeName]
  if (!bridge) return Promise.reject(new Error('This page only works within the Muniment app.'))
  let isConnected = false
  const onMessage = (event: MessageEvent<unknown>): void => {
    const { source, data } = event
    const [port] = event.ports
    if (source !== window || !isConnectionMessage(data)) return
    if (data.answer.status === 'failed') onFailed(data.answer.message, data.answer.reason)
    else if (port && !isConnected) {
      isConnected = true
      // Ports come in the order in which they were asked for: the next one is for whoever waits next.
      event.stopImmediatePropagation()
      signal.addEventListener('abort', () => port.close(), { once: true })
      resolve(createMunimentClient({ port }))
    }
  }
  window.addEventListener('message', onMessage, { signal })
  signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  bridge.connect()
  return promise
}

function isConnectionMessage(data: unknown): data is ConnectionMessage {
  return typeof data === 'object' && data !== null && 'kind' in data && data.kind === channels.connection
}
