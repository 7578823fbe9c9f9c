import { createParser, type EventSourceMessage } from 'eventsource-parser'
import { MunimentError } from '../muniment-error.ts'
import { abortedError, readError } from '../read-error.ts'
import type { SubscriptionEvent } from './transport.ts'

/** The server lets itself be heard every 15 seconds; one that is silent for longer than this is gone. */
const patienceMs = 45_000

/**
 * Reads a subscription as tRPC sends it: `message` events carry data, `return` says that it is over,
 * `serialized-error` carries an error, `connected` and `ping` only show that the server is there.
 *
 * @throws MunimentError `connection_failed` if the stream ends without a `return`.
 */
export async function* readServerSentEvents(
  body: ReadableStream<Uint8Array>,
  deserialize: (text: string) => unknown,
  signal: AbortSignal,
): AsyncGenerator<SubscriptionEvent> {
  const received: EventSourceMessage[] = []
  const parser = createParser({ onEvent: (event) => received.push(event) })
  const decoder = new TextDecoder()
  const reader = body.getReader()
  try {
    for (;;) {
      const { done, value } = await readPatiently(reader, signal)
      if (done) throw broken()
      parser.feed(decoder.decode(value, { stream: true }))
      for (const { event = 'message', data, id } of received.splice(0)) {
        if (event === 'return') return
        if (event === 'serialized-error') throw readError(deserialize(data))
        if (event === 'message') yield { id: id ?? null, data: deserialize(data) }
      }
    }
  } finally {
    // What is left of the stream is of no interest, nor is an error in giving it up.
    reader.cancel().catch(() => undefined)
  }
}

async function readPatiently(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  signal: AbortSignal,
): ReturnType<ReadableStreamDefaultReader<Uint8Array>['read']> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(broken()), patienceMs)
  })
  try {
    return await Promise.race([reader.read(), silence])
  } catch (error) {
    if (signal.aborted) throw abortedError(signal)
    throw error instanceof MunimentError ? error : broken(error)
  } finally {
    clearTimeout(timer)
  }
}

function broken(cause?: unknown): MunimentError {
  const message = 'The connection to the Muniment server broke.'
  return new MunimentError('connection_failed', message, { retry: 'later', cause })
}
