import { EventEmitter } from 'node:events'
import { readFile } from 'node:fs/promises'
import type { BrowserContext, BrowserContextOptions, Frame, Page, Route } from 'playwright-core'
import { PreventableEvent } from './stand-in-app.ts'
import { TransferredPorts, type StandInPort } from './message-ports.ts'
import type { StandInProtocol } from './stand-in-protocol.ts'
import { StandInWebContents } from './stand-in-web-contents.ts'
import { runPreload, type WindowMessage } from './window-script.ts'

export interface StandInWindowOptions {
  readonly width?: number
  readonly height?: number
  readonly webPreferences: { readonly preload: string } & Readonly<Record<string, unknown>>
}

/** What a window needs of the rest of the stand-in. */
export interface WindowHost {
  readonly protocol: StandInProtocol
  readonly openContext: (options: BrowserContextOptions) => Promise<BrowserContext>
  readonly onInvoke: (channel: string, event: object, args: readonly unknown[]) => Promise<unknown>
  readonly onIpc: (channel: string, event: object, args: readonly unknown[]) => void
  readonly onClosed: (window: StandInWindow) => void
}

/** `BrowserWindow`: a page of headless Chromium in a context of its own, with the preload run in it. */
export class StandInWindow extends EventEmitter {
  readonly options: StandInWindowOptions
  readonly webContents: StandInWebContents
  /** What the page said went wrong, or asked for and was not given. */
  readonly complaints: string[] = []
  /** How many windows the page tried to open. */
  deniedWindows = 0
  /** Addresses outside of the app that the page asked for; none is ever reached. */
  readonly refusedRequests: string[] = []
  readonly #host: WindowHost
  readonly #ports = new TransferredPorts((message) => this.#send(message))
  #page: Page | undefined
  #loading: string | undefined
  #sending: Promise<void> = Promise.resolve()

  constructor(options: StandInWindowOptions, host: WindowHost) {
    super()
    this.options = options
    this.#host = host
    this.webContents = new StandInWebContents({
      getURL: () => host.protocol.fromShown(this.#page?.url() ?? ''),
      send: (channel, args) => this.#send({ kind: 'ipc', channel, args, ports: [] }),
      reload: () => void this.#page?.reload(),
    })
  }

  get page(): Page {
    if (!this.#page) throw new Error('The window shows nothing yet.')
    return this.#page
  }

  async loadURL(address: string): Promise<void> {
    const { width = 800, height = 600, webPreferences } = this.options
    const context = await this.#host.openContext({ viewport: { width, height }, serviceWorkers: 'block' })
    const page = await context.newPage()
    this.#page = page
    page.on('pageerror', (error) => this.complaints.push(String(error)))
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.complaints.push(message.text())
    })
    context.on('page', (opened) => void this.#onOpened(opened))
    page.once('close', () => this.#onClosed())
    await page.route('**', (route) => this.#onRequest(route))
    // What is left are requests of windows that the page opened.
    await context.route('**', (route) => route.fulfill({ body: '' }))
    await page.exposeBinding('standInSend', ({ frame }, message: WindowMessage) => this.#receive(frame, message))
    await page.exposeBinding('standInInvoke', ({ frame }, channel: string, args: readonly unknown[]) =>
      this.#host.onInvoke(channel, { senderFrame: this.#toFrame(frame), sender: this.webContents }, args),
    )
    const preload = await readFile(webPreferences.preload, 'utf8')
    const asFunction = `(require) => { const module = { exports: {} }, exports = module.exports;\n${preload}\n}`
    await page.addInitScript(`(${runPreload.toString()})(${asFunction})`)
    this.#loading = this.#host.protocol.toShown(address)
    await page.goto(this.#loading)
    this.#loading = undefined
    this.emit('ready-to-show')
  }

  /** Whether the app made it visible. */
  isShown = false

  show(): void {
    this.isShown = true
  }

  isMinimized(): boolean {
    return false
  }

  restore(): void {
    this.emit('restore')
  }

  #hasFocus = true

  focus(): void {
    this.#hasFocus = true
    this.emit('focus')
  }

  /** Somebody looks at something else. */
  blur(): void {
    this.#hasFocus = false
    this.emit('blur')
  }

  isFocused(): boolean {
    return this.#hasFocus
  }

  isDestroyed(): boolean {
    return this.#page?.isClosed() ?? false
  }

  /** For tests: what the taskbar shows, as it was set; -1 for nothing. */
  progress = -1

  setProgressBar(progress: number): void {
    this.progress = progress
  }

  /** Closes it as its user would: the app may prevent that. */
  async close(): Promise<void> {
    const event = new PreventableEvent()
    this.emit('close', event)
    if (event.defaultPrevented) return
    await this.#page?.context().close()
  }

  /** A frame as the main process sees it. */
  #toFrame(frame: Frame): object {
    const { protocol } = this.#host
    return {
      get url() {
        return protocol.fromShown(frame.url())
      },
      parent: frame.parentFrame(),
      isDestroyed: () => frame.isDetached() || frame.page().isClosed(),
      postMessage: (channel: string, message: unknown, ports: readonly StandInPort[] = []) =>
        this.#send({ kind: 'ipc', channel, args: [message], ports: ports.map((port) => this.#ports.add(port)) }),
    }
  }

  #receive(frame: Frame, message: WindowMessage): void {
    if (message.kind !== 'ipc') this.#ports.receive(message)
    else
      this.#host.onIpc(message.channel, { senderFrame: this.#toFrame(frame), sender: this.webContents }, message.args)
  }

  /** One after the other, to keep the order. */
  #send(message: WindowMessage): void {
    const { page } = this
    this.#sending = this.#sending
      .then(() => page.evaluate((sent) => window.standInReceive(sent), message))
      .catch((error: unknown) => {
        // A page that is being left, or shown anew, hears nothing of what was on its way to it.
        const isLeft = page.isClosed() || String(error).includes('Execution context was destroyed')
        if (!isLeft) this.complaints.push(String(error))
      })
  }

  async #onRequest(route: Route): Promise<void> {
    // The browser's PDF viewer, which is part of it, as it is part of Electron.
    if (/^chrome(?:-extension)?:/u.test(route.request().url())) {
      await route.continue()
      return
    }
    if (this.#mayRequest(route) && (await this.#host.protocol.answer(route))) return
    await this.#refuse(route)
  }

  async #refuse(route: Route): Promise<void> {
    const request = route.request()
    this.refusedRequests.push(this.#host.protocol.fromShown(request.url()))
    await route.abort(request.isNavigationRequest() ? 'aborted' : 'blockedbyclient')
  }

  #mayRequest(route: Route): boolean {
    const request = route.request()
    if (!request.isNavigationRequest()) return true
    const frame = request.frame()
    const isMainFrame = frame.parentFrame() === null
    if (isMainFrame && request.url() === this.#loading) return true
    return this.webContents.mayNavigate(this.#host.protocol.fromShown(request.url()), isMainFrame)
  }

  async #onOpened(opened: Page): Promise<void> {
    if (this.webContents.mayOpen(opened.url())) throw new Error('The stand-in opens no windows for pages.')
    this.deniedWindows++
    await opened.close()
  }

  #onClosed(): void {
    this.#ports.closeAll()
    this.emit('closed')
    this.#host.onClosed(this)
  }
}
