import { EventEmitter } from 'node:events'

/** `powerMonitor`: tests let the computer sleep by its events. */
export class StandInPowerMonitor extends EventEmitter {}

/** `powerSaveBlocker`. */
export class StandInPowerSaveBlocker {
  readonly #started = new Map<number, string>()
  #lastId = 0

  start(kind: 'prevent-app-suspension' | 'prevent-display-sleep'): number {
    this.#started.set(++this.#lastId, kind)
    return this.#lastId
  }

  stop(id: number): boolean {
    return this.#started.delete(id)
  }

  isStarted(id: number): boolean {
    return this.#started.has(id)
  }

  /** For tests: what is kept from happening. */
  get blocked(): readonly string[] {
    return [...this.#started.values()]
  }
}
