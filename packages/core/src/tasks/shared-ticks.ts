/** Wakes all who wait at the same moment, by one timer that runs only while somebody waits. */
export class SharedTicks {
  readonly #waiting = new Set<() => void>()
  #timer: NodeJS.Timeout | undefined

  /** Resolves at the next tick, within `mostMs`, or when the signal fires. */
  next(mostMs: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve()
    const { promise, resolve } = Promise.withResolvers<void>()
    const wake = (): void => {
      signal.removeEventListener('abort', wake)
      this.#waiting.delete(wake)
      if (this.#waiting.size === 0) this.#stop()
      resolve()
    }
    signal.addEventListener('abort', wake, { once: true })
    this.#waiting.add(wake)
    this.#timer ??= setTimeout(() => {
      for (const waiting of this.#waiting) waiting()
    }, mostMs)
    return promise
  }

  #stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}
