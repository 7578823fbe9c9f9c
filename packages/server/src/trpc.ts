import { ArchivingError, mayDo, type Permission } from '@muniment/core'
import { initTRPC } from '@trpc/server'
import superjson from 'superjson'
import type { z } from 'zod'
import { formatError } from './errors/error-shape.ts'
import type { RequestContext } from './request-context.ts'

/**
 * Whose data a procedure is about:
 *
 * - `source`: what belongs to a source, as far as the caller's key reaches
 * - `owner`: what belongs to the owner of the caller's key, and to nobody else whatever the role
 * - `installation`: nobody's
 */
export type ProcedureScope = 'source' | 'owner' | 'installation'

/** What a procedure tells about itself; the SDK is generated from it. */
export interface ProcedureMeta {
  /** What it does and what it throws, for those who call it. */
  readonly description: string
  /** What the caller must be allowed to do. */
  readonly permission: Permission
  readonly scope: ProcedureScope
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

export const { router } = trpc

/** A procedure that only those may call who have its permission. One that names none is closed to everyone. */
export const procedure = trpc.procedure.use(({ ctx, meta, next }) => {
  assertMay(ctx, meta?.permission)
  return next()
})

/** @throws ArchivingError `forbidden` unless the caller has a permission */
export function assertMay({ role }: Pick<RequestContext, 'role'>, permission: Permission | undefined): void {
  if (permission !== undefined && mayDo(role, permission)) return
  throw new ArchivingError('forbidden', `Your access key has the role “${role}”, which may not do this.`)
}
