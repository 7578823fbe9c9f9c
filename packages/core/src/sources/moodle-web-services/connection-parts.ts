import { createHttpTransport, type HttpTransport } from './http-transport.ts'
import {
  defaultRetry,
  realSurroundings,
  type HttpOptions,
  type RetryOptions,
  type Surroundings,
} from './moodle-options.ts'
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

/** How to reach a site that may have other connections. */
export interface ConnectionOptions extends HttpOptions {
  /** What is known of the site, shared with its other connections; `maxParallelRequests` says nothing then. */
  readonly manners?: SiteManners
}

export function createConnectionParts(options: ConnectionOptions, lifetime: AbortSignal): ConnectionParts {
  return {
    transport: createHttpTransport(options),
    manners: options.manners ?? createSiteManners(options),
    retry: { ...defaultRetry, ...options.retry },
    surroundings: options.surroundings ?? realSurroundings,
    lifetime,
  }
}
