import type { Caller } from '../access/reach.ts'
import type {
  ArchivableActivity,
  BrowserSignIn,
  BrowserSignInRequest,
  ConnectMoodleRequest,
  CourseOverview,
  RecogniseSiteRequest,
  RecognisedSite,
  SampleLanguage,
  SourceConnections,
  SourceRecord,
  SourceService,
  SourceTraffic,
} from '../core.ts'
import type { Page, PageOptions } from '../driver/activity-archiving-driver.ts'
import { ArchivingError } from '../errors/index.ts'
import type { Course, Group, Participant, SourceDescription } from './activity-source.ts'
import type { SourceStore } from './source-store.ts'

/** What {@link SourcesWithinReach} stands on. */
export interface SourcesWithinReachPorts {
  readonly all: SourceService
  /** Knows only sources within reach. */
  readonly store: Pick<SourceStore, 'get' | 'page'>
  readonly caller: Caller
}

/** The sources that a caller reaches; of any other the caller hears what is said of one that is not there. */
export class SourcesWithinReach implements Omit<SourceService, 'connectionsOf'> {
  readonly #all: SourceService
  readonly #store: SourcesWithinReachPorts['store']
  readonly #caller: Caller

  constructor({ all, store, caller }: SourcesWithinReachPorts) {
    this.#all = all
    this.#store = store
    this.#caller = caller
  }

  async recognise(request: RecogniseSiteRequest, signal?: AbortSignal): Promise<RecognisedSite> {
    this.#own()
    return await this.#all.recognise(request, signal)
  }

  async connectMoodle(request: ConnectMoodleRequest, signal?: AbortSignal): Promise<SourceRecord> {
    return await this.#own().connectMoodle(request, signal)
  }

  async beginBrowserSignIn(request: BrowserSignInRequest, signal?: AbortSignal): Promise<BrowserSignIn> {
    return await this.#own().beginBrowserSignIn(request, signal)
  }

  async finishBrowserSignIn(handOver: string, signal?: AbortSignal): Promise<SourceRecord> {
    return await this.#own().finishBrowserSignIn(handOver, signal)
  }

  async addSample(language: SampleLanguage): Promise<SourceRecord> {
    return await this.#own().addSample(language)
  }

  list(options?: PageOptions): Promise<Page<SourceRecord>> {
    return this.#store.page(options)
  }

  async get(sourceId: string): Promise<SourceRecord> {
    const record = await this.#store.get(sourceId)
    if (record) return record
    throw new ArchivingError('not_found', `There is no source “${sourceId}”.`)
  }

  async setOwner(sourceId: string, ownerId: string): Promise<SourceRecord> {
    await this.get(sourceId)
    return this.#all.setOwner(sourceId, ownerId)
  }

  async remove(sourceId: string): Promise<void> {
    await this.get(sourceId)
    await this.#all.remove(sourceId)
  }

  async check(sourceId: string, signal?: AbortSignal): Promise<SourceDescription> {
    await this.get(sourceId)
    return this.#all.check(sourceId, signal)
  }

  async traffic(sourceId: string): Promise<SourceTraffic> {
    await this.get(sourceId)
    return this.#all.traffic(sourceId)
  }

  async listCourses(sourceId: string, signal?: AbortSignal): Promise<readonly Course[]> {
    await this.get(sourceId)
    return this.#all.listCourses(sourceId, signal)
  }

  async listActivities(
    sourceId: string,
    courseId: number,
    signal?: AbortSignal,
  ): Promise<readonly ArchivableActivity[]> {
    await this.get(sourceId)
    return this.#all.listActivities(sourceId, courseId, signal)
  }

  async *listParticipants(sourceId: string, courseId: number, signal?: AbortSignal): AsyncGenerator<Participant> {
    await this.get(sourceId)
    yield* this.#all.listParticipants(sourceId, courseId, signal)
  }

  async listGroups(sourceId: string, courseId: number, signal?: AbortSignal): Promise<readonly Group[]> {
    await this.get(sourceId)
    return this.#all.listGroups(sourceId, courseId, signal)
  }

  async listOverview(sourceId: string, options?: PageOptions, signal?: AbortSignal): Promise<Page<CourseOverview>> {
    await this.get(sourceId)
    return this.#all.listOverview(sourceId, options, signal)
  }

  async getCourseOverview(sourceId: string, courseId: number, signal?: AbortSignal): Promise<CourseOverview> {
    await this.get(sourceId)
    return this.#all.getCourseOverview(sourceId, courseId, signal)
  }

  /** @throws ArchivingError `forbidden` for a key that may use certain sources only */
  #own(): SourceConnections {
    const { ownerId, reach } = this.#caller
    if (reach.sourceIds === null) return this.#all.connectionsOf(ownerId)
    const message = 'Your access key is limited to certain sources, so it cannot connect others.'
    throw new ArchivingError('forbidden', message)
  }
}
