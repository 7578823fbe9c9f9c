import type { AddressGuard } from '../../network/address-guard.ts'
import type { RetryOptions, Surroundings } from './request-patience.ts'
import type { SiteManners } from './site-manners.ts'

/** How long to wait for a site, in milliseconds. */
export interface RequestTimeouts {
  /** Until the connection stands, encryption included. Default 15,000. */
  readonly connectMs: number
  /** From the request until the head of the answer. Default 120,000: large reviews take a slow site long. */
  readonly firstByteMs: number
  /** Between two pieces of an answer. Default 60,000. */
  readonly idleMs: number
}

/** How to reach a site. */
export interface HttpOptions {
  /** Names the program to the site's administrators. */
  readonly userAgent: string
  /** Certificates (PEM) that are trusted besides the usual ones, for sites with a certificate authority of their own. */
  readonly certificateAuthorityPem?: string
  /** Accepts any certificate. Only where the user said so: anyone between could then read the token. */
  readonly acceptAnyCertificate?: boolean
  /** Address of an HTTP proxy, with user name and password in it if it wants them. */
  readonly proxyUrl?: string
  /** What may be connected to, the proxy included. Default: anything. */
  readonly addressGuard?: AddressGuard
  readonly timeouts?: Partial<RequestTimeouts>
  readonly retry?: Partial<RetryOptions>
  /** Highest number of requests at once, open files included; how many there are is found out. Default 4. */
  readonly maxParallelRequests?: number
  /** What is known of the site, to be shared with its other connections. Default: its own, and `maxParallelRequests`. */
  readonly manners?: SiteManners
  readonly surroundings?: Surroundings
}

/** What it takes to read a Moodle site as one of its users. */
export interface MoodleAccess extends HttpOptions {
  /** Address of the site as {@link discoverMoodleSite} told it. */
  readonly siteUrl: string
  /** Token of the service `moodle_mobile_app`. */
  readonly token: string
  /**
   * Moodle's code of the language (`de`, `en_us`) in which texts and the decimal sign of marks are wanted. Default: the
   * site's own, so that an archive does not depend on who makes it. A course with a forced language keeps that.
   */
  readonly language?: string
  /** Time zone (`Europe/Zurich`) of dates within texts, such as the response history. Default: that of the signed-in user. */
  readonly timeZone?: string
}

export const defaultTimeouts: RequestTimeouts = { connectMs: 15_000, firstByteMs: 120_000, idleMs: 60_000 }
