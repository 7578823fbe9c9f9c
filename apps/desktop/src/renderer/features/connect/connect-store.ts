import type { ConnectMoodleRequest, RecognisedSite, SourceRecord } from '@muniment/sdk'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Engine } from '../../connection/engine.ts'
import { toFailure, type Failure } from '../../connection/failure.ts'

/**
 * - `address`: which site is meant is being asked.
 * - `sign-in`: the site is known, and how to sign in is being asked.
 * - `browser`: the sign-in goes on in the system's browser.
 * - `connected`: `source` is there.
 */
export type ConnectStep = 'address' | 'sign-in' | 'browser' | 'connected'

export interface ConnectState {
  readonly step: ConnectStep
  readonly site: RecognisedSite | null
  readonly source: SourceRecord | null
  /** What was begun last is still going on. */
  readonly isBusy: boolean
  /** Why it did not work. */
  readonly failure: Failure | null
}

export interface ConnectOptions {
  readonly engine: Engine
  /** Opens a page in the system's browser. @returns false if it may not. */
  readonly openInBrowser: (launchUrl: string) => Promise<boolean>
  /** Whose sign-in is asked for again; absent for a new source. */
  readonly sourceId?: string | undefined
}

export type Credentials = ConnectMoodleRequest['credentials']

/** Connects a Moodle site, step by step. Knows nothing of React. */
export class ConnectStore {
  readonly state: StoreApi<ConnectState> = createStore<ConnectState>(() => ({
    step: 'address',
    site: null,
    source: null,
    isBusy: false,
    failure: null,
  }))
  readonly #options: ConnectOptions
  /** How the site is reached, where that is known from before. */
  #connection: ConnectMoodleRequest['options']
  #doing = new AbortController()

  constructor(options: ConnectOptions) {
    this.#options = options
  }

  /** For a sign-in that is asked for again: the site is known. @returns what gives up whatever goes on. */
  start(): () => void {
    const { engine, sourceId } = this.#options
    if (sourceId !== undefined && this.state.getState().site === null) {
      void this.#do(async (signal) => {
        const ask = { sourceId }
        const source = await engine.read((client, until) => client.sources.get(ask, { signal: until }), signal)
        this.#connection = source.options
        return await this.#recognise(source.siteUrl, signal)
      })
    }
    return () => this.#doing.abort()
  }

  /** @param address as it was typed */
  async recognise(address: string): Promise<void> {
    await this.#do((signal) => this.#recognise(address, signal))
  }

  async signIn(credentials: Credentials): Promise<void> {
    const { engine } = this.#options
    await this.#do(async () => {
      const request = { ...this.#site(), credentials }
      const source = await engine.change((client, signal) => client.sources.connectMoodle(request, { signal }))
      return { step: 'connected', source }
    })
  }

  /** Goes on in the system's browser, which comes back by {@link finish}. */
  async signInByBrowser(): Promise<void> {
    const { engine, openInBrowser } = this.#options
    await this.#do(async () => {
      const site = this.#site()
      const { launchUrl } = await engine.change((client, signal) => client.sources.beginBrowserSignIn(site, { signal }))
      if (!(await openInBrowser(launchUrl))) throw new Error('The browser could not be opened.')
      return { step: 'browser' }
    })
  }

  /** @param handOver where the browser was led to */
  async finish(handOver: string): Promise<void> {
    const { engine } = this.#options
    if (this.state.getState().step !== 'browser') return
    await this.#do(async () => {
      const request = { handOver: handOver.trim() }
      const source = await engine.change((client, signal) => client.sources.finishBrowserSignIn(request, { signal }))
      return { step: 'connected', source }
    })
  }

  /** One step back. */
  back(): void {
    this.#doing.abort()
    const step = this.state.getState().step === 'browser' ? 'sign-in' : 'address'
    this.state.setState({ step, isBusy: false, failure: null, ...(step === 'address' && { site: null }) })
  }

  async #recognise(address: string, signal: AbortSignal): Promise<Partial<ConnectState>> {
    const ask = { address, ...(this.#connection && { options: this.#connection }) }
    const { engine } = this.#options
    const site = await engine.read((client, until) => client.sources.recognise(ask, { signal: until }), signal)
    return { step: 'sign-in', site }
  }

  #site(): Omit<ConnectMoodleRequest, 'credentials'> {
    const { site } = this.state.getState()
    if (!site) throw new Error('No site is known yet.')
    return { address: site.siteUrl, ...(this.#connection && { options: this.#connection }) }
  }

  async #do(work: (signal: AbortSignal) => Promise<Partial<ConnectState>>): Promise<void> {
    this.#doing.abort()
    const doing = new AbortController()
    this.#doing = doing
    this.state.setState({ isBusy: true, failure: null })
    try {
      const change = await work(doing.signal)
      if (!doing.signal.aborted) this.state.setState({ ...change, isBusy: false })
    } catch (error) {
      if (!doing.signal.aborted) this.state.setState({ failure: toFailure(error), isBusy: false })
    }
  }
}
