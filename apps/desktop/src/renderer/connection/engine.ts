import { MunimentError, type MunimentClient } from '@muniment/sdk'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Connect } from './connect-to-engine.ts'

export interface EngineOptions {
  readonly connect: Connect
  /** Waits between two tries; ends early when the signal fires. */
  readonly pause: (forMs: number, signal: AbortSignal) => Promise<void>
}

interface Connection {
  readonly client: Promise<MunimentClient>
  /** Fires when the connection is of no more use. */
  readonly ended: AbortSignal
  end(reason: unknown): void
}

/** Long enough for an engine that died to be there again. */
const retryDelaysMs = [100, 500, 2_000, 5_000] as const

/** Why the engine cannot run at all. */
export interface EngineTrouble {
  /** `keystore_missing`, `keystore_locked`, `secret_key`, or anything else. */
  readonly reason: string
  /** For people. */
  readonly message: string
}

/** The other end of the app, as stores use it: one connection for all of them, made when first needed and again after its end. */
export class Engine {
  /** Null while it runs, as far as is known. */
  readonly trouble: StoreApi<EngineTrouble | null> = createStore<EngineTrouble | null>(() => null)
  readonly #options: EngineOptions
  #connection: Connection | undefined

  constructor(options: EngineOptions) {
    this.#options = options
  }

  /**
   * Asks for something that changes nothing, again if the connection is lost meanwhile.
   *
   * @throws MunimentError of the call, `connection_failed` if nobody can be reached; Error, for people, if the engine
   *   cannot run.
   */
  async read<T>(work: (client: MunimentClient, signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
    for (let losses = 0; ; losses++) {
      try {
        return await this.#once(work, signal)
      } catch (error) {
        const delayMs = retryDelaysMs[losses]
        if (signal.aborted || delayMs === undefined || !isLostConnection(error)) throw error
        await this.#options.pause(delayMs, signal)
      }
    }
  }

  /** Does something, once: if the connection is lost meanwhile, nobody knows whether it was done. Throws as {@link read}. */
  async change<T>(work: (client: MunimentClient, signal: AbortSignal) => Promise<T>): Promise<T> {
    return await this.#once(work, undefined)
  }

  async #once<T>(
    work: (client: MunimentClient, signal: AbortSignal) => Promise<T>,
    wanted: AbortSignal | undefined,
  ): Promise<T> {
    const connection = (this.#connection ??= this.#open())
    const signal = wanted ? AbortSignal.any([wanted, connection.ended]) : connection.ended
    try {
      return await work(await connection.client, signal)
    } catch (error) {
      if (wanted?.aborted) throw error
      if (connection.ended.aborted) throw connection.ended.reason
      if (isLostConnection(error)) connection.end(error)
      throw error
    }
  }

  #open(): Connection {
    const controller = new AbortController()
    const end = (reason: unknown): void => {
      if (this.#connection === connection) this.#connection = undefined
      controller.abort(reason)
    }
    const client = this.#options.connect({
      signal: controller.signal,
      onFailed: (message, reason = 'other') => {
        this.trouble.setState({ reason, message }, true)
        end(new Error(message))
      },
    })
    const connection = { client, ended: controller.signal, end }
    client.catch(end)
    return connection
  }
}

export function isLostConnection(error: unknown): boolean {
  return error instanceof MunimentError && error.code === 'connection_failed'
}
