import { fork, type ChildProcess } from 'node:child_process'
import type { TypesetAnswer, TypesetJob, TypesetOutcome } from './child-protocol.ts'

/** What a process needs to be started. */
export interface ProcessSettings {
  /** The module that the process runs. */
  readonly childModule: URL
  /** The private, empty folder that is the compiler's whole world. */
  readonly workspace: string
  /** The only environment that the process sees. */
  readonly environment: Readonly<Record<string, string>>
  /** Milliseconds that one job may take. */
  readonly timeoutMs: number
  /** A process that holds more than this after a job is replaced by a fresh one. Bytes. */
  readonly memoryLimitBytes: number
}

const keptErrorOutput = 2000

/**
 * Node lets its heap grow with the machine's memory before it looks for what is not needed any more: to 200 MB a process
 * that needs 50, and as many processes as cores. Told of less, and to care for size, it looks earlier, which costs no measurable
 * time. The compiler's memory is not within.
 */
const heapLimits = ['--max-semi-space-size=2', '--max-old-space-size=1024', '--optimize-for-size']

/**
 * One killable process that sets reports, one at a time. It is started by the first job and started anew after it was
 * lost; nothing of one job is left for the next.
 */
export class TypesettingProcess implements Disposable {
  readonly #settings: ProcessSettings
  #child: ChildProcess | undefined
  #errorOutput = ''

  constructor(settings: ProcessSettings) {
    this.#settings = settings
  }

  /**
   * Does one job. Never rejects: a process that dies, hangs or cannot be started is an outcome. A fired signal ends the
   * process at once.
   */
  async run(job: TypesetJob, signal: AbortSignal): Promise<TypesetOutcome> {
    const child = this.#child ?? this.#start()
    hold(child)
    const outcome = await this.#exchange(child, job, signal)
    if (outcome.kind === 'lost' || outcome.memoryBytes > this.#settings.memoryLimitBytes) this.#end(child)
    else release(child)
    return outcome
  }

  [Symbol.dispose](): void {
    if (this.#child !== undefined) this.#end(this.#child)
  }

  #start(): ChildProcess {
    const { childModule, workspace, environment, timeoutMs } = this.#settings
    const child = fork(childModule, [workspace, String(timeoutMs)], {
      serialization: 'advanced',
      execArgv: heapLimits,
      env: environment,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    this.#errorOutput = ''
    // A process that is being ended may still report an error, to nobody.
    child.on('error', () => undefined)
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#errorOutput = (this.#errorOutput + text).slice(-keptErrorOutput)
    })
    this.#child = child
    return child
  }

  #end(child: ChildProcess): void {
    child.kill('SIGKILL')
    if (this.#child === child) this.#child = undefined
  }

  #exchange(child: ChildProcess, job: TypesetJob, signal: AbortSignal): Promise<TypesetOutcome> {
    const { promise, resolve } = Promise.withResolvers<TypesetOutcome>()
    const lost = (reason: string, timedOut = false): void => resolve({ kind: 'lost', reason, timedOut })
    const onMessage = (answer: unknown): void => {
      if (isAnswer(answer)) resolve(answer)
    }
    const onExit = (code: number | null, killedBy: NodeJS.Signals | null): void =>
      lost(`The process ended (${killedBy ?? `exit code ${code}`}). ${this.#errorOutput}`.trim())
    const onError = (error: Error): void => lost(error.message)
    const onAbort = (): void => lost('Aborted.')
    const timer = setTimeout(() => {
      lost(`No answer within ${this.#settings.timeoutMs} ms.`, true)
    }, this.#settings.timeoutMs)

    child.on('message', onMessage).on('exit', onExit).on('error', onError)
    signal.addEventListener('abort', onAbort, { once: true })
    if (signal.aborted) onAbort()
    else if (child.connected) send(child, job, lost)
    else lost('The process had already ended.')

    return promise.finally(() => {
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
      child.off('message', onMessage).off('exit', onExit).off('error', onError)
    })
  }
}

function send(child: ChildProcess, job: TypesetJob, lost: (reason: string) => void): void {
  try {
    child.send(job, (error) => {
      if (error !== null) lost(error.message)
    })
  } catch (error) {
    // A document that cannot be cloned (nested thousands of levels deep) is refused here.
    lost(error instanceof Error ? error.message : String(error))
  }
}

/** While a job runs, the process keeps ours alive; an idle one does not, so that forgetting it blocks no exit. */
function hold(child: ChildProcess): void {
  child.ref()
  child.channel?.ref()
}

function release(child: ChildProcess): void {
  child.unref()
  child.channel?.unref()
  const errors = child.stderr
  if (errors !== null && 'unref' in errors && typeof errors.unref === 'function') errors.unref()
}

function isAnswer(value: unknown): value is TypesetAnswer {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    (value.kind === 'done' || value.kind === 'refused')
  )
}
