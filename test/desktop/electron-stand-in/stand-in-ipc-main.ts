import { EventEmitter } from 'node:events'

type Handler = (event: object, ...args: readonly unknown[]) => unknown

/** `ipcMain`. */
export class StandInIpcMain extends EventEmitter {
  readonly #handlers = new Map<string, Handler>()

  handle(channel: string, handler: Handler): void {
    if (this.#handlers.has(channel)) throw new Error(`${channel} has a handler already.`)
    this.#handlers.set(channel, handler)
  }

  /** What a page that invokes a channel is answered. */
  async invoke(channel: string, event: object, args: readonly unknown[]): Promise<unknown> {
    const handler = this.#handlers.get(channel)
    if (!handler) throw new Error(`No handler registered for '${channel}'.`)
    return structuredClone(await handler(event, ...args))
  }
}
