import { createMunimentClient, type MunimentClient } from '@muniment/sdk'
import type { EngineProcess } from './engine-process.ts'

/** The main process's own client of the engine, for what it does at a window's word: one connection, made when needed. */
export class OwnClient {
  readonly #engine: EngineProcess
  #client: MunimentClient | undefined

  constructor(engine: EngineProcess) {
    this.#engine = engine
  }

  /** The engine is started if need be. Calls throw `MunimentError`. */
  get(): MunimentClient {
    return (this.#client ??= this.#connect())
  }

  #connect(): MunimentClient {
    // The windows tell people why the engine cannot run; a call over a closed port fails.
    const port = this.#engine.connect(() => undefined)
    const client = createMunimentClient({
      port: {
        post: (message) => port.postMessage(message),
        listen(onMessage, onClose) {
          port.on('message', ({ data }) => onMessage(data))
          port.on('close', onClose)
          port.start()
        },
      },
    })
    port.once('close', () => {
      if (this.#client === client) this.#client = undefined
    })
    return client
  }
}
