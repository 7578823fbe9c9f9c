import { createHttpTransport, type HttpTransport } from './http-transport.ts'
import { type HttpOptions } from './moodle-options.ts'
import { defaultRetry, realSurroundings, type RetryOptions, type Surroundings } from './request-patience.ts'
import { createSiteManners, type SiteManners } from './site-manners.ts'

/** What every request to a site goes through. */
export interface ConnectionParts {
  readonly transport: HttpTransport
  readonly manners: SiteManners
  readonly retry: RetryOptions
  readonly surroundings: Surroundings
  /** Aborted when the connection is closed. */
  readonly lifetime: AbortSignal
}

export function createConnectionParts(options: HttpOptions, lifetime: AbortSignal): ConnectionParts {
  return {
    transport: createHttpTransport(options),
    manners: options.manners ?? createSiteManners(options),
    retry: { ...defaultRetry, ...options.retry },
    surroundings: options.surroundings ?? realSurroundings,
    lifetime,
  }
}
