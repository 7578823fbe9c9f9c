import { setInterval } from 'node:timers/promises'
import { wrapUnknownError, type ArchivingError } from '../errors/index.ts'
import type { ArchiveCatalog } from './archive-catalog.ts'

/** What the schedule stands on. */
export interface VerificationSchedulePorts {
  readonly catalog: Pick<ArchiveCatalog, 'longestUnverified'>
  /** Verifies an archive and keeps what was found. */
  readonly verify: (archiveId: string, signal: AbortSignal) => Promise<void>
  /** Whether there is work that must not be slowed down. */
  readonly isBusy: () => Promise<boolean>
  /** How long after a verification the next one of the same archive is due, in milliseconds. */
  readonly periodMs: number
  readonly now: () => Date
  readonly onFailure: (error: ArchivingError) => void
  readonly pace?: VerificationPace
}

/** How fast the schedule goes, in milliseconds. */
export interface VerificationPace {
  /** Until the first look after the start: a short run of the command line has other things to do. */
  readonly firstAfterMs: number
  /** From one verification to the next, so that disk and processor have rest. */
  readonly restMs: number
  /** Until the next look where nothing was due or there was other work. */
  readonly lookEveryMs: number
  /** How often is looked for other work during a verification. */
  readonly pollMs: number
}

const usualPace: VerificationPace = { firstAfterMs: 60_000, restMs: 10_000, lookEveryMs: 300_000, pollMs: 2_000 }

/** What came of a turn. */
export type VerificationTurn = 'verified' | 'nothing_due' | 'busy' | 'put_aside'

/**
 * Verifies kept archives again and again, one at a time: always the one that was verified longest ago, once that is a
 * period ago. It remembers nothing itself, so a restart loses nothing.
 *
 * It gives way to other work: it begins none while there is some, and puts a verification aside, to begin it anew later,
 * when some begins. An archive that is overdue by a whole period is verified nevertheless: a busy installation has
 * archives that decay, too.
 */
export class VerificationSchedule implements AsyncDisposable {
  readonly #ports: VerificationSchedulePorts
  readonly #pace: VerificationPace
  readonly #closing = new AbortController()
  #timer: NodeJS.Timeout | undefined
  #running: Promise<unknown> = Promise.resolve()

  constructor(ports: VerificationSchedulePorts) {
    this.#ports = ports
    this.#pace = ports.pace ?? usualPace
  }

  start(): void {
    this.#timer ??= this.#after(this.#pace.firstAfterMs)
  }

  /** Verifies the archive whose turn it is, if it is due and nothing speaks against it. */
  async turn(): Promise<VerificationTurn> {
    const { catalog, periodMs, now, isBusy, verify } = this.#ports
    const oldest = await catalog.longestUnverified()
    const age = oldest ? now().getTime() - oldest.since.getTime() : 0
    if (!oldest || age < periodMs) return 'nothing_due'
    const givesWay = age < 2 * periodMs
    if (givesWay && (await isBusy())) return 'busy'
    const [done, otherWork] = [new AbortController(), new AbortController()]
    const looking = givesWay ? this.#lookForOtherWork(otherWork, done.signal) : undefined
    try {
      await verify(oldest.archiveId, AbortSignal.any([this.#closing.signal, otherWork.signal]))
      return 'verified'
    } catch (error) {
      if (otherWork.signal.aborted && wrapUnknownError(error).code === 'aborted') return 'put_aside'
      throw error
    } finally {
      done.abort()
      await looking
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearTimeout(this.#timer)
    this.#closing.abort()
    await this.#running
  }

  async #lookForOtherWork(otherWork: AbortController, signal: AbortSignal): Promise<void> {
    try {
      for await (const _ of setInterval(this.#pace.pollMs, undefined, { signal, ref: false })) {
        if (await this.#ports.isBusy()) return otherWork.abort()
      }
    } catch (error) {
      // The verification has ended; or the database could not be read, which the next turn will tell.
      if (!signal.aborted) this.#ports.onFailure(wrapUnknownError(error))
    }
  }

  #after(ms: number): NodeJS.Timeout {
    return setTimeout(() => void (this.#running = this.#turnAndGoOn()), ms).unref()
  }

  async #turnAndGoOn(): Promise<void> {
    let turn: VerificationTurn = 'nothing_due'
    try {
      turn = await this.turn()
    } catch (error) {
      const failure = wrapUnknownError(error)
      if (!this.#closing.signal.aborted) this.#ports.onFailure(failure)
    }
    const { restMs, lookEveryMs } = this.#pace
    if (!this.#closing.signal.aborted) this.#timer = this.#after(turn === 'verified' ? restMs : lookEveryMs)
  }
}
