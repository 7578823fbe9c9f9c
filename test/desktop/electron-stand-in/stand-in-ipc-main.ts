import { EventEmitter } from 'node:events'

type Handler = (event: object, ...args: readonly unknown[]) => unknown

/** `ipcMain`. */
export class StandInIpcMain extends EventEmitter {
  readonly #handlers = new Map<string, Handler>()

  handle(channel: string, handler: Handler): void {
    if (this.#handlers.has(channel)) throw new Error(`${channel} has a handler already.`)
    this.#handlers.set(channel, handler)
  }

  /** For tests: the channels that have an answer. */
  get handled(): readonly string[] {
    return [...this.#handlers.keys()].toSorted()
  }

  /** What a page that invokes a channel is answered. */
  async invoke(channel: string, event: object, args: readonly unknown[]): Promise<unknown> {
    const handler = this.#handlers.get(channel)
    if (!handler) throw new Error(`No handler registered for '${channel}'.`)
    // What crosses is cloned.
    return structuredClone(await handler(event, ...structuredClone(args)))
  }
}
