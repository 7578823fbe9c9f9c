/** Rate and remaining time, from when items were finished. Remembers the last few only. */
export class ProgressMeter {
  readonly #finishedAtMs: number[] = []
  readonly #window: number

  constructor(window = 40) {
    this.#window = window
  }

  /** Counts a finished (or given up) item. */
  count(at: Date): void {
    this.#finishedAtMs.push(at.getTime())
    if (this.#finishedAtMs.length > this.#window) this.#finishedAtMs.shift()
  }

  /** Items a minute, or null while fewer than three have been counted. */
  itemsPerMinute(): number | null {
    const first = this.#finishedAtMs[0]
    const last = this.#finishedAtMs.at(-1)
    if (first === undefined || last === undefined || this.#finishedAtMs.length < 3 || last <= first) return null
    return ((this.#finishedAtMs.length - 1) * 60_000) / (last - first)
  }

  /** Estimate for what is left, or null while there is none. */
  secondsLeft(itemsLeft: number): number | null {
    const rate = this.itemsPerMinute()
    return rate === null ? null : Math.round((itemsLeft * 60) / rate)
  }
}
