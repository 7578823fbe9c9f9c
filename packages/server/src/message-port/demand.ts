/** How many more of a stream the other side asked for, until a signal fires. */
export class Demand {
  readonly #signal: AbortSignal
  #asked = 0
  #wake: (() => void) | undefined

  constructor(signal: AbortSignal) {
    this.#signal = signal
    signal.addEventListener('abort', () => this.#wake?.(), { once: true })
  }

  add(): void {
    this.#asked++
    this.#wake?.()
  }

  /** Waits until one more is asked for. @returns false if the signal fired first. */
  async take(): Promise<boolean> {
    while (this.#asked === 0 && !this.#signal.aborted) {
      const { promise, resolve } = Promise.withResolvers<void>()
      this.#wake = resolve
      await promise
    }
    if (this.#signal.aborted) return false
    this.#asked--
    return true
  }
}
