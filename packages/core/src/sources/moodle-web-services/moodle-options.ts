import { setTimeout as wait } from 'node:timers/promises'

/** How long to wait for a site, in milliseconds. */
export interface RequestTimeouts {
  /** Until the connection stands, encryption included. Default 15,000. */
  readonly connectMs: number
  /** From the request until the head of the answer. Default 120,000: large reviews take a slow site long. */
  readonly firstByteMs: number
  /** Between two pieces of an answer. Default 60,000. */
  readonly idleMs: number
}

/** How often and how patiently a request is tried again whose failure may pass. */
export interface RetryOptions {
  /** Tries in all, the first included. Default 4. */
  readonly tries: number
  /** Longest wait before the second try, in milliseconds; it triples with each further one. Default 500. */
  readonly firstDelayMs: number
  /** Limit of a wait, in milliseconds. A site that asks for more is left alone, the error says how long. Default 20,000. */
  readonly maxDelayMs: number
}

/** The world as a connection sees it; handed in so that tests need not wait. */
export interface Surroundings {
  /** Milliseconds since 1970. */
  now(): number
  /** A number from 0 to below 1. */
  random(): number
  /** Resolves after so many milliseconds; rejects when the signal is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>
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
  readonly timeouts?: Partial<RequestTimeouts>
  readonly retry?: Partial<RetryOptions>
  /** Highest number of requests at once, open files included; how many there are is found out. Default 4. */
  readonly maxParallelRequests?: number
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
export const defaultRetry: RetryOptions = { tries: 4, firstDelayMs: 500, maxDelayMs: 20_000 }
export const defaultMaxParallelRequests = 4

/** The real clock, chance and waiting. */
export const realSurroundings: Surroundings = {
  now: () => Date.now(),
  random: () => Math.random(),
  sleep: async (milliseconds, signal) => {
    await wait(milliseconds, undefined, signal ? { signal } : undefined)
  },
}
