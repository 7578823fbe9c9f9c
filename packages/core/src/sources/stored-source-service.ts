import { localOwnerId } from '../access/owner.ts'
import type {
  ArchivableActivity,
  BrowserSignIn,
  BrowserSignInRequest,
  ConnectMoodleRequest,
  CourseOverview,
  MoodleConnectionOptions,
  RecogniseSiteRequest,
  RecognisedSite,
  SampleLanguage,
  SourceConnections,
  SourceRecord,
  SourceService,
  SourceTraffic,
} from '../core.ts'
import type { Page, PageOptions } from '../driver/activity-archiving-driver.ts'
import type { DriverRegistry } from '../driver/driver-registry.ts'
import { ArchivingError } from '../errors/index.ts'
import type { AddressGuard } from '../network/address-guard.ts'
import type { ActivitySource, Course, Group, Participant, SourceDescription } from './activity-source.ts'
import type { HttpOptions } from './moodle-web-services/index.ts'
import type { HistoryStore } from './history-store.ts'
import { BrowserSignIns } from './browser-sign-ins.ts'
import { connectMoodle, createSiteManners, recogniseMoodleSite, type SiteManners } from './moodle-web-services/index.ts'
import { OpenSources } from './open-sources.ts'
import { OwnedSourceConnections, type SourceConnectionPorts } from './owned-source-connections.ts'
import { sampleKind } from './sample-course/describe-sample.ts'
import { openSampleSource } from './sample-course/sample-source.ts'
import { readCourseOverview, readOverview, type OverviewPorts } from './source-overview.ts'
import { readSourceSecret } from './source-secret.ts'
import type { SourceStore } from './source-store.ts'

const maximumParallelRequests = 16
const usualParallelRequests = 4

/** What the source service stands on. */
export interface SourceServicePorts {
  readonly store: SourceStore
  readonly drivers: DriverRegistry
  readonly history: HistoryStore
  readonly hasOwner: (ownerId: string) => Promise<boolean>
  readonly newId: () => string
  readonly now: () => Date
  readonly random: () => number
  /** For a sign-in by browser: letters and digits that nobody can guess. */
  readonly newPassport: () => string
  /** Names the program to the site's administrators. */
  readonly userAgent: string
  /** What may be connected to. Default: anything. */
  readonly addressGuard?: AddressGuard
  /** How patient requests are; the defaults of the source unless given. */
  readonly requests?: SourceRequestOptions
  /** Told when somebody has signed in to a source, for the first time or again. */
  readonly onSignedIn?: (sourceId: string) => Promise<void>
  /** Told of each sign-in that goes on in a browser. */
  readonly onBrowserSignIn?: (signIn: BrowserSignIn) => void
  /** Told when a source answered somebody who signed in, or looked at it. */
  readonly onAnswered?: (sourceId: string) => void
}

/** Time-outs and retries of single requests. */
export type SourceRequestOptions = Pick<HttpOptions, 'timeouts' | 'retry'>

/** Sources of the database, opened when first needed and then kept open. */
export class StoredSourceService implements SourceService, AsyncDisposable {
  readonly #ports: SourceServicePorts
  readonly #open = new OpenSources((sourceId) => this.#connect(sourceId))
  /** What was learnt of each site, shared by all connections to it. */
  readonly #manners = new Map<string, SiteManners>()

  readonly #connectionPorts: SourceConnectionPorts

