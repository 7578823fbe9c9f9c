/** How fast a task was so far, kept with it so that its estimates go on after a restart. */
export interface TaskPace {
  /** Time spent on items, without the time in which the source was waited for. */
  readonly workedMs: number
  /** Items settled in that time. */
  readonly items: number
  /** Bytes of artifacts written in that time. */
  readonly bytes: number
}

/** What happened longer ago than this, or than a third of all the time worked, counts little. */
const shortestMemoryMs = 60_000
const memoryShare = 1 / 3
/** Below this nothing is told: the first items say little. */
const fewestItems = 3
/** By so much of itself an estimate may move between two items, besides the time that went by. */
const largestStep = 0.15

/**
 * Rate and remaining time of a task. The rate is a mean over the time worked in which older work counts less and less;
 * the estimate follows it in small steps, so that bursts, retries and single slow items do not make it jump. While the
 * source is waited for, its clock stands still.
 */
export class ProgressMeter {
  readonly #now: () => Date
  #readAtMs: number | undefined
  #isWaiting = false
  #itemsLeft = 0
  #workedMs: number
  #allItems: number
  #allBytes: number
  /** Work and the time that it took, both fading. */
  #items: number
  #bytes: number
  #timeMs: number
  #told: { readonly leftMs: number; readonly workedMs: number } | undefined

  /** @param pace how fast it was before this process took it up */
  constructor(now: () => Date, pace: TaskPace | null = null) {
    this.#now = now
    this.#workedMs = pace?.workedMs ?? 0
    this.#allItems = pace?.items ?? 0
    this.#allBytes = pace?.bytes ?? 0
    const remembered = Math.min(1, shortestMemoryMs / Math.max(1, this.#workedMs))
    this.#items = this.#allItems * remembered
    this.#bytes = this.#allBytes * remembered
    this.#timeMs = this.#workedMs * remembered
  }

  /** The work on items begins. */
  begin(itemsLeft: number): void {
    this.#itemsLeft = itemsLeft
    this.#readAtMs = this.#now().getTime()
  }

  /** Counts a finished (or given up) item. */
  count(): void {
    this.#advance()
    this.#items++
    this.#allItems++
    this.#itemsLeft = Math.max(0, this.#itemsLeft - 1)
    const leftMs = this.#leftMs(largestStep)
    this.#told = leftMs === undefined ? undefined : { leftMs, workedMs: this.#workedMs }
  }

  /** Counts bytes of artifacts, also of an item that is not finished. */
  countBytes(bytes: number): void {
    this.#advance()
    this.#bytes += bytes
    this.#allBytes += bytes
  }

  /** The source does not answer: until it does, no time is counted. */
  wait(): void {
    this.#advance()
    this.#isWaiting = true
  }

  goOn(): void {
    this.#advance()
    this.#isWaiting = false
  }

  /** Items a minute, or null while too little is known. */
  itemsPerMinute(): number | null {
    this.#advance()
    return this.#isKnown() ? (this.#items * 60_000) / this.#timeMs : null
  }

  /** Bytes a second, or null while too little is known. */
  bytesPerSecond(): number | null {
    this.#advance()
    return this.#timeMs >= 1_000 && this.#allBytes > 0 ? Math.round((this.#bytes * 1_000) / this.#timeMs) : null
  }

  /** Estimate for what is left, or null while there is none. */
  secondsLeft(): number | null {
    this.#advance()
    const leftMs = this.#leftMs(0)
    return leftMs === undefined ? null : Math.round(leftMs / 1_000)
  }

  pace(): TaskPace {
    this.#advance()
    return { workedMs: this.#workedMs, items: this.#allItems, bytes: this.#allBytes }
  }

  #isKnown(): boolean {
    return this.#allItems >= fewestItems && this.#timeMs > 0
  }

  /** What the rate says, but not farther from what was told last than a step and the time that went by. */
  #leftMs(step: number): number | undefined {
    if (!this.#isKnown() || this.#itemsLeft === 0) return undefined
    const measured = (this.#itemsLeft * this.#timeMs) / this.#items
    if (!this.#told) return measured
    const sinceMs = this.#workedMs - this.#told.workedMs
    const expected = Math.max(0, this.#told.leftMs - sinceMs)
    return Math.min(expected * (1 + step) + sinceMs, Math.max(expected * (1 - step), measured))
  }

  /** Lets the time go by that went by since the last look. A clock that is put back counts for nothing. */
  #advance(): void {
    if (this.#readAtMs === undefined) return
    const nowMs = this.#now().getTime()
    const passedMs = Math.max(0, nowMs - this.#readAtMs)
    this.#readAtMs = nowMs
    if (this.#isWaiting || passedMs === 0) return
    this.#workedMs += passedMs
    const memoryMs = Math.max(shortestMemoryMs, this.#workedMs * memoryShare)
    const kept = Math.exp(-passedMs / memoryMs)
    this.#items *= kept
    this.#bytes *= kept
    this.#timeMs = this.#timeMs * kept + memoryMs * (1 - kept)
  }
}
