import { ArchivingError } from '../../errors/index.ts'
import { TypesettingProcess, type ProcessSettings } from './typesetting-process.ts'

interface Waiting {
  readonly grant: (process: TypesettingProcess) => void
  readonly refuse: (error: ArchivingError) => void
}

/**
 * A fixed number of processes, each lent to one caller at a time. Callers beyond that number wait in order and hold
 * nothing but their own request, so the queue costs no memory of ours.
 */
export class ProcessPool implements Disposable {
  readonly #all: readonly TypesettingProcess[]
  readonly #idle: TypesettingProcess[]
  readonly #waiting = new Set<Waiting>()
  readonly #closing = new AbortController()

  constructor(size: number, settings: ProcessSettings) {
    this.#all = Array.from({ length: size }, () => new TypesettingProcess(settings))
    this.#idle = [...this.#all]
  }

  /**
   * Lends a process to `work` and takes it back afterwards. The signal that `work` gets fires with the caller's, and
   * when the pool is closed.
   *
   * @throws ArchivingError `aborted` if the signal fires, or the pool is closed, before a process is free
   */
  async lend<T>(
    work: (process: TypesettingProcess, signal: AbortSignal) => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    const process = await this.#take(signal)
    const closing = this.#closing.signal
    try {
      return await work(process, signal === undefined ? closing : AbortSignal.any([signal, closing]))
    } finally {
      this.#giveBack(process)
    }
  }

  /** Ends every process at once. Callers who wait are refused. */
  [Symbol.dispose](): void {
    this.#closing.abort()
    for (const waiting of this.#waiting) waiting.refuse(closedError())
    this.#waiting.clear()
    for (const process of this.#all) process[Symbol.dispose]()
  }

  #take(signal: AbortSignal | undefined): Promise<TypesettingProcess> {
    if (this.#closing.signal.aborted) return Promise.reject(closedError())
    if (signal?.aborted === true) return Promise.reject(abortedError())
    // The one used last is warm; the others may never need to be started.
    const idle = this.#idle.pop()
    if (idle !== undefined) return Promise.resolve(idle)
    const { promise, resolve, reject } = Promise.withResolvers<TypesettingProcess>()
    const waiting: Waiting = { grant: resolve, refuse: reject }
    const onAbort = (): void => {
      this.#waiting.delete(waiting)
      reject(abortedError())
    }
    this.#waiting.add(waiting)
    signal?.addEventListener('abort', onAbort, { once: true })
    return promise.finally(() => signal?.removeEventListener('abort', onAbort))
  }

  #giveBack(process: TypesettingProcess): void {
    const [next] = this.#waiting
    if (next === undefined) {
      this.#idle.push(process)
      return
    }
    this.#waiting.delete(next)
    next.grant(process)
  }
}

/** What a caller gets whose signal fired. */
export function abortedError(): ArchivingError {
  return new ArchivingError('aborted', 'The report was not made because the task was stopped.')
}

function closedError(): ArchivingError {
  return new ArchivingError('aborted', 'The report was not made because Muniment is closing.')
}
