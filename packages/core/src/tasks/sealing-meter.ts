import type { PayloadEntry } from '../archive/archive-sealer.ts'

/** Counts the bytes of a payload while it is sealed. */
export class SealingMeter {
  readonly #totalBytes: number
  readonly #onStep: () => void
  #doneBytes = 0
  #toldPercent = 0

  /**
   * @param totalBytes how much there is of what is stored already; lists that are made while sealing come on top
   * @param onStep called after each further hundredth
   */
  constructor(totalBytes: number, onStep: () => void) {
    this.#totalBytes = totalBytes
    this.#onStep = onStep
  }

  /** From 0 to 1. */
  get share(): number {
    return this.#totalBytes === 0 ? 1 : Math.min(1, this.#doneBytes / this.#totalBytes)
  }

  /** The same payload, counted while it is read. */
  async *watch(payload: AsyncIterable<PayloadEntry>): AsyncGenerator<PayloadEntry> {
    for await (const entry of payload) {
      // What is made while sealing was not counted in the total.
      yield entry.stored ? { ...entry, open: () => this.#counted(entry.open()) } : entry
    }
  }

  async *#counted(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of content) {
      yield chunk
      this.#doneBytes += chunk.byteLength
      const percent = Math.floor(this.share * 100)
      if (percent === this.#toldPercent) continue
      this.#toldPercent = percent
      this.#onStep()
    }
  }
}
