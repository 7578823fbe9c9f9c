import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openArchiveKeeping, type ArchiveKeeping, type ArchiveKeepingPorts } from '../archive-keeping.ts'
import type { AccessService } from '../access/access-key.ts'
import { localOwnerId } from '../access/owner.ts'
import type { Caller } from '../access/reach.ts'
import { StoredAccessService } from '../access/stored-access-service.ts'
import { openFolderArtifactStore } from '../archive/folder-artifact-store.ts'
import { openFolderUploadStore } from '../archive/folder-upload-store.ts'
import { sealArchive } from '../archive/seal-archive.ts'
import type { Core, CoreView } from '../core.ts'
import type { Database } from '../db/database.ts'
import { SecretBox } from '../db/secret-box.ts'
import { SqlAccessKeyStore } from '../db/sql-access-key-store.ts'
import { SqlAdditionalFileStore } from '../db/sql-additional-file-store.ts'
import { SqlArchiveCatalog } from '../db/sql-archive-catalog.ts'
import { SqlArtifactReferences } from '../db/sql-artifact-references.ts'
import { SqlEntryCatalog } from '../db/sql-entry-catalog.ts'
import { SqlEntryListings } from '../db/sql-entry-listings.ts'
import { SqlItemStore } from '../db/sql-item-store.ts'
import { SqlOwnerStore } from '../db/sql-owner-store.ts'
import { SqlPresetStore } from '../db/sql-preset-store.ts'
import { SqlSourceStore } from '../db/sql-source-store.ts'
import { SqlTaskLogStore } from '../db/sql-task-log-store.ts'
import { SqlTaskStore } from '../db/sql-task-store.ts'
import { storesWithinReach } from '../db/stores-within-reach.ts'
import type { ActivityArchiver } from '../driver/activity-archiver.ts'
import type { DriverHost } from '../driver/driver-host.ts'
import type { TaskState } from '../driver/activity-archiving-task.ts'
import type { ActivityMetadata } from '../driver/activity-metadata.ts'
import { ArchivingError } from '../errors/index.ts'
import { createTimestamper } from '../archive/timestamps/timestamper.ts'
import { createIdMaker } from '../new-id.ts'
import { createPseudonymMaker } from '../pseudonym-maker.ts'
import { StoredPresetService } from '../policy/stored-preset-service.ts'
import type { ActivitySource } from '../sources/activity-source.ts'
import { folderTarget } from '../storage/folder-target.ts'
import { createStorageTargets } from '../storage/storage-targets.ts'
import type { EngineOptions, EngineDiagnostic, EnginePorts } from '../tasks/engine-ports.ts'
import { openTestDatabase, type TestDatabaseOptions } from './open-test-database.ts'
import { ScriptedArchiver } from './scripted-archiver.ts'
import { AdditionalFileService } from '../tasks/additional-file-service.ts'
import { StoredTaskService } from '../tasks/stored-task-service.ts'
import { TaskChanges } from '../tasks/task-changes.ts'
import { createWatchSharing } from '../tasks/watch-sharing.ts'
import { TaskEngine } from '../tasks/task-engine.ts'
import { viewCore } from '../view-core.ts'

/** An engine on a real database and a real disk, with one driver. */
export interface TestEngine<Driver extends ActivityArchiver = ScriptedArchiver> extends AsyncDisposable {
  readonly driver: Driver
  readonly tasks: StoredTaskService
  readonly presets: StoredPresetService
  readonly uploads: AdditionalFileService
  readonly access: AccessService
  readonly engine: TaskEngine
  readonly ports: EnginePorts
  readonly catalog: SqlArchiveCatalog
  readonly references: SqlArtifactReferences
  readonly archiveStores: Pick<ArchiveKeepingPorts, 'catalog' | 'entryCatalog' | 'references'>
  readonly keeping: ArchiveKeeping
  readonly archiveFolder: string
  readonly diagnostics: readonly EngineDiagnostic[]
  /** Waits until a task is in one of the states. */
  reached(taskId: string, ...states: TaskState[]): Promise<TaskState>
  /** Sources without a site behind them. */
  readonly sources: SqlSourceStore
  /** Keeps a source, so that tasks can be made of its activities. The one of {@link testActivity} is kept already. */
  keepSource(sourceId: string, ownerId?: string): Promise<void>
  /** What a caller sees of a core that is put together from this engine. */
  viewCore(core: Omit<Core, 'viewFor' | keyof AsyncDisposable>, caller: Caller): CoreView
}

