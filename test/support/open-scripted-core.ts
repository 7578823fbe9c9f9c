import { ArchivingError, DriverRegistry, localOwnerId, type Core } from '@muniment/core'
import type { Course, Participant, SourceConnections, SourceRecord, SourceService } from '@muniment/core'
import {
  openTestEngine,
  temporaryFolder,
  testActivity,
  type TestEngine,
  type TestEngineChanges,
} from '@muniment/core/testing'

/** A core whose engine, database and archives are real, with the scripted driver and sources made of thin air. */
export interface ScriptedCore extends AsyncDisposable {
  readonly core: Core
  readonly engine: TestEngine
  readonly folder: string
  readonly groups: Gate
  /** The same core, whose sources do something else. */
  withSources(sources: Partial<SourceService>): Core
}

/** Holds the answer to `listGroups` back until it is let through. */
export class Gate {
  #asked = Promise.withResolvers<void>()
  #answered = Promise.withResolvers<void>()

  /** Waits until someone asks. */
  asked(): Promise<void> {
    return this.#asked.promise
  }

  answer(): void {
    this.#answered.resolve()
  }

  async pass(): Promise<void> {
    this.#asked.resolve()
    await this.#answered.promise
  }
}

export const scriptedActivity = testActivity

/** What an error that must not leave the server says. */
export const innerSecret = 'password=hunter2 at /home/someone'

export async function openScriptedCore(changes: TestEngineChanges = {}): Promise<ScriptedCore> {
  await using opened = new AsyncDisposableStack()
  const folder = opened.use(await temporaryFolder()).path
  const engine = opened.use(await openTestEngine(folder, changes))
  const drivers = new DriverRegistry()
  drivers.register(engine.driver)
  const groups = new Gate()
  const startedAt = new Date('2026-11-23T08:00:00Z')
  const parts: Omit<Core, 'viewFor' | keyof AsyncDisposable> = {
    drivers,
    sources: {
      ...scriptedSources,
      listGroups: () => groups.pass().then(() => []),
      async setOwner(sourceId, ownerId) {
        const owners = (await engine.access.listOwners()).entries
        if (!owners.some(({ id }) => id === ownerId)) throw new ArchivingError('not_found', 'There is no such owner.')
        await engine.sources.setOwner(sourceId, ownerId)
        return { ...source, id: sourceId, ownerId }
      },
    },
    tasks: engine.tasks,
    presets: engine.presets,
    uploads: engine.uploads,
    archives: engine.keeping.archives,
    access: engine.access,
    describe: () => ({
      version: '0.0.0-test',
      nodeVersion: process.version,
      platform: process.platform,
      dataFolder: folder,
      archiveFolder: engine.archiveFolder,
      startedAt,
    }),
    collectDiagnostics: () => Promise.reject(new ArchivingError('not_supported', 'The scripted core has none.')),
    clean: engine.keeping.clean,
    checkArtifacts: engine.keeping.checkArtifacts,
    checkStorage: async () => {},
    start: () => engine.engine.start(),
    afterSleep: () => engine.engine.afterSleep(),
  }
  const core: Core = {
    ...parts,
    viewFor: (caller) => engine.viewCore(parts, caller),
    async [Symbol.asyncDispose]() {},
  }
  await core.start()
  const everything = opened.move()
  const withSources = (sources: Partial<SourceService>): Core => {
    const changed = { ...parts, sources: { ...parts.sources, ...sources } }
    return { ...core, ...changed, viewFor: (caller) => engine.viewCore(changed, caller) }
  }
  return { core, engine, folder, groups, withSources, [Symbol.asyncDispose]: () => everything.disposeAsync() }
}

/** Archives `items` items and waits for the end. @returns the id of the task. */
export async function runScriptedTask({ core, engine }: ScriptedCore, items = 5): Promise<string> {
  const task = await core.tasks.create('scripted', scriptedActivity, { items })
  await core.tasks.execute(task.id)
  await engine.reached(task.id, 'finished', 'failed')
  return task.id
}

const source: SourceRecord = {
  id: testActivity.sourceId,
  ownerId: localOwnerId,
  kind: 'moodle-web-services',
  siteName: 'A site',
  siteUrl: 'https://moodle.example',
  release: '4.5',
  userName: 'teacher',
  userFullName: 'A Teacher',
  options: { maxParallelRequests: 2 },
  connectedAt: new Date('2026-11-23T08:00:00Z'),
}

const course: Course = {
  id: 7,
  name: 'World history',
  shortName: 'HIST',
  idNumber: '',
  startsAt: '2026-09-01T00:00:00Z',
  endsAt: null,
  visible: true,
}

const participant = (number: number): Participant => ({
  userId: number,
  userName: `student${number}`,
  firstName: 'Zoë',
  lastName: `Student ${number}`,
  fullName: `Zoë Student ${number}`,
  idNumber: `S${number}`,
  email: `student${number}@example.edu`,
  groups: [],
  enrolled: true,
})

const nobodyThere = (address: string): ArchivingError =>
  new ArchivingError('source_unavailable', `There is nobody at ${address}.`, { retryAfterMs: 1_500 })

const nobodyAnywhere: SourceConnections = {
  connectMoodle: ({ address }) => Promise.reject(nobodyThere(address)),
  beginBrowserSignIn: ({ address }) => Promise.reject(nobodyThere(address)),
  finishBrowserSignIn: () => Promise.reject(nobodyThere('that address')),
  addSample: () => Promise.reject(nobodyThere('that address')),
}

const scriptedSources: Omit<SourceService, 'setOwner'> = {
  ...nobodyAnywhere,
  connectionsOf: () => nobodyAnywhere,
  recognise: ({ address }) => Promise.reject(nobodyThere(address)),
  list: async () => ({ entries: [source] }),
  get: async () => source,
  remove: async () => {},
  check: () => Promise.reject(new Error(innerSecret)),
  listOverview: async () => ({ entries: [] }),
  getCourseOverview: async () => ({ course, activities: [], error: null }),
  traffic: async () => ({ parallelRequests: 2, maxParallelRequests: 2, pausedUntil: null }),
  listCourses: async (_sourceId, signal) => {
    signal?.throwIfAborted()
    return [course]
  },
  listActivities: (_sourceId, courseId, signal) =>
    // Course 7 never answers, so that tests can give up waiting; there is nothing in others.
    new Promise((resolve, reject) => {
      if (courseId !== course.id) resolve([])
      const abort = (): void => reject(new ArchivingError('aborted', 'The work was aborted.'))
      if (signal?.aborted) abort()
      signal?.addEventListener('abort', abort)
    }),
  async *listParticipants() {
    for (let number = 1; number <= 250; number++) yield participant(number)
  },
  listGroups: async () => [],
}
