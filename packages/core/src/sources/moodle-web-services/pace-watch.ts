import { ArchivingError } from '../../errors/index.ts'

/** Slower than this is too slow in the long run. Four files at once over a link of 50 kB/s have three times as much. */
export const leastBytesPerSecond = 4_000
/** How long an answer may fall behind that, in all: a site that is slow now and then gets over it. */
export const slackMs = 60_000

/** What {@link PaceWatch} needs to know. */
export interface PaceOptions {
  readonly host: string
  /** How long the whole answer may be waited for, milliseconds. */
  readonly wholeMs: number
  /** Milliseconds since some moment. */
  readonly now: () => number
}

/**
 * Sees to it that an answer comes at some pace. The time-out for silence alone would let a site hold a connection, and a
 * place among the requests, for ever: a byte now and then is enough. Only time in which bytes are waited for counts, not
 * that in which they are worked on.
 */
export class PaceWatch {
  readonly #options: PaceOptions
  #since = 0
  #waitedMs = 0
  /** What is left of the slack. What comes faster brings it back, but no more than all of it. */
  #leftMs = slackMs

  constructor(options: PaceOptions) {
    this.#options = options
  }

  /** The next bytes are waited for from now on. */
  waits(): void {
    this.#since = this.#options.now()
  }

  /** So many bytes came. @throws `timed_out` if they come too slowly. */
  came(bytes: number): void {
    const { host, now, wholeMs } = this.#options
    const waitedMs = Math.max(0, now() - this.#since)
    this.#waitedMs += waitedMs
    this.#leftMs = Math.min(slackMs, this.#leftMs - waitedMs + (bytes / leastBytesPerSecond) * 1_000)
    if (this.#leftMs < 0) {
      const pace = `less than ${leastBytesPerSecond / 1_000} kB a second`
      throw tooSlow(`${host} sends too slowly: ${pace}. Try again later.`, host)
    }
    if (this.#waitedMs > wholeMs) {
      const minutes = Math.round(wholeMs / 60_000)
      throw tooSlow(`${host} had not sent its whole answer after ${minutes} minutes. Try again later.`, host)
    }
  }
}

function tooSlow(message: string, host: string): ArchivingError {
  return new ArchivingError('timed_out', message, { details: { host, reason: 'too_slow' } })
}
