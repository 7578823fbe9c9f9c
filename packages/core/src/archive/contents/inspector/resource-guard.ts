import { Worker } from 'node:worker_threads'
import { siblingModule } from '../../../sibling-module.ts'
import type { InspectionLimits } from '../content-inspector.ts'

/** What the thread is started with. */
export interface ResourceGuardData {
  readonly shared: SharedArrayBuffer
  readonly limits: InspectionLimits
}

/**
 * Ends this process when one file takes too long or too much memory. A thread watches, since the parser holds the
 * process's own; Node's limits do not count what lies outside of its heap, where a few kilobytes unpack to gigabytes.
 */
export class ResourceGuard {
  /** One number: odd while a file is being looked into. */
  readonly #jobNumber: Int32Array

  constructor(limits: InspectionLimits) {
    const shared = new SharedArrayBuffer(4)
    this.#jobNumber = new Int32Array(shared)
    const workerData: ResourceGuardData = { shared, limits }
    new Worker(siblingModule('./resource-guard-thread', import.meta.url), { workerData }).unref()
  }

  begin(): void {
    Atomics.add(this.#jobNumber, 0, 1)
    Atomics.notify(this.#jobNumber, 0)
  }

  end(): void {
    Atomics.add(this.#jobNumber, 0, 1)
    Atomics.notify(this.#jobNumber, 0)
  }
}
