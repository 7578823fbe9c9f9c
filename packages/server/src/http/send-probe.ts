import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Core } from '@muniment/core'

/** Whether a server can do its work. */
export interface Readiness {
  /** Asks the database. False too once the server is stopping. */
  isReady(): Promise<boolean>
  /** From now on it is not ready: whoever spreads requests should take another server. */
  stop(): void
}

/** Longer than a busy database takes, shorter than who asks waits. */
const patienceMs = 2_000

/** A server is ready while its database answers and it is not stopping. */
export function createReadiness(core: Core): Readiness {
  let isStopping = false
  return {
    async isReady() {
      if (isStopping) return false
      const late = Promise.withResolvers<boolean>()
      const timer = setTimeout(() => late.resolve(false), patienceMs)
      const answered = core.tasks.all.where({ states: ['running'] }).count()
      try {
        return await Promise.race([
          answered.then(
            () => true,
            () => false,
          ),
          late.promise,
        ])
      } finally {
        clearTimeout(timer)
      }
    },
    stop() {
      isStopping = true
    },
  }
}

/**
 * Answers whether the process lives (`healthz`) or can work (`readyz`): 200 `ok`, or 503 `not ready`. It needs no key and
 * tells nothing else.
 */
export async function sendProbe(
  probe: 'healthz' | 'readyz',
  readiness: Readiness,
  { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse },
): Promise<void> {
  const isFine = probe === 'healthz' || (await readiness.isReady())
  response.writeHead(isFine ? 200 : 503, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
  response.end(request.method === 'HEAD' ? undefined : isFine ? 'ok\n' : 'not ready\n')
}
