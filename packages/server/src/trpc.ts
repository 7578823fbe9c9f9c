import { initTRPC } from '@trpc/server'
import superjson from 'superjson'
import type { z } from 'zod'
import { formatError } from './errors/error-shape.ts'
import type { RequestContext } from './request-context.ts'

/** What a procedure tells about itself; the SDK is generated from it. */
export interface ProcedureMeta {
  /** What it does and what it throws, for those who call it. */
  readonly description: string
  /** What a subscription tells, one by one. */
  readonly event?: z.ZodType
}

const pingIntervalMs = 15_000
/** A client that has heard nothing for this long takes the connection for broken. */
const clientPatienceMs = 3 * pingIntervalMs

const trpc = initTRPC
  .context<RequestContext>()
  .meta<ProcedureMeta>()
  .create({
    transformer: superjson,
    isDev: false,
    errorFormatter: formatError,
    sse: {
      ping: { enabled: true, intervalMs: pingIntervalMs },
      client: { reconnectAfterInactivityMs: clientPatienceMs },
    },
  })

export const { router, procedure } = trpc
