import { EventEmitter } from 'node:events'

/** An event whose default can be prevented. */
export class PreventableEvent {
  defaultPrevented = false

  preventDefault(): void {
    this.defaultPrevented = true
  }
}

/** `app`. */
export class StandInApp extends EventEmitter {
  readonly isPackaged = true
  readonly #userData: string
  readonly #closeWindows: () => Promise<void>
  sandboxEnabled = false

  constructor(userData: string, closeWindows: () => Promise<void>) {
    super()
    this.#userData = userData
    this.#closeWindows = closeWindows
  }

  whenReady(): Promise<void> {
    return Promise.resolve()
  }

  enableSandbox(): void {
    this.sandboxEnabled = true
  }

  requestSingleInstanceLock(): boolean {
    return true
  }

  /** For tests: the schemes whose addresses the system opens the app with. */
  readonly schemes: string[] = []

  setAsDefaultProtocolClient(scheme: string): boolean {
    this.schemes.push(scheme)
    return true
  }

  getPath(name: string): string {
    if (name === 'userData' || name === 'documents') return this.#userData
    throw new Error(`The stand-in knows no folder “${name}”.`)
  }

  quit(): void {
    const event = new PreventableEvent()
    this.emit('before-quit', event)
    if (event.defaultPrevented) return
    void this.#closeWindows().then(() => this.emit('quit'))
  }
}
