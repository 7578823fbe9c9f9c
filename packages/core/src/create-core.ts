import { join, resolve } from 'node:path'
import process from 'node:process'
import { openFolderArtifactStore } from './archive/folder-artifact-store.ts'
import { openFolderUploadStore } from './archive/folder-upload-store.ts'
import { sealArchive } from './archive/seal-archive.ts'
import { sweepTemporaryFiles } from './archive/temporary-file.ts'
import { createTimestamper, type Timestamper } from './archive/timestamps/timestamper.ts'
import { StoredArchiveService } from './archive/stored-archive-service.ts'
import type { Core } from './core.ts'
import { openDatabase, type Database } from './db/open-database.ts'
import { SecretBox } from './db/secret-box.ts'
import { SqlAdditionalFileStore } from './db/sql-additional-file-store.ts'
import { SqlArchiveCatalog } from './db/sql-archive-catalog.ts'
import { SqlArtifactReferences } from './db/sql-artifact-references.ts'
import { SqlItemStore } from './db/sql-item-store.ts'
import { SqlPresetStore } from './db/sql-preset-store.ts'
import { SqlSourceStore } from './db/sql-source-store.ts'
import { SqlTaskLogStore } from './db/sql-task-log-store.ts'
import { SqlTaskStore } from './db/sql-task-store.ts'
import { isActivityArchiver, type ActivityArchiver } from './driver/activity-archiver.ts'
import type { DriverHost } from './driver/driver-host.ts'
import { DriverRegistry } from './driver/driver-registry.ts'
import { loadDriverPackages } from './driver-packages/load-driver-packages.ts'
import { builtInDrivers } from './drivers/built-in-drivers.ts'
import { ArchivingError } from './errors/index.ts'
import { makeFolder } from './make-folder.ts'
import { createIdMaker } from './new-id.ts'
import { createTypstTypesetter } from './pdf/index.ts'
import { StoredPresetService } from './policy/stored-preset-service.ts'
import { isOwnerGone, ownerName } from './process-owner.ts'
import { createPseudonymMaker } from './pseudonym-maker.ts'
import { StoredSourceService, type SourceRequestOptions } from './sources/stored-source-service.ts'
import type { EngineOptions, EnginePorts } from './tasks/engine-ports.ts'
import { defaultOutagePolicy, type OutagePolicy } from './tasks/outage-policy.ts'
import { defaultRetryPolicy, type RetryPolicy } from './tasks/retry-policy.ts'
import { AdditionalFileService } from './tasks/additional-file-service.ts'
import { ArtifactCleaner } from './tasks/artifact-cleaner.ts'
import { StoredTaskService } from './tasks/stored-task-service.ts'
import { TaskChanges } from './tasks/task-changes.ts'
import { TaskEngine } from './tasks/task-engine.ts'

/** What the edge hands in: folders, secrets, clock, chance. Nothing below reads the environment. */
export interface CreateCoreOptions {
  /** Folder of the database, the artifact store and working files. Made if missing. */
  readonly dataFolder: string
  /** Default folder for sealed archives. Default: `archives` in the data folder. */
  readonly archiveFolder?: string
  /** 32 bytes that encrypt the secrets of sources. */
  readonly secretKey: Uint8Array
  /** Version of the program, kept in archives. */
  readonly version: string
  /**
   * Folders that hold a `node_modules` with packages that have drivers, or that are such a package. Their code runs with
   * all rights of this process: name only folders whose content is trusted. Default: none.
   */
  readonly driverFolders?: readonly string[]
  /** How many items are worked on at once, of all tasks together. Default 4. */
  readonly concurrency?: number
  /** How many child processes typeset reports. Default: one a core. */
  readonly typesetterProcesses?: number
  /** Addresses of time-stamping authorities (RFC 3161) that are asked when an archive is sealed. Default: none. */
  readonly timestampAuthorities?: readonly string[]
  /** Address of a proxy through which they are asked, such as `http://proxy.example.edu:3128`. */
  readonly timestampProxy?: string
  /** Certificates of time-stamping authorities that are trusted when an archive is verified, as PEM. */
  readonly authorityCertificates?: readonly string[]
  /** How often and how soon what failed is tried again. */
  readonly retryPolicy?: RetryPolicy
  /** How long a source that does not answer is waited for. */
  readonly outagePolicy?: OutagePolicy
  /** Time-outs and retries of single requests to a source. */
  readonly sourceRequests?: SourceRequestOptions
  /** The clock. Default: the system's. */
  readonly now?: () => Date
  /** Chance, for ids and for the spread of retries. Default: the system's. */
  readonly random?: () => number
  /** Receives what is for operators rather than for people: causes of errors. Default: nowhere. */
  readonly onDiagnostic?: (diagnostic: Diagnostic) => void
}

export interface Diagnostic {
  readonly level: 'debug' | 'warning' | 'error'
  readonly message: string
  readonly taskId?: string
  readonly cause?: unknown
}

const defaultItemConcurrency = 4
/** More only share what there is room for: their items take turns. */
const taskConcurrency = 8
const pollMs = 1_000
const leaseMs = 20_000
const abortGraceMs = 1_500

/**
 * Opens an installation: database (migrated), artifact store, sources, drivers, engine. This is the one place that
 * knows ports and implementations.
 *
 * @throws ArchivingError `storage_failed` if the folder cannot be used or the database is damaged or of a newer version.
 */
export async function createCore(options: CreateCoreOptions): Promise<Core> {
  await using opened = new AsyncDisposableStack()
  const core = await wire(options, opened)
  const everything = opened.move()
  return { ...core, [Symbol.asyncDispose]: () => everything.disposeAsync() }
}