/** What differs from the engine of most tests. */
export interface TestEngineChanges extends TestDatabaseOptions {
  readonly options?: Partial<EngineOptions>
  readonly ports?: Partial<EnginePorts>
  /** Changes ports, given those that the engine would have. */
  readonly changePorts?: (ports: EnginePorts) => Partial<EnginePorts>
}

export const testActivity: ActivityMetadata = {
  sourceId: 'source-1',
  courseId: 7,
  courseName: 'World history',
  courseShortName: 'HIST',
  activityKind: 'scripted',
  activityId: 3,
  courseModuleId: 33,
  activityName: 'Midterm',
}

const site: ActivitySource = {
  describe: async () => ({
    kind: 'test',
    siteName: 'A site',
    siteUrl: 'https://moodle.example',
    release: '4.5',
    language: 'en',
    userId: 2,
    userName: 'teacher',
    userFullName: 'A Teacher',
  }),
  listCourses: async () => [],
  listActivities: async () => [],
  async *listParticipants() {},
  listGroups: async () => [],
  openFile: async () => {
    throw new ArchivingError('not_supported', 'The test site has no files.')
  },
  async [Symbol.asyncDispose]() {},
}

/** A folder that is removed at the end. */
export async function temporaryFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'muniment-engine-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

/**
 * Opens an engine in a folder, with a scripted driver and a source that is only a name; opening it again in the same
 * folder is another process's start.
 */
export function openTestEngine(folder: string, changes: TestEngineChanges = {}): Promise<TestEngine> {
  return openTestEngineWith((host) => new ScriptedArchiver(host), folder, changes)
}

/** The same with another driver. */
export async function openTestEngineWith<Driver extends ActivityArchiver>(
  createDriver: (host: DriverHost) => Driver,
  folder: string,
  changes: TestEngineChanges = {},
): Promise<TestEngine<Driver>> {
  const database = await openTestDatabase(folder, changes)
  const archiveFolder = join(folder, 'archives')
  await mkdir(archiveFolder, { recursive: true })
  const secrets = new SecretBox(new Uint8Array(32))
  const sources = new SqlSourceStore(database, secrets)
  await sources.save(storedSource(testActivity.sourceId))
  const diagnostics: EngineDiagnostic[] = []
  const driverOf = (driverId: string): Driver => {
    if (driverId === driver.id) return driver
    throw new ArchivingError('not_found', `There is no archiver “${driverId}”.`)
  }
  const usual: EnginePorts = {
    ...(await portsOn(database, folder)),
    driverOf,
    onDiagnostic: (diagnostic) => diagnostics.push(diagnostic),
    ...changes.ports,
  }
  const ports: EnginePorts = { ...usual, ...changes.changePorts?.(usual) }
  const engine = new TaskEngine(ports, { ...engineOptions(ports.newId()), ...changes.options })
  const uploads = await openFolderUploadStore(join(folder, 'uploads'))
  const files = { ...ports, uploads }
  const additionalFiles = new AdditionalFileService(files)
  const presetsOf = (ownerId: string) =>
    new StoredPresetService({ presets: new SqlPresetStore(database, ownerId), driverOf, newId: ports.newId })
  const taskPorts = { ...ports, engine, presetsOf, pollMs: 20, sharing: createWatchSharing() }
  const tasks = new StoredTaskService({ ...taskPorts, additionalFiles })
  const driver = createDriver(tasks)
  const catalog = new SqlArchiveCatalog(database)
  const references = new SqlArtifactReferences(database)
  const archiveStores = { catalog, references, entryCatalog: new SqlEntryCatalog(database) }
  const keeping = openArchiveKeeping({ ...ports, ...archiveStores })
  const viewPorts = { storesWithin: storesWithinReach(database, secrets), presetsOf, keeping, tasks: taskPorts, files }
  return {
    driver,
    tasks,
    presets: presetsOf(localOwnerId),
    uploads: additionalFiles,
    access: new StoredAccessService({
      store: new SqlAccessKeyStore(database),
      owners: new SqlOwnerStore(database),
      hasSource: async (sourceId) => (await sources.get(sourceId)) !== undefined,
      newId: ports.newId,
      newSecret: () => randomBytes(32),
      now: ports.now,
    }),
    engine,
    ports,
    catalog,
    references,
    archiveStores,
    keeping,
    archiveFolder,
    diagnostics,
    reached: (taskId, ...states) => reached(tasks, taskId, states),
    sources,
    keepSource: async (sourceId, ownerId) => void (await sources.save(storedSource(sourceId, ownerId))),
    viewCore: (core, caller) => viewCore(core, viewPorts, caller),
    async [Symbol.asyncDispose]() {
      await keeping[Symbol.asyncDispose]()
      await engine[Symbol.asyncDispose]()
      await database[Symbol.asyncDispose]()
    },
  }
}

