import { setImmediate as nextTurn } from 'node:timers/promises'

/**
 * Reads that several ask for at the same moment are made once. A read that has begun is joined by nobody: what it finds
 * may be older than the change that woke who asks.
 */
export class SharedReads {
  readonly #waiting = new Map<string, Promise<unknown>>()

  /** @param key names what is read: equal keys must stand for equal reads */
  read<Found>(key: string, read: () => Promise<Found>): Promise<Found> {
    const joined = this.#waiting.get(key)
    // Equal keys stand for equal reads, so that what was found is of this type.
    if (joined) return joined as Promise<Found>
    const made = nextTurn().then(() => {
      this.#waiting.delete(key)
      return read()
    })
    this.#waiting.set(key, made)
    return made
  }
}
