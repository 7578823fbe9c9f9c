import { MessageChannelMain, utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron'
import {
  isEngineReport,
  type EngineFailure,
  type EngineReport,
  type EngineRequest,
  type EngineWork,
  type Fault,
  type KeyDecision,
  type KeystoreAnswer,
  type KeystoreQuestion,
  type TaskEnding,
} from '../../shared/engine-messages.ts'

const stopGraceMs = 5_000

export interface EngineProcessOptions {
  /** The built program of the utility process. */
  readonly program: string
  readonly dataFolder: string
  readonly askKeystore: (question: KeystoreQuestion) => Promise<KeystoreAnswer>
  /** Told of each sign-in that the engine has begun and that goes on in a browser. */
  readonly onBrowserSignIn: (launchUrl: string, expiresAtMs: number) => void
  readonly onWork: (work: EngineWork) => void
  readonly onTaskEnded: (ending: TaskEnding) => void
  /** It ended without having been asked to; with what it could still say. */
  readonly onCrashed: (exitCode: number, fault: Fault | null) => void
}

/**
 * The one process that holds core and router, and the only one that opens the data folder. It starts with the first
 * connection; if it dies, the next connection starts a new one, which goes on with the tasks.
 */
export class EngineProcess {
  readonly #options: EngineProcessOptions
  readonly #onFailed = new Set<(failure: EngineFailure) => void>()
  #process: UtilityProcess | undefined
  #keyDecision: KeyDecision = 'none'
  #lastWords: Fault | null = null
  #isStopping = false

  constructor(options: EngineProcessOptions) {
    this.#options = options
  }

  /** @returns a port to the router. `onFailed` is told if the engine cannot run. */
  connect(onFailed: (failure: EngineFailure) => void): MessagePortMain {
    const engine = (this.#process ??= this.#start())
    const { port1, port2 } = new MessageChannelMain()
    this.#onFailed.add(onFailed)
    engine.postMessage({ kind: 'serve' } satisfies EngineRequest, [port1])
    return port2
  }

  /** The computer slept. */
  wokeUp(): void {
    this.#process?.postMessage({ kind: 'woken' } satisfies EngineRequest)
  }

  /** Starts it unless it runs: for tasks that nobody watches. */
  goOn(): void {
    this.#process ??= this.#start()
  }

  /** What the user decided about the key, for the next start: until then nothing runs that could use it. */
  decideAboutKey(decision: KeyDecision): void {
    this.#keyDecision = decision
  }

  /** Lets the engine stop tasks where they are; kills it if that takes too long. Either way nothing is lost. */
  async stop(): Promise<void> {
    const engine = this.#process
    if (!engine) return
    this.#isStopping = true
    const { promise: exited, resolve } = Promise.withResolvers<void>()
    engine.once('exit', () => resolve())
    engine.postMessage({ kind: 'stop' } satisfies EngineRequest)
    const timer = setTimeout(() => engine.kill(), stopGraceMs)
    await exited
    clearTimeout(timer)
  }

  #start(): UtilityProcess {
    const { program, dataFolder } = this.#options
    const engine = utilityProcess.fork(program, [dataFolder], { serviceName: 'Muniment engine' })
    engine.on('message', (report: unknown) => {
      if (isEngineReport(report)) void this.#hear(engine, report)
    })
    engine.postMessage({ kind: 'start', key: this.#keyDecision } satisfies EngineRequest)
    this.#keyDecision = 'none'
    engine.once('exit', (exitCode) => {
      const isCrash = this.#process === engine && !this.#isStopping
      this.#forget(engine)
      if (isCrash) this.#options.onCrashed(exitCode, this.#lastWords)
      this.#lastWords = null
    })
    return engine
  }

  async #hear(engine: UtilityProcess, report: EngineReport): Promise<void> {
    if (report.kind === 'browser-sign-in') this.#options.onBrowserSignIn(report.launchUrl, report.expiresAtMs)
    else if (report.kind === 'work') this.#options.onWork(report.work)
    else if (report.kind === 'task-ended') this.#options.onTaskEnded(report.ending)
    else if (report.kind === 'crashed') this.#lastWords = report.fault
    else if (report.kind === 'keystore') {
      const answer = await this.#options.askKeystore(report.question)
      engine.postMessage({ kind: 'keystore-answer', id: report.id, answer } satisfies EngineRequest)
    } else if (report.kind === 'failed') {
      const { reason, message } = report
      for (const tell of this.#onFailed) tell({ reason, message })
      // It has nothing to serve; the next connection tries with a new one.
      this.#forget(engine)
      engine.kill()
    }
  }

  /** Its ports are closed by its end, so the pages know. */
  #forget(engine: UtilityProcess): void {
    if (this.#process !== engine) return
    this.#process = undefined
    this.#onFailed.clear()
  }
}