async function portsOn(database: Database, folder: string): Promise<Omit<EnginePorts, 'driverOf' | 'onDiagnostic'>> {
  const now = () => new Date()
  return {
    tasks: new SqlTaskStore(database),
    items: new SqlItemStore(database),
    files: new SqlAdditionalFileStore(database),
    log: new SqlTaskLogStore(database),
    catalog: new SqlArchiveCatalog(database),
    entries: new SqlEntryListings(database),
    driverVersionOf: () => '',
    changes: new TaskChanges(),
    artifacts: await openFolderArtifactStore({ folder: join(folder, 'artifacts'), now: now() }),
    typesetter: {
      typeset: () => Promise.reject(new ArchivingError('not_supported', 'The test engine sets no reports.')),
      describe: async () => [],
      [Symbol.asyncDispose]: async () => {},
    },
    sealArchive,
    storage: createStorageTargets(folderTarget(join(folder, 'archives'))),
    timestamper: createTimestamper([], { now }),
    openSource: async () => site,
    checkSource: async () => {},
    now,
    random: () => 0,
    newId: createIdMaker(now, Math.random),
    pseudonymOf: createPseudonymMaker(new Uint8Array(32)),
    isOwnerGone: () => false,
  }
}

function engineOptions(owner: string): EngineOptions {
  return {
    owner,
    version: '0.0.0-test',
    maximumTasks: 2,
    maximumTasksOfSource: 2,
    maximumItems: 2,
    retryPolicy: { maximumAttempts: 3, firstDelayMs: 2, longestDelayMs: 10 },
    outagePolicy: { suspectedAfter: 3, firstPauseMs: 2, longestPauseMs: 10, patienceMs: 10_000 },
    abortGraceMs: 50,
    listAgainAfterMs: 60_000,
    pollMs: 20,
    leaseMs: 60_000,
  }
}

async function reached(tasks: StoredTaskService, taskId: string, states: readonly TaskState[]): Promise<TaskState> {
  const deadline = AbortSignal.timeout(50_000)
  let state: TaskState | undefined
  for await (const event of tasks.watch({ taskId, after: 0 }, deadline)) {
    if (event.kind !== 'status') continue
    state = event.status.state
    if (states.includes(state)) return state
  }
  throw new Error(`The task did not become ${states.join(' or ')}; it is ${state}.`)
}

function storedSource(id: string, ownerId: string = localOwnerId): Parameters<SqlSourceStore['save']>[0] {
  return {
    id,
    ownerId,
    kind: 'test',
    siteName: 'A site',
    siteUrl: 'https://moodle.example',
    release: '4.5',
    // A user of a site is one source.
    userName: `teacher of ${id}`,
    userFullName: 'A Teacher',
    options: {},
    connectedAt: new Date(0),
    secret: 'secret',
  }
}
