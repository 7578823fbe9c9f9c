import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Core } from '@muniment/core'

/** What keeps a server from its work. */
export type Obstacle = 'stopping' | 'the database does not answer' | 'the storage does not answer'

/** Whether a server can do its work. */
export interface Readiness {
  /** Asks the database and the storage. What keeps the server from its work; undefined if it can work. */
  obstacle(): Promise<Obstacle | undefined>
  /** From now on it is not ready: whoever spreads requests should take another server. */
  stop(): void
}

/** Longer than a busy database takes, shorter than who asks waits. */
const patienceMs = 2_000

/** Whoever asks, and however often: the storage, which may cost something, is asked once in so long. */
const storageAskedEveryMs = 2_000

/** A server is ready while its database and its storage answer and it is not stopping. */
export function createReadiness(core: Core): Readiness {
  let isStopping = false
  let lastAsked = -Infinity
  let storage = Promise.resolve(true)
  const askStorage = (): Promise<boolean> => {
    if (performance.now() - lastAsked >= storageAskedEveryMs) {
      lastAsked = performance.now()
      storage = answersInTime((signal) => core.checkStorage(signal))
    }
    return storage
  }
  return {
    async obstacle() {
      if (isStopping) return 'stopping'
      const database = answersInTime(() => core.tasks.all.where({ states: ['running'] }).count())
      const [hasDatabase, hasStorage] = await Promise.all([database, askStorage()])
      if (!hasDatabase) return 'the database does not answer'
      return hasStorage ? undefined : 'the storage does not answer'
    },
    stop() {
      isStopping = true
    },
  }
}

async function answersInTime(ask: (signal: AbortSignal) => Promise<unknown>): Promise<boolean> {
  const late = Promise.withResolvers<boolean>()
  const giveUp = new AbortController()
  const timer = setTimeout(() => {
    giveUp.abort()
    late.resolve(false)
  }, patienceMs)
  const answered = ask(giveUp.signal).then(
    () => true,
    () => false,
  )
  try {
    return await Promise.race([answered, late.promise])
  } finally {
    clearTimeout(timer)
  }
}

/**
 * Answers whether the process lives (`healthz`) or can work (`readyz`): 200 `ok`, or 503 `not ready` and
 * what it waits for. It needs no key and tells nothing else.
 */
export async function sendProbe(
  probe: 'healthz' | 'readyz',
  readiness: Readiness,
  { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse },
): Promise<void> {
  const obstacle = probe === 'healthz' ? undefined : await readiness.obstacle()
  response.writeHead(obstacle === undefined ? 200 : 503, {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
  })
  response.end(request.method === 'HEAD' ? undefined : obstacle === undefined ? 'ok\n' : `not ready: ${obstacle}\n`)
}
