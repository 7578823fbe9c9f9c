import { Worker } from 'node:worker_threads'
import { siblingModule } from '../../sibling-module.ts'

/** What the thread is started with. */
export interface WatchdogData {
  readonly shared: SharedArrayBuffer
  readonly limitMs: number
}

/**
 * Ends this process if one job takes too long. The parent does the same from outside; this is for a process whose
 * parent was killed while a job never ends, when no event of ours can be handled any more.
 */
export class Watchdog {
  /** One number: odd while a job runs, even at rest. */
  readonly #jobNumber: Int32Array

  constructor(limitMs: number) {
    const shared = new SharedArrayBuffer(4)
    this.#jobNumber = new Int32Array(shared)
    const workerData: WatchdogData = { shared, limitMs }
    new Worker(siblingModule('./watchdog-thread', import.meta.url), { workerData }).unref()
  }

  /** A job begins. */
  expect(): void {
    this.#advance()
  }

  /** The job is over. */
  relax(): void {
    this.#advance()
  }

  #advance(): void {
    Atomics.add(this.#jobNumber, 0, 1)
    Atomics.notify(this.#jobNumber, 0)
  }
}
