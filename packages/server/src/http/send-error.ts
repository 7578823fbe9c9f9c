import type { ServerResponse } from 'node:http'
import type { ArchivingError } from '@muniment/core'
import { transformTRPCResponse } from '@trpc/server'
import { toErrorShape } from '../errors/error-shape.ts'
import { appRouter } from '../router.ts'

/** Answers with an error outside of tRPC, in the form in which tRPC answers with its own. */
export function sendError(response: ServerResponse, error: ArchivingError): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  const shape = toErrorShape(error)
  const body = JSON.stringify(transformTRPCResponse(appRouter._def._config, { error: shape }))
  if (error.code === 'unauthenticated') response.setHeader('www-authenticate', 'Bearer')
  if (error.retryAfterMs !== undefined) response.setHeader('retry-after', Math.ceil(error.retryAfterMs / 1_000))
  response.writeHead(shape.data.httpStatus, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  })
  response.end(body)
}
