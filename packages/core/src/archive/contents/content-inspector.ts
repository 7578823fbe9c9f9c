import { fork, type ChildProcess } from 'node:child_process'
import { childEnvironment } from '../../child-environment.ts'
import { siblingModule } from '../../sibling-module.ts'
import { throwIfAborted } from '../abortable.ts'
import type { Inspection, InspectionJob, InspectionOutcome } from './inspection.ts'

/** What one file may take at most. */
export interface InspectionLimits {
  readonly timeoutMs: number
  /** Of the whole process. */
  readonly memoryBytes: number
}

export const defaultInspectionLimits: InspectionLimits = { timeoutMs: 60_000, memoryBytes: 1536 * 1024 * 1024 }
const mostHeapMegabytes = 1024

/**
 * Looks into files in a process of its own, for what is parsed there may be hostile: it can take neither our memory nor
 * our time, and it sees no environment of ours. The process is started by the first file, and anew after it was lost.
 */
export class ContentInspector implements Disposable {
  readonly #limits: InspectionLimits
  #child: ChildProcess | undefined

  constructor(limits: InspectionLimits = defaultInspectionLimits) {
    this.#limits = limits
  }

  /** @throws ArchivingError `aborted`. */
  async inspect(job: InspectionJob, signal: AbortSignal | undefined): Promise<InspectionOutcome> {
    throwIfAborted(signal)
    const child = (this.#child ??= this.#start())
    const outcome = await this.#exchange(child, job, signal)
    if (outcome.kind === 'given-up') this[Symbol.dispose]()
    throwIfAborted(signal)
    return outcome
  }

  [Symbol.dispose](): void {
    this.#child?.kill('SIGKILL')
    this.#child = undefined
  }

  #start(): ChildProcess {
    const { timeoutMs, memoryBytes } = this.#limits
    const module = siblingModule('./inspector/main', import.meta.url)
    const child = fork(module, [String(timeoutMs), String(memoryBytes)], {
      serialization: 'advanced',
      execArgv: [`--max-old-space-size=${mostHeapMegabytes}`],
      env: childEnvironment(),
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    // A process that is being ended may still report an error, to nobody.
    child.on('error', () => undefined)
    return child
  }

  #exchange(child: ChildProcess, job: InspectionJob, signal: AbortSignal | undefined): Promise<InspectionOutcome> {
    const { promise, resolve } = Promise.withResolvers<InspectionOutcome>()
    const giveUp = (): void => resolve({ kind: 'given-up' })
    const onMessage = (inspection: Inspection): void => resolve({ kind: 'inspected', inspection })
    const timer = setTimeout(giveUp, this.#limits.timeoutMs)
    child.on('message', onMessage).on('exit', giveUp).on('error', giveUp)
    signal?.addEventListener('abort', giveUp, { once: true })
    if (child.connected) {
      child.send(job, (error) => {
        if (error !== null) giveUp()
      })
    } else {
      giveUp()
    }
    return promise.finally(() => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', giveUp)
      child.off('message', onMessage).off('exit', giveUp).off('error', giveUp)
    })
  }
}
