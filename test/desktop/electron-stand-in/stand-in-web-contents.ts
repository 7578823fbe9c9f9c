import { EventEmitter } from 'node:events'
import { PreventableEvent } from './stand-in-app.ts'

type WindowOpenHandler = (details: { readonly url: string }) => { readonly action: 'allow' | 'deny' }

/** What a page does for its `webContents`. */
export interface WebContentsPage {
  readonly getURL: () => string
  readonly send: (channel: string, args: readonly unknown[]) => void
  readonly reload: () => void
}

/** `webContents`, as far as navigation goes. */
export class StandInWebContents extends EventEmitter {
  /** The address of the page. */
  readonly getURL: () => string
  readonly reload: () => void
  readonly #send: WebContentsPage['send']
  #windowOpenHandler: WindowOpenHandler = () => ({ action: 'allow' })

  constructor({ getURL, send, reload }: WebContentsPage) {
    super()
    this.getURL = getURL
    this.reload = reload
    this.#send = send
  }

  send(channel: string, ...args: readonly unknown[]): void {
    this.#send(channel, args)
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#windowOpenHandler = handler
  }

  /** Whether a page may go to an address by itself. */
  mayNavigate(url: string, isMainFrame: boolean): boolean {
    const event = Object.assign(new PreventableEvent(), { url, isMainFrame })
    this.emit('will-frame-navigate', event)
    if (isMainFrame) this.emit('will-navigate', event, url)
    return !event.defaultPrevented
  }

  mayOpen(url: string): boolean {
    return this.#windowOpenHandler({ url }).action === 'allow'
  }
}
