import { Worker } from 'node:worker_threads'
import { siblingModule } from './sibling-module.ts'

/** What one job may take. */
export interface WatchdogLimits {
  readonly timeoutMs: number
  /** Of the whole process. Not looked at if it is left out. */
  readonly memoryBytes?: number
}

/** What the thread is started with. */
export interface WatchdogData {
  readonly shared: SharedArrayBuffer
  readonly limits: WatchdogLimits
}

/**
 * Ends this process if one job takes too much. A thread watches, since a job holds the process's own.
 *
 * Time: the parent does the same from outside, at the limit; this is for a process whose parent was killed while a job
 * never ends, when no event of ours can be handled any more, so it waits five seconds longer. Memory: Node's limits do
 * not count what lies outside of its heap, where a few kilobytes unpack to gigabytes.
 */
export class Watchdog {
  /** One number: odd while a job runs, even at rest. */
  readonly #jobNumber: Int32Array

  constructor(limits: WatchdogLimits) {
    const shared = new SharedArrayBuffer(4)
    this.#jobNumber = new Int32Array(shared)
    const workerData: WatchdogData = { shared, limits }
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
