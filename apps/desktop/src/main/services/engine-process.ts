import { MessageChannelMain, utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron'
import { isEngineReport, type EngineRequest } from '../../shared/engine-messages.ts'

const stopGraceMs = 5_000

export interface EngineProcessOptions {
  /** The built program of the utility process. */
  readonly program: string
  readonly dataFolder: string
}

/**
 * The one process that holds core and router, and the only one that opens the data folder. It starts with the first
 * connection; if it dies, the next connection starts a new one, which goes on with the tasks.
 */
export class EngineProcess {
  readonly #options: EngineProcessOptions
  readonly #onFailed = new Set<(message: string) => void>()
  #process: UtilityProcess | undefined

  constructor(options: EngineProcessOptions) {
    this.#options = options
  }

  /** @returns a port to the router. `onFailed` is told, in words for people, if the engine cannot run. */
  connect(onFailed: (message: string) => void): MessagePortMain {
    const engine = (this.#process ??= this.#start())
    const { port1, port2 } = new MessageChannelMain()
    this.#onFailed.add(onFailed)
    engine.postMessage({ kind: 'serve' } satisfies EngineRequest, [port1])
    return port2
  }

  /** Lets the engine stop tasks where they are; kills it if that takes too long. Either way nothing is lost. */
  async stop(): Promise<void> {
    const engine = this.#process
    if (!engine) return
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
      if (!isEngineReport(report) || report.kind !== 'failed') return
      for (const tell of this.#onFailed) tell(report.message)
      // It has nothing to serve; the next connection tries with a new one.
      this.#forget(engine)
      engine.kill()
    })
    engine.once('exit', () => this.#forget(engine))
    return engine
  }

  /** Its ports are closed by its end, so the pages know. */
  #forget(engine: UtilityProcess): void {
    if (this.#process !== engine) return
    this.#process = undefined
    this.#onFailed.clear()
  }
}
