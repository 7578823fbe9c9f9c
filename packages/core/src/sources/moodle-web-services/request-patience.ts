import { setTimeout as wait } from 'node:timers/promises'

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
