import type { CleaningReport } from '../core.ts'
import { wrapUnknownError } from '../errors/index.ts'
import { cleanArtifacts, type CleaningPorts } from './clean-artifacts.ts'
import type { EngineDiagnostic } from './engine-ports.ts'

/** Not at once: a short run of the command line has other things to do. */
const firstAfterMs = 60_000
const everyMs = 24 * 60 * 60 * 1000

/** Cleans the artifact store now and then, and when it is told to; one cleaning at a time. */
export class ArtifactCleaner implements AsyncDisposable {
  readonly #ports: CleaningPorts & { readonly onDiagnostic: (diagnostic: EngineDiagnostic) => void }
  readonly #closing = new AbortController()
  #timer: NodeJS.Timeout | undefined
  #running: Promise<unknown> = Promise.resolve()

  constructor(ports: CleaningPorts & { readonly onDiagnostic: (diagnostic: EngineDiagnostic) => void }) {
    this.#ports = ports
  }

  start(): void {
    this.#timer ??= setTimeout(() => void this.#turn(), firstAfterMs).unref()
  }

  /** @throws ArchivingError `storage_busy`, `storage_failed`, `aborted` */
  clean(): Promise<CleaningReport> {
    const cleaning = this.#running.then(() => cleanArtifacts(this.#ports, this.#closing.signal))
    this.#running = cleaning.catch(() => undefined)
    return cleaning
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearTimeout(this.#timer)
    this.#closing.abort()
    await this.#running
  }

  async #turn(): Promise<void> {
    try {
      await this.clean()
    } catch (error) {
      const cause = wrapUnknownError(error)
      if (cause.code !== 'aborted')
        this.#ports.onDiagnostic({ level: 'warning', message: 'the artifact store could not be cleaned', cause })
    }
    if (!this.#closing.signal.aborted) this.#timer = setTimeout(() => void this.#turn(), everyMs).unref()
  }
}
