/** Lets one loop sleep until there is something to do; a call while it is busy is not lost. */
export class WakeUp {
  #isDue = false
  #wake: (() => void) | undefined

  call(): void {
    this.#isDue = true
    this.#wake?.()
  }

  /** Resolves once there was a call since the last time, or the signal fires. */
  async wait(signal: AbortSignal): Promise<void> {
    if (!this.#isDue && !signal.aborted) {
      const { promise, resolve } = Promise.withResolvers<void>()
      this.#wake = resolve
      signal.addEventListener('abort', () => resolve(), { once: true })
      await promise
      this.#wake = undefined
    }
    this.#isDue = false
  }
}