  constructor(ports: SourceServicePorts) {
    this.#ports = ports
    this.#connectionPorts = {
      ...ports,
      signIns: new BrowserSignIns(ports),
      httpOptions: (options) => this.#httpOptions(options),
      onSignedIn: (sourceId) => this.#signedIn(sourceId),
    }
  }

  /** The source, opened. It stays open. @throws ArchivingError `not_found`. */
  open(sourceId: string): Promise<ActivitySource> {
    return this.#open.get(sourceId)
  }

  connectionsOf(ownerId: string): SourceConnections {
    return new OwnedSourceConnections(ownerId, this.#connectionPorts)
  }

  async recognise({ address, options = {} }: RecogniseSiteRequest, signal?: AbortSignal): Promise<RecognisedSite> {
    return (await recogniseMoodleSite(address, this.#httpOptions(options), signal)).site
  }

  connectMoodle(request: ConnectMoodleRequest, signal?: AbortSignal): Promise<SourceRecord> {
    return this.connectionsOf(localOwnerId).connectMoodle(request, signal)
  }

  beginBrowserSignIn(request: BrowserSignInRequest, signal?: AbortSignal): Promise<BrowserSignIn> {
    return this.connectionsOf(localOwnerId).beginBrowserSignIn(request, signal)
  }

  finishBrowserSignIn(handOver: string, signal?: AbortSignal): Promise<SourceRecord> {
    return this.connectionsOf(localOwnerId).finishBrowserSignIn(handOver, signal)
  }

  addSample(language: SampleLanguage): Promise<SourceRecord> {
    return this.connectionsOf(localOwnerId).addSample(language)
  }

  list(options?: PageOptions): Promise<Page<SourceRecord>> {
    return this.#ports.store.page(options)
  }

  async get(sourceId: string): Promise<SourceRecord> {
    const record = await this.#ports.store.get(sourceId)
    if (record) return record
    throw new ArchivingError('not_found', `There is no source “${sourceId}”.`)
  }

  async setOwner(sourceId: string, ownerId: string): Promise<SourceRecord> {
    const { store, hasOwner } = this.#ports
    if (!(await hasOwner(ownerId))) throw new ArchivingError('not_found', `There is no owner “${ownerId}”.`)
    await this.get(sourceId)
    await store.setOwner(sourceId, ownerId)
    return this.get(sourceId)
  }

  async remove(sourceId: string): Promise<void> {
    await this.get(sourceId)
    await this.#ports.store.remove(sourceId)
    this.#forget(sourceId)
  }

  async check(sourceId: string, signal?: AbortSignal): Promise<SourceDescription> {
    // A fresh connection, so that the answer is of now and not of when the source was opened.
    await using source = await this.#connect(sourceId)
    return await this.#look(sourceId, source.describe(signal))
  }

  /**
   * Asks the site once, without second tries, whether it answers, as {@link check} does.
   *
   * @throws ArchivingError of the source; it says how long the site wants to be left alone.
   */
  async probe(sourceId: string): Promise<void> {
    await using source = await this.#connect(sourceId, { retry: { ...this.#ports.requests?.retry, tries: 1 } })
    await source.describe()
  }

  async traffic(sourceId: string): Promise<SourceTraffic> {
    const { options } = await this.get(sourceId)
    const manners = this.#manners.get(sourceId)
    const leftMs = manners?.pause.leftMs ?? 0
    return {
      parallelRequests: manners?.limiter.limit ?? null,
      maxParallelRequests: options.maxParallelRequests ?? usualParallelRequests,
      pausedUntil: leftMs > 0 ? new Date(this.#ports.now().getTime() + leftMs) : null,
    }
  }

  async listCourses(sourceId: string, signal?: AbortSignal): Promise<readonly Course[]> {
    return await this.#look(sourceId, (await this.open(sourceId)).listCourses(signal))
  }

  async listActivities(
    sourceId: string,
    courseId: number,
    signal?: AbortSignal,
  ): Promise<readonly ArchivableActivity[]> {
    const source = await this.open(sourceId)
    const activities = await this.#look(sourceId, source.listActivities(courseId, signal))
    return activities.map((activity) => {
      const driverIds = this.#ports.drivers.allForActivityKind(activity.kind).map(({ id }) => id)
      return { ...activity, driverId: driverIds[0] ?? null, driverIds }
    })
  }

  async *listParticipants(sourceId: string, courseId: number, signal?: AbortSignal): AsyncGenerator<Participant> {
    yield* (await this.open(sourceId)).listParticipants(courseId, signal)
  }

  async listGroups(sourceId: string, courseId: number, signal?: AbortSignal): Promise<readonly Group[]> {
    return (await this.open(sourceId)).listGroups(courseId, signal)
  }

  async listOverview(sourceId: string, options?: PageOptions, signal?: AbortSignal): Promise<Page<CourseOverview>> {
    return await readOverview(await this.#overviewPorts(sourceId, signal), options, signal)
  }

  async getCourseOverview(sourceId: string, courseId: number, signal?: AbortSignal): Promise<CourseOverview> {
    return await readCourseOverview(await this.#overviewPorts(sourceId, signal), courseId, signal)
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#open[Symbol.asyncDispose]()
  }

  async #overviewPorts(sourceId: string, signal?: AbortSignal): Promise<OverviewPorts> {
    const { history } = this.#ports
    const listActivities = (courseId: number) => this.listActivities(sourceId, courseId, signal)
    return { sourceId, source: await this.open(sourceId), history, listActivities }
  }

  async #signedIn(sourceId: string): Promise<void> {
    this.#forget(sourceId)
    this.#ports.onAnswered?.(sourceId)
    await this.#ports.onSignedIn?.(sourceId)
  }

  /** What somebody sees who looks at a source by hand. */
  async #look<Seen>(sourceId: string, looking: Promise<Seen>): Promise<Seen> {
    const seen = await looking
    this.#ports.onAnswered?.(sourceId)
    return seen
  }

  /** The next connection is made anew and knows nothing of the site. */
  #forget(sourceId: string): void {
    this.#open.retire(sourceId)
    this.#manners.delete(sourceId)
  }

  async #connect(sourceId: string, changes: SourceRequestOptions = {}): Promise<ActivitySource> {
    const { kind, siteUrl, options } = await this.get(sourceId)
    if (kind === sampleKind) return openSampleSource(siteUrl)
    const { token, proxy } = readSourceSecret(await this.#ports.store.openSecret(sourceId))
    const http = this.#httpOptions({ ...options, proxy })
    const manners = this.#manners.get(sourceId) ?? createSiteManners(http)
    this.#manners.set(sourceId, manners)
    return connectMoodle({ ...http, ...changes, manners, siteUrl, token })
  }

  #httpOptions({ certificateAuthority, proxy, maxParallelRequests }: MoodleConnectionOptions): HttpOptions {
    if (
      maxParallelRequests !== undefined &&
      !(
        Number.isInteger(maxParallelRequests) &&
        maxParallelRequests >= 1 &&
        maxParallelRequests <= maximumParallelRequests
      )
    ) {
      const message = `The number of parallel requests must be from 1 to ${maximumParallelRequests}.`
      throw new ArchivingError('input_invalid', message, { details: { field: 'maxParallelRequests' } })
    }
    const { addressGuard } = this.#ports
    return {
      ...this.#ports.requests,
      userAgent: this.#ports.userAgent,
      ...(addressGuard && { addressGuard }),
      ...(certificateAuthority !== undefined && { certificateAuthorityPem: certificateAuthority }),
      ...(proxy !== undefined && { proxyUrl: proxy }),
      ...(maxParallelRequests !== undefined && { maxParallelRequests }),
    }
  }
}
