import { setTimeout as delay } from 'node:timers/promises'
import { ArchivingError, wrapUnknownError } from '../errors/index.ts'
import type { EnginePorts } from './engine-ports.ts'
import type { OutagePolicy } from './outage-policy.ts'

/** Errors that a source which is down gives for everything. */
const outageCodes: ReadonlySet<string> = new Set(['source_unavailable', 'source_rate_limited', 'timed_out'])

type OutagePorts = Pick<EnginePorts, 'checkSource' | 'now' | 'random'>

/**
 * Knows whether one source answers, for all tasks of a process that read it. While it is down nobody asks it for items,
 * which would use up their attempts; one question at a time finds out when it is back.
 */
export class SourceOutage {
  readonly #sourceId: string
  readonly #ports: OutagePorts
  readonly #policy: OutagePolicy
  #failures = 0
  #pauseMs: number
  #downSince: Date | undefined
  #notBefore: Date | undefined
  #question: Promise<void> | undefined
  #answered = Promise.withResolvers<void>()

  constructor(sourceId: string, ports: OutagePorts, policy: OutagePolicy) {
    this.#sourceId = sourceId
    this.#ports = ports
    this.#policy = policy
    this.#pauseMs = policy.firstPauseMs
  }

  /** Whether so much failed that the source may be down. */
  get isSuspected(): boolean {
    return this.#failures >= this.#policy.suspectedAfter
  }

  /** Something was read. */
  worked(): void {
    this.#failures = 0
    this.#pauseMs = this.#policy.firstPauseMs
    this.#downSince = undefined
    this.#notBefore = undefined
  }

  /** Somebody reached the source by hand: whoever waits for it goes on at once. */
  answered(): void {
    this.worked()
    this.#answered.resolve()
    this.#answered = Promise.withResolvers()
  }

  /** Something could not be read. */
  failed(error: Pick<ArchivingError, 'code'>): void {
    if (outageCodes.has(error.code)) this.#failures++
  }

  /** Asks whether something that failed for the last time failed because the source is down. */
  async explains(error: Pick<ArchivingError, 'code'>): Promise<boolean> {
    if (!outageCodes.has(error.code)) return false
    await this.#asked()
    return this.#downSince !== undefined
  }

  /**
   * Waits until the source answers, if it is suspected not to.
   *
   * @param onDown called once it is sure that it does not answer
   * @returns why the wait was given up; undefined if the source answers, or the signal fired
   */
  async wait(signal: AbortSignal, onDown: () => void): Promise<ArchivingError | undefined> {
    let told = false
    while (this.isSuspected && !signal.aborted) {
      await this.#untilNextQuestion(signal)
      if (signal.aborted || !this.isSuspected) break
      await untilAbortedOr(this.#asked(), signal)
      if (this.#downSince === undefined) break
      if (!told) onDown()
      told = true
      const waitedMs = this.#ports.now().getTime() - this.#downSince.getTime()
      if (waitedMs >= this.#policy.patienceMs) return givenUp(waitedMs)
    }
    return undefined
  }

  /** Waits until it is time to ask, or somebody else has. */
  async #untilNextQuestion(signal: AbortSignal): Promise<void> {
    const noLonger = new AbortController()
    const eitherSignal = AbortSignal.any([signal, noLonger.signal])
    const moment = untilMoment(this.#notBefore, { signal: eitherSignal, now: this.#ports.now })
    await Promise.race([moment, this.#answered.promise])
    noLonger.abort()
    await moment
  }

  /** One question at a time, whoever wants to know. */
  #asked(): Promise<void> {
    this.#question ??= this.#ask().finally(() => (this.#question = undefined))
    return this.#question
  }

  /** Any answer but silence means that the source is there: what else is wrong, whoever reads it will find. */
  async #ask(): Promise<void> {
    try {
      await this.#ports.checkSource(this.#sourceId)
      this.worked()
    } catch (cause) {
      if (!outageCodes.has(wrapUnknownError(cause).code)) {
        this.worked()
        return
      }
      const now = this.#ports.now()
      this.#downSince ??= now
      this.#failures = Math.max(this.#failures, this.#policy.suspectedAfter)
      const pauseMs = this.#pauseMs * (0.5 + this.#ports.random() / 2)
      this.#notBefore = new Date(now.getTime() + pauseMs)
      this.#pauseMs = Math.min(this.#policy.longestPauseMs, this.#pauseMs * 2)
    }
  }
}

/** The outages of all sources, by id. */
export class SourceOutages {
  readonly #ports: OutagePorts
  readonly #policy: OutagePolicy
  readonly #bySource = new Map<string, SourceOutage>()

  constructor(ports: OutagePorts, policy: OutagePolicy) {
    this.#ports = ports
    this.#policy = policy
  }

  /** See {@link SourceOutage.answered}. */
  answered(sourceId: string): void {
    this.#bySource.get(sourceId)?.answered()
  }

  /** Whatever was known is out of date. */
  allAnswered(): void {
    for (const outage of this.#bySource.values()) outage.answered()
  }

  of(sourceId: string): SourceOutage {
    const known = this.#bySource.get(sourceId)
    if (known) return known
    const outage = new SourceOutage(sourceId, this.#ports, this.#policy)
    this.#bySource.set(sourceId, outage)
    return outage
  }
}

function givenUp(waitedMs: number): ArchivingError {
  const minutes = Math.max(1, Math.round(waitedMs / 60_000))
  return new ArchivingError(
    'source_unavailable',
    `The site has not answered for ${minutes === 1 ? 'a minute' : `${minutes} minutes`}. What was archived is kept; execute the task again when the site is back.`,
    {
      german: `Die Website hat seit ${minutes === 1 ? 'einer Minute' : `${minutes} Minuten`} nicht geantwortet. Was archiviert ist, bleibt erhalten; führen Sie den Auftrag erneut aus, wenn sie wieder da ist.`,
    },
  )
}

/** Longest wait before looking at the clock again, which may be moved. */
const longestNapMs = 1_000

async function untilMoment(
  moment: Date | undefined,
  { signal, now }: { readonly signal: AbortSignal; readonly now: () => Date },
): Promise<void> {
  for (;;) {
    const leftMs = (moment?.getTime() ?? 0) - now().getTime()
    if (leftMs <= 0 || signal.aborted) return
    await untilAbortedOr(delay(Math.min(leftMs, longestNapMs), undefined, { ref: true }), signal)
  }
}

/** Waits for something that goes on by itself when the signal fires. */
async function untilAbortedOr(work: Promise<unknown>, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const stop = (): void => resolve()
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  await Promise.race([work, promise])
  signal.removeEventListener('abort', stop)
}
