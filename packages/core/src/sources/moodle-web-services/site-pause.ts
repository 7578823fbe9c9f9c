import { ArchivingError } from '../../errors/index.ts'
import type { RetryOptions, Surroundings } from './request-patience.ts'
import { abortedError } from './request-limiter.ts'

/**
 * How long a site wants to be left alone (`Retry-After`), for everything that reads it: what one request was told holds
 * for all.
 */
export class SitePause {
  readonly #surroundings: Surroundings
  readonly #retry: RetryOptions
  #untilMs = Number.NEGATIVE_INFINITY
  #asked: ArchivingError | undefined

  constructor(surroundings: Surroundings, retry: RetryOptions) {
    this.#surroundings = surroundings
    this.#retry = retry
  }

  /** A request failed. If the site said how long to wait, everybody does. */
  failed(error: unknown): void {
    if (!(error instanceof ArchivingError) || error.retryAfterMs === undefined) return
    const untilMs = this.#surroundings.now() + error.retryAfterMs
    if (untilMs <= this.#untilMs) return
    this.#untilMs = untilMs
    this.#asked = error
  }

  /** Milliseconds that are left; 0 if the site may be asked. */
  get leftMs(): number {
    return Math.max(0, this.#untilMs - this.#surroundings.now())
  }

  /**
   * Waits out what is left of a short pause.
   *
   * @throws what the site said, with what is left, if the pause is longer than a request waits: nothing is sent then.
   *   `aborted`.
   */
  async wait(signal: AbortSignal): Promise<void> {
    const { leftMs } = this
    if (leftMs === 0) return
    if (leftMs > this.#retry.maxDelayMs && this.#asked) throw stillPaused(this.#asked, leftMs)
    try {
      await this.#surroundings.sleep(leftMs, signal)
    } catch (error) {
      if (signal.aborted) throw abortedError(signal)
      throw error
    }
  }
}

function stillPaused(asked: ArchivingError, leftMs: number): ArchivingError {
  return new ArchivingError(asked.code, asked.message, { details: asked.details, retryAfterMs: leftMs })
}
