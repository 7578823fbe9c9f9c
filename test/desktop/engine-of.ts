import { createInProcessPort } from '@muniment/server'
import { createMunimentClient } from '@muniment/sdk'
import type { Core } from '@muniment/core'
import type { Connect } from '../../apps/desktop/src/renderer/connection/connect-to-engine.ts'
import { Engine } from '../../apps/desktop/src/renderer/connection/engine.ts'

/** Connections to a core in this process, as stores of the page open them. */
export class Connections {
  readonly #core: Core
  /** One for each connection; each fires once it is no longer wanted. */
  readonly signals: AbortSignal[] = []
  #cut: (() => void) | undefined

  constructor(core: Core) {
    this.#core = core
  }

  readonly connect: Connect = async ({ signal }) => {
    this.signals.push(signal)
    const port = createInProcessPort(this.#core)
    this.#cut = () => port.close()
    signal.addEventListener('abort', () => port.close(), { once: true })
    return createMunimentClient({ port })
  }

  /** Breaks the newest connection, as the death of an engine does. */
  cut(): void {
    this.#cut?.()
  }
}

/** What stores of the page are made with, over a core in this process. */
export function engineOf(core: Core): Engine {
  return new Engine({ connect: new Connections(core).connect, pause: () => Promise.resolve() })
}
