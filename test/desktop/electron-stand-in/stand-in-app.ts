import { EventEmitter } from 'node:events'

/** An event whose default can be prevented. */
export class PreventableEvent {
  defaultPrevented = false

  preventDefault(): void {
    this.defaultPrevented = true
  }
}

export interface StandInAppOptions {
  readonly userData: string
  /** Of the system. */
  readonly language: string
  /** @returns false if one of them did not want to be closed. */
  readonly closeWindows: () => Promise<boolean>
}

/** `app`. */
export class StandInApp extends EventEmitter {
  readonly isPackaged = true
  readonly #userData: string
  readonly #closeWindows: () => Promise<boolean>
  readonly #language: string
  sandboxEnabled = false

  constructor({ userData, language, closeWindows }: StandInAppOptions) {
    super()
    this.#userData = userData
    this.#closeWindows = closeWindows
    this.#language = language
  }

  whenReady(): Promise<void> {
    return Promise.resolve()
  }

  isReady(): boolean {
    return true
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

  /** For tests: the number at the app's icon. */
  badgeCount = 0

  setBadgeCount(count: number): boolean {
    this.badgeCount = count
    return true
  }

  getVersion(): string {
    return '0.0.0-stand-in'
  }

  getPreferredSystemLanguages(): readonly string[] {
    return [this.#language]
  }

  getPath(name: string): string {
    if (name === 'userData' || name === 'documents') return this.#userData
    throw new Error(`The stand-in knows no folder “${name}”.`)
  }

  quit(): void {
    const event = new PreventableEvent()
    this.emit('before-quit', event)
    if (event.defaultPrevented) return
    void this.#closeWindows().then((areClosed) => areClosed && this.emit('quit'))
  }
}