async function wire(
  options: CreateCoreOptions,
  opened: AsyncDisposableStack,
): Promise<Omit<Core, keyof AsyncDisposable>> {
  const { version, secretKey, now = () => new Date(), random = Math.random } = options
  const { dataFolder, archiveFolder } = await makeFolders(options)
  const newId = createIdMaker(now, random)
  await sweepTemporaryFiles(dataFolder, now())
  const database = opened.use(await openDatabase(join(dataFolder, 'muniment.db')))
  const sourceStore = new SqlSourceStore(database, new SecretBox(secretKey))
  const artifacts = await openFolderArtifactStore({ folder: join(dataFolder, 'artifacts'), now: now() })
  const drivers = new DriverRegistry()
  const surroundings = { drivers, newId, now, random }
  const sources = opened.use(
    new StoredSourceService({
      ...surroundings,
      store: sourceStore,
      userAgent: `Muniment/${version}`,
      ...(options.sourceRequests && { requests: options.sourceRequests }),
      onSignedIn: (sourceId) => tasks.goOnAfterSignIn(sourceId),
    }),
  )
  const { typesetterProcesses: processes } = options
  const typesetter = opened.use(await createTypstTypesetter(processes === undefined ? {} : { processes }))
  const ports: EnginePorts = {
    ...taskStores(database),
    changes: new TaskChanges(),
    artifacts,
    typesetter,
    sealArchive,
    timestamper: timestamperOf(options, now),
    driverOf: (driverId) => archiverOf(drivers, driverId),
    openSource: (sourceId) => sources.open(sourceId),
    checkSource: (sourceId) => sources.probe(sourceId),
    trafficOf: (sourceId) => sources.traffic(sourceId),
    now,
    random,
    newId,
    pseudonymOf: createPseudonymMaker(secretKey),
    onDiagnostic: options.onDiagnostic ?? (() => undefined),
    isOwnerGone,
  }
  const engine = opened.use(new TaskEngine(ports, engineOptions(options, archiveFolder, newId())))
  const uploads = await openFolderUploadStore(join(dataFolder, 'uploads'))
  const additionalFiles = new AdditionalFileService({ ...ports, uploads })
  await additionalFiles.forgetAbandoned()
  const presets = new StoredPresetService({
    presets: new SqlPresetStore(database),
    driverOf: (driverId) => drivers.get(driverId),
    newId,
  })
  const tasks = new StoredTaskService({ ...ports, engine, additionalFiles, presets, pollMs })
  await registerDrivers(drivers, tasks, options)
  const archives = new StoredArchiveService({
    catalog: new SqlArchiveCatalog(database),
    timestamper: ports.timestamper,
    authorityCertificates: options.authorityCertificates ?? [],
    now,
  })
  const references = new SqlArtifactReferences(database)
  const cleaner = opened.use(new ArtifactCleaner({ artifacts, references, now, onDiagnostic: ports.onDiagnostic }))
  const startedAt = now()
  return {
    drivers,
    sources,
    tasks,
    presets,
    uploads: additionalFiles,
    archives,
    describe: () => ({
      version,
      nodeVersion: process.version,
      platform: process.platform,
      dataFolder,
      archiveFolder,
      startedAt,
    }),
    clean: () => cleaner.clean(),
    start() {
      cleaner.start()
      return engine.start()
    },
  }
}

function taskStores(database: Database): Pick<EnginePorts, 'tasks' | 'items' | 'files' | 'log'> {
  return {
    tasks: new SqlTaskStore(database),
    items: new SqlItemStore(database),
    files: new SqlAdditionalFileStore(database),
    log: new SqlTaskLogStore(database),
  }
}

function timestamperOf({ timestampAuthorities, timestampProxy }: CreateCoreOptions, now: () => Date): Timestamper {
  return createTimestamper(timestampAuthorities ?? [], {
    now,
    ...(timestampProxy !== undefined && { proxyUrl: timestampProxy }),
  })
}

/** Our own drivers, then those of packages: an id that is taken stays with who has it. */
async function registerDrivers(
  registry: DriverRegistry,
  host: DriverHost,
  { driverFolders = [], onDiagnostic = () => undefined }: CreateCoreOptions,
): Promise<void> {
  for (const makeDriver of builtInDrivers) registry.register(makeDriver(host))
  await loadDriverPackages(driverFolders, { registry, host, onDiagnostic })
}

function engineOptions(options: CreateCoreOptions, archiveFolder: string, startId: string): EngineOptions {
  return {
    owner: ownerName(startId),
    version: options.version,
    archiveFolder,
    maximumTasks: taskConcurrency,
    maximumItems: options.concurrency ?? defaultItemConcurrency,
    retryPolicy: options.retryPolicy ?? defaultRetryPolicy,
    outagePolicy: options.outagePolicy ?? defaultOutagePolicy,
    abortGraceMs,
    pollMs,
    leaseMs,
  }
}

async function makeFolders(options: CreateCoreOptions): Promise<{ dataFolder: string; archiveFolder: string }> {
  const dataFolder = resolve(options.dataFolder)
  const archiveFolder = resolve(options.archiveFolder ?? join(dataFolder, 'archives'))
  for (const folder of [dataFolder, archiveFolder]) await makeFolder(folder)
  return { dataFolder, archiveFolder }
}

/** The engine executes what extends {@link ActivityArchiver}; anything else only looks like a driver. */
function archiverOf(drivers: DriverRegistry, driverId: string): ActivityArchiver {
  const driver = drivers.get(driverId)
  if (isActivityArchiver(driver)) return driver
  throw new ArchivingError('not_supported', `The archiver “${driverId}” does not extend ActivityArchiver.`)
}
