import { MunimentError } from './muniment-error.ts'
import { pause } from './pause.ts'
import { isRecord } from './read-error.ts'
import type { Transport } from './transport/transport.ts'
import type { WatchOptions } from './watch-options.ts'

const defaultReconnectForMs = 600_000
const firstDelayMs = 200
const longestDelayMs = 5_000

/**
 * Watches over broken connections and restarts of the server: connects again and goes on after the last event seen,
 * without gap or double. The very first connection is not tried again, so that a wrong address shows at once.
 *
 * @throws MunimentError what the server answered, or `connection_failed` once the server stays lost.
 */
export async function* watchResuming(
  transport: Transport,
  path: string,
  input: unknown,
  { signal = new AbortController().signal, reconnectForMs = defaultReconnectForMs }: WatchOptions = {},
): AsyncGenerator {
  let lastEventId: string | undefined
  let connectedOnce = false
  let lostAt: number | undefined
  let delayMs = firstDelayMs
  const onOpen = (): void => {
    connectedOnce = true
    lostAt = undefined
    delayMs = firstDelayMs
  }
  for (;;) {
    try {
      for await (const event of transport.subscribe(path, withLastEventId(input, lastEventId), { signal, onOpen })) {
        lastEventId = event.id ?? lastEventId
        yield event.data
      }
      return
    } catch (error) {
      if (signal.aborted) return
      if (!(error instanceof MunimentError) || error.code !== 'connection_failed' || !connectedOnce) throw error
      lostAt ??= Date.now()
      if (Date.now() - lostAt >= reconnectForMs) throw error
      await pause(delayMs, signal)
      delayMs = Math.min(delayMs * 2, longestDelayMs)
    }
  }
}

function withLastEventId(input: unknown, lastEventId: string | undefined): unknown {
  if (lastEventId === undefined) return input
  return { ...(isRecord(input) ? input : {}), lastEventId }
}
