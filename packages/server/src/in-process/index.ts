import type { Core } from '@muniment/core'
import { serveMessagePort, type Port, type ServeMessagePortOptions } from '../message-port/index.ts'
import { createLinkedPorts } from './linked-ports.ts'

/**
 * Serves the router to a client in the same process, without any network: hand the port to the SDK. Disposing it aborts
 * what still runs and waits for its end; the core stays open.
 */
export function createInProcessPort(core: Core, options: ServeMessagePortOptions = {}): Port & AsyncDisposable {
  const [client, server] = createLinkedPorts()
  const serving = serveMessagePort(server, core, options)
  return {
    post: (message) => client.post(message),
    listen: (onMessage, onClose) => client.listen(onMessage, onClose),
    close: () => client.close(),
    [Symbol.asyncDispose]: () => serving[Symbol.asyncDispose](),
  }
}
