import { createHttpTransport, type HttpTransport } from './http-transport.ts'
import {
  defaultMaxParallelRequests,
  defaultRetry,
  realSurroundings,
  type HttpOptions,
  type RetryOptions,
  type Surroundings,
} from './moodle-options.ts'
import { createRequestLimiter, type RequestLimiter } from './request-limiter.ts'

/** What every request to a site goes through. */
export interface ConnectionParts {
  readonly transport: HttpTransport
  readonly limiter: RequestLimiter
  readonly retry: RetryOptions
  readonly surroundings: Surroundings
  /** Aborted when the connection is closed. */
  readonly lifetime: AbortSignal
}

export function createConnectionParts(options: HttpOptions, lifetime: AbortSignal): ConnectionParts {
  return {
    transport: createHttpTransport(options),
    limiter: createRequestLimiter(options.maxParallelRequests ?? defaultMaxParallelRequests),
    retry: { ...defaultRetry, ...options.retry },
    surroundings: options.surroundings ?? realSurroundings,
    lifetime,
  }
}
