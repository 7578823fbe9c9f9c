/** How many more of a stream the other side asked for. */
export class Demand {
  #asked = 0
  #wake: (() => void) | undefined

  add(): void {
    this.#asked++
    this.#wake?.()
  }

  /** Waits until one more is asked for. @returns false if the signal fired first. */
  async take(signal: AbortSignal): Promise<boolean> {
    while (this.#asked === 0 && !signal.aborted) await this.#change(signal)
    if (signal.aborted) return false
    this.#asked--
    return true
  }

  async #change(signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#wake = resolve
    signal.addEventListener('abort', () => resolve(), { once: true })
    await promise
    this.#wake = undefined
  }
}
