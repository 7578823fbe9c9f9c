import { ArchivingError } from '../errors/index.ts'
import type { SourceDescription } from './activity-source.ts'
import type { BrowserSignIns } from './browser-sign-ins.ts'
import {
  connectMoodle,
  discoverMoodleSite,
  exchangePasswordForToken,
  recogniseMoodleSite,
  type HttpOptions,
  type SiteForSignIn,
} from './moodle-web-services/index.ts'
import { describeSample } from './sample-course/describe-sample.ts'
import { toSourceSecret } from './source-secret.ts'
import type {
  BrowserSignIn,
  BrowserSignInRequest,
  ConnectMoodleRequest,
  MoodleConnectionOptions,
  SampleLanguage,
  SourceConnections,
  SourceRecord,
} from './source-connections.ts'
import type { SourceStore } from './source-store.ts'

/** What connecting sources stands on. */
export interface SourceConnectionPorts {
  readonly store: Pick<SourceStore, 'save'>
  readonly signIns: BrowserSignIns
  readonly newId: () => string
  readonly now: () => Date
  readonly httpOptions: (options: MoodleConnectionOptions) => HttpOptions
  /** Told of each sign-in that goes on in a browser. */
  readonly onBrowserSignIn?: (signIn: BrowserSignIn) => void
  /** Told of a source that somebody has just signed in to, for the first time or again. */
  readonly onSignedIn: (sourceId: string) => Promise<void>
}

/** Connects sources that belong to one owner. */
export class OwnedSourceConnections implements SourceConnections {
  readonly #ownerId: string
  readonly #ports: SourceConnectionPorts

  constructor(ownerId: string, ports: SourceConnectionPorts) {
    this.#ownerId = ownerId
    this.#ports = ports
  }

  async connectMoodle(request: ConnectMoodleRequest, signal?: AbortSignal): Promise<SourceRecord> {
    const { address, credentials, options = {} } = request
    const http = this.#ports.httpOptions(options)
    const { siteUrl } = await discoverMoodleSite(address, http, signal)
    const token =
      credentials.kind === 'token'
        ? credentials.token.trim()
        : await exchangePasswordForToken({ ...http, siteUrl, ...credentials }, signal)
    if (token === '') throw new ArchivingError('input_invalid', 'The token is empty.', { details: { field: 'token' } })
    return await this.#signInToMoodle({ siteUrl, options, token }, signal)
  }

  async beginBrowserSignIn(request: BrowserSignInRequest, signal?: AbortSignal): Promise<BrowserSignIn> {
    const { address, options = {}, urlScheme = 'muniment' } = request
    const found = await recogniseMoodleSite(address, this.#ports.httpOptions(options), signal)
    assertSignsInByBrowser(found)
    const { site, launchUrl, ownNames } = found
    const { siteUrl, siteName } = site
    const { signIns, onBrowserSignIn } = this.#ports
    const toBegin = { ownerId: this.#ownerId, siteUrl, siteName, launchUrl, ownNames, urlScheme, options }
    const begun = signIns.begin(toBegin)
    onBrowserSignIn?.(begun)
    return begun
  }

  async finishBrowserSignIn(handOver: string, signal?: AbortSignal): Promise<SourceRecord> {
    return await this.#signInToMoodle(this.#ports.signIns.finish(this.#ownerId, handOver), signal)
  }

  addSample(language: SampleLanguage): Promise<SourceRecord> {
    return this.#save(describeSample(language), {}, toSourceSecret({ token: '' }))
  }

  async #signInToMoodle({ siteUrl, options, token }: MoodleSignIn, signal?: AbortSignal): Promise<SourceRecord> {
    await using source = connectMoodle({ ...this.#ports.httpOptions(options), siteUrl, token })
    const description = await source.describe(signal)
    const { proxy } = options
    const secret = toSourceSecret({ token, ...(proxy !== undefined && { proxy }) })
    return await this.#save({ ...description, siteUrl }, withoutProxyPassword(options), secret)
  }

  async #save(
    { kind, siteName, siteUrl, release, userName, userFullName }: SourceDescription,
    options: MoodleConnectionOptions,
    secret: string,
  ): Promise<SourceRecord> {
    const { store, newId, now, onSignedIn } = this.#ports
    const facts = { kind, siteName, siteUrl, release, userName, userFullName }
    const record = await store.save({
      ...facts,
      id: newId(),
      ownerId: this.#ownerId,
      options,
      connectedAt: now(),
      secret,
    })
    await onSignedIn(record.id)
    return record
  }
}

interface MoodleSignIn {
  readonly siteUrl: string
  readonly options: MoodleConnectionOptions
  readonly token: string
}

function assertSignsInByBrowser({ site: { signIns, obstacle } }: SiteForSignIn): void {
  if (obstacle) {
    const code = obstacle.kind === 'maintenance' ? 'source_unavailable' : 'source_denied'
    throw new ArchivingError(code, obstacle.message)
  }
  if (signIns.includes('browser')) return
  const message = 'This site has no sign-in by browser. Sign in with your user name and password, or with a token.'
  const german =
    'Diese Seite kennt keine Anmeldung im Browser. Melden Sie sich mit Anmeldename und Passwort an, oder mit einem Token.'
  throw new ArchivingError('source_denied', message, { german, details: { reason: 'no_browser_sign_in' } })
}

function withoutProxyPassword(options: MoodleConnectionOptions): MoodleConnectionOptions {
  const address = options.proxy === undefined ? null : URL.parse(options.proxy)
  if (!address || (address.username === '' && address.password === '')) return options
  address.username = ''
  address.password = ''
  return { ...options, proxy: address.href }
}
