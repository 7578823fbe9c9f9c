import { z } from 'zod'
import type { PortRequest } from './messages.ts'

const id = z.int().min(0)
const offset = z.int().min(0)

const portRequest = z.discriminatedUnion('method', [
  z.object({
    id,
    method: z.enum(['query', 'mutation', 'subscription']),
    path: z.string().max(200),
    input: z.unknown(),
  }),
  z.object({
    id,
    method: z.literal('download'),
    archiveId: z.string().min(1).max(100),
    range: z.object({ first: offset, last: offset }).optional(),
  }),
  z.object({ id, method: z.literal('more') }),
  z.object({ id, method: z.literal('stop') }),
])

const numbered = z.object({ id })

/** A message as a request; or, if it is none, the number to answer to, if it has one. */
export function readPortRequest(
  message: unknown,
): { readonly request: PortRequest } | { readonly request?: undefined; readonly id: number | undefined } {
  const request = portRequest.safeParse(message).data
  return request ? { request } : { id: numbered.safeParse(message).data?.id }
}
