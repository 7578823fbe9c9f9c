/** A page that hears of hand-overs. */
export type HandOverListener = (handOver: string) => void

/** Brings what browsers handed over to a page; keeps the newest one while there is no page. */
export class HandOvers {
  #listener: HandOverListener | undefined
  #kept: string | undefined

  deliver(handOver: string): void {
    if (this.#listener) this.#listener(handOver)
    else this.#kept = handOver
  }

  /** The page that asked last is the one that hears. */
  listen(listener: HandOverListener): void {
    this.#listener = listener
    const kept = this.#kept
    this.#kept = undefined
    if (kept !== undefined) listener(kept)
  }

  /** Its window is gone. */
  unlisten(): void {
    this.#listener = undefined
  }
}
