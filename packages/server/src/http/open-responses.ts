import type { IncomingMessage, ServerResponse } from 'node:http'

/** The responses that are under way, so that a server can end well. */
export class OpenResponses {
  readonly #responses = new Set<ServerResponse>()
  readonly #eventStreams = new WeakSet<ServerResponse>()
  #onEnd: (() => void) | undefined

  add({ headers }: IncomingMessage, response: ServerResponse): void {
    this.#responses.add(response)
    if (headers.accept === 'text/event-stream') this.#eventStreams.add(response)
    response.once('close', () => {
      this.#responses.delete(response)
      // Only after this turn does node take the connection for idle.
      if (this.#onEnd) setImmediate(this.#onEnd)
    })
  }

  /**
   * Breaks off streams of events, which never end by themselves: clients go on from the last event, elsewhere.
   *
   * @param onEnd - Called after each other response has ended.
   */
  drain(onEnd: () => void): void {
    this.#onEnd = onEnd
    for (const response of this.#responses) if (this.#eventStreams.has(response)) response.destroy()
  }
}
