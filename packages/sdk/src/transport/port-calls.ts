import type { PortRequest, PortResponse } from '../generated/port-messages.ts'
import { MunimentError } from '../muniment-error.ts'
import { abortedError, isRecord, readError } from '../read-error.ts'
import type { MessageChannelEnd } from './muniment-port.ts'

/** What starts a call, without the number that it gets here. */
type Start = WithoutId<Exclude<PortRequest, { readonly method: 'more' | 'stop' }>>
type WithoutId<Request> = Request extends PortRequest ? Omit<Request, 'id'> : never

/** What a stream brings, one by one. */
export type StreamResponse = Extract<PortResponse, { readonly kind: 'event' | 'chunk' }>

/** Numbers the calls over one port, and tells each of them what the server answers to it. */
export class PortCalls {
  readonly #port: MessageChannelEnd
  readonly #running = new Map<number, PortCall>()
  #lastId = 0
  #closed = false

  constructor(port: MessageChannelEnd) {
    this.#port = port
    port.listen(
      (message) => {
        if (isResponse(message)) this.#running.get(message.id)?.receive(message)
      },
      () => {
        this.#closed = true
        for (const call of this.#running.values()) call.fail(closedError())
      },
    )
  }

  async call(start: Start, signal: AbortSignal | undefined): Promise<unknown> {
    using call = this.#begin(start, signal)
    const response = await call.next()
    if (response.kind === 'data') return response.data
    throw unexpected()
  }

  async *stream(start: Start, signal: AbortSignal | undefined): AsyncGenerator<StreamResponse, void> {
    using call = this.#begin(start, signal)
    for (;;) {
      this.#port.post({ id: call.id, method: 'more' } satisfies PortRequest)
      const response = await call.next()
      if (response.kind === 'end') return
      if (response.kind !== 'event' && response.kind !== 'chunk') throw unexpected()
      yield response
    }
  }

  #begin(start: Start, signal: AbortSignal | undefined): PortCall {
    if (signal?.aborted) throw abortedError(signal)
    if (this.#closed) throw closedError()
    const id = ++this.#lastId
    const call = new PortCall(id, signal, (ended) => {
      this.#running.delete(id)
      if (!ended && !this.#closed) this.#port.post({ id, method: 'stop' } satisfies PortRequest)
    })
    this.#running.set(id, call)
    this.#port.post({ id, ...start } satisfies PortRequest)
    return call
  }
}

/** One call under way. */
class PortCall implements Disposable {
  readonly id: number
  readonly #signal: AbortSignal | undefined
  readonly #onDispose: (ended: boolean) => void
  readonly #received: PortResponse[] = []
  #failure: MunimentError | undefined
  #ended = false
  #wake: (() => void) | undefined

  constructor(id: number, signal: AbortSignal | undefined, onDispose: (ended: boolean) => void) {
    this.id = id
    this.#signal = signal
    this.#onDispose = onDispose
    signal?.addEventListener('abort', this.#onAbort, { once: true })
  }

  receive(response: PortResponse): void {
    this.#received.push(response)
    this.#ended ||= response.kind !== 'event' && response.kind !== 'chunk'
    this.#wake?.()
  }

  fail(error: MunimentError): void {
    this.#failure = error
    this.#wake?.()
  }

  /** The server's next message. @throws MunimentError the server's error, `aborted`, `connection_failed`. */
  async next(): Promise<Exclude<PortResponse, { readonly kind: 'error' }>> {
    for (;;) {
      if (this.#failure) throw this.#failure
      const response = this.#received.shift()
      if (response?.kind === 'error') throw readError(response.error)
      if (response) return response
      await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }

  [Symbol.dispose](): void {
    this.#signal?.removeEventListener('abort', this.#onAbort)
    this.#onDispose(this.#ended)
  }

  readonly #onAbort = (): void => {
    if (this.#signal) this.fail(abortedError(this.#signal))
  }
}

/** Whether a message came from a server of ours; its fields are those of the generated types then. */
function isResponse(message: unknown): message is PortResponse {
  return isRecord(message) && typeof message['id'] === 'number' && typeof message['kind'] === 'string'
}

function unexpected(): MunimentError {
  return new MunimentError('answer_invalid', 'The other end of the port sent what this client does not understand.')
}

function closedError(): MunimentError {
  return new MunimentError('connection_failed', 'The connection to Muniment was closed.', { retry: 'later' })
}
