import { randomBytes } from 'node:crypto'
import { availableParallelism, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { openArchiveKeeping, type ArchiveKeeping, type ArchiveKeepingPorts } from './archive-keeping.ts'
import { localOwnerId } from './access/owner.ts'
import { StoredAccessService, type AccessPorts } from './access/stored-access-service.ts'
import { openFolderUploadStore } from './archive/folder-upload-store.ts'
import { sealArchive } from './archive/seal-archive.ts'
import { syncFolder } from './archive/sync-folder.ts'
import { sweepTemporaryFiles } from './archive/temporary-file.ts'
import { createTimestamper, type Timestamper } from './archive/timestamps/timestamper.ts'
import type { Core, SystemDescription } from './core.ts'
import { dataFolderNames } from './data-folder-names.ts'
import { assertKeyFits } from './db/assert-key-fits.ts'
import { assertBucketNotForgotten } from './db/assert-usable-database.ts'
import { collectDiagnostics } from './diagnostics/collect-diagnostics.ts'
import type { ProgramFacts } from './diagnostics/diagnostics-bundle.ts'
import type { Database } from './db/database.ts'
import { openInstallationDatabase, type InstallationDatabase } from './db/open-installation-database.ts'
import { SecretBox } from './db/secret-box.ts'
import { SqlAccessKeyStore } from './db/sql-access-key-store.ts'
import { SqlAdditionalFileStore } from './db/sql-additional-file-store.ts'
import { SqlArchiveCatalog } from './db/sql-archive-catalog.ts'
import { SqlArtifactReferences } from './db/sql-artifact-references.ts'
import { SqlEntryCatalog } from './db/sql-entry-catalog.ts'
import { SqlEntryListings } from './db/sql-entry-listings.ts'
import { SqlHistoryStore } from './db/sql-history-store.ts'
import { SqlItemStore } from './db/sql-item-store.ts'
import { SqlOwnerStore } from './db/sql-owner-store.ts'
import { SqlPresetStore } from './db/sql-preset-store.ts'
import { SqlSourceStore } from './db/sql-source-store.ts'
import { SqlTaskLogStore } from './db/sql-task-log-store.ts'
import { SqlTaskStore } from './db/sql-task-store.ts'
import { storesWithinReach } from './db/stores-within-reach.ts'
import { isActivityArchiver, type ActivityArchiver } from './driver/activity-archiver.ts'
import type { DriverHost } from './driver/driver-host.ts'
import type { DriverOrigin } from './driver/driver-origin.ts'
import { DriverRegistry } from './driver/driver-registry.ts'
import { loadDriverPackages } from './driver-packages/load-driver-packages.ts'
import { builtInDrivers } from './drivers/built-in-drivers.ts'
import { ArchivingError } from './errors/index.ts'
import { makeFolder } from './make-folder.ts'
import { createIdMaker } from './new-id.ts'
import { createTypstTypesetter } from './pdf/index.ts'
import type { ReportTypesetter } from './pdf/report-typesetter.ts'
import { StoredPresetService } from './policy/stored-preset-service.ts'
import { createAddressGuard, type AllowedAddresses } from './network/address-guard.ts'
import { isOwnerGone, ownerName } from './process-owner.ts'
import { createPseudonymMaker } from './pseudonym-maker.ts'
import type { BrowserSignIn } from './sources/source-connections.ts'
import { openStorage, type InstallationStorage, type OpenStorageOptions } from './storage/open-storage.ts'
import type { S3StorageOptions } from './storage/s3-options.ts'
import type { StorageChange } from './storage/storage-patience.ts'
import {
  StoredSourceService,
  type SourceRequestOptions,
  type SourceServicePorts,
} from './sources/stored-source-service.ts'
import type { EngineOptions, EnginePorts } from './tasks/engine-ports.ts'
import { defaultOutagePolicy, type OutagePolicy } from './tasks/outage-policy.ts'
import { defaultRetryPolicy, type RetryPolicy } from './tasks/retry-policy.ts'
import { AdditionalFileService } from './tasks/additional-file-service.ts'
import { StoredTaskService } from './tasks/stored-task-service.ts'
import { TaskChanges } from './tasks/task-changes.ts'
import { TaskEngine } from './tasks/task-engine.ts'
import { createWatchSharing } from './tasks/watch-sharing.ts'
import { viewCore } from './view-core.ts'

export { dataFolderNames } from './data-folder-names.ts'
export { isSecretKeyLost, secretKeyLost } from './db/assert-key-fits.ts'
export { holdsSignIns } from './db/holds-sign-ins.ts'
export * from './db/move-database.ts'
export type { S3StorageOptions, S3Timing } from './storage/s3-options.ts'

/** What the edge hands in: folders, secrets, clock, chance. Nothing below reads the environment. */
export interface CreateCoreOptions {
  /** Folder of the database, the artifact store and working files. Made if missing. */
  readonly dataFolder: string
  /**
   * Address of a PostgreSQL database, such as `postgresql://user:password@host:5432/database`, that several processes can
   * share. Default: SQLite in the data folder.
   */
  readonly databaseAddress?: string
  /** How many connections to PostgreSQL this process has at most, besides three of the queue. Default 10. */
  readonly databaseConnections?: number
  /**
   * What this process does by itself once it is started: execute scheduled tasks, look after archives and contents, or
   * both. Of several processes on one database at least one has to do each. Default: both.
   */
  readonly duties?: 'tasks' | 'keeping' | 'both'
  /** Default folder for sealed archives. Default: `archives` in the data folder. */
  readonly archiveFolder?: string
  /**
   * S3-compatible storage for contents and sealed archives, so that several processes need no folder in common. Archives
   * that lie in folders are still found there. Default: folders.
   */
  readonly s3?: S3StorageOptions
  /** 32 bytes that encrypt the secrets of sources. It must be the one of earlier starts. */
  readonly secretKey: Uint8Array
  /**
   * Somebody said that the key of earlier starts is lost: sign-ins that this one does not open are forgotten, and their
   * sources want a new one. Without it, such a key is refused.
   */
  readonly secretKeyIsLost?: boolean
  /** Version of the program, kept in archives. */
  readonly version: string
  /**
   * Folders that hold a `node_modules` with packages that have drivers, or that are such a package. Their code runs with
   * all rights of this process: name only folders whose content is trusted. Default: none.
   */
  readonly driverFolders?: readonly string[]
  /** How many items are worked on at once, of all tasks together. Default: four, and one a core. */
  readonly concurrency?: number
  /** How many child processes typeset reports. Default: one a core. */
  readonly typesetterProcesses?: number
  /** Addresses of time-stamping authorities (RFC 3161) that are asked when an archive is sealed. Default: none. */
  readonly timestampAuthorities?: readonly string[]
  /** Address of a proxy through which they are asked, such as `http://proxy.example.edu:3128`. */
  readonly timestampProxy?: string
  /** Certificates of time-stamping authorities that are trusted when an archive is verified, as PEM. */
  readonly authorityCertificates?: readonly string[]
  /**
   * After how many days an archive is verified again by itself, slowly and when there is nothing else to do; 0 for never.
   * Default 30.
   */
  readonly verifyEveryDays?: number
  /**
   * What sources, their proxies and time-stamping authorities may have for addresses besides public ones: hosts, addresses
   * and networks (`10.0.0.0/8`). Default: `any`, for a computer whose user says what is connected to.
   */
  readonly allowedAddresses?: AllowedAddresses
  /** How often and how soon what failed is tried again. */
  readonly retryPolicy?: RetryPolicy
  /** How long a source that does not answer is waited for. */
  readonly outagePolicy?: OutagePolicy
  /**
   * An activity that took longer than this to read, in milliseconds, is listed once more before its archive is sealed:
   * what changed meanwhile is read again. Default: 10 seconds.
   */
  readonly listAgainAfterMs?: number
  /** Told of each sign-in that goes on in a browser: which address may be opened there. */
  readonly onBrowserSignIn?: (signIn: BrowserSignIn) => void
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

/** As many as keep a site's requests busy, besides those that are being typeset. */
const itemsBeingRead = 4
/** More only share what there is room for: their items take turns. */
const taskConcurrency = 12
/** One site that is down, and is waited for, does not keep the others from going on. */
const taskConcurrencyOfSource = 8
const pollMs = 1_000
const leaseMs = 20_000
const abortGraceMs = 1_500
/** Shorter tasks are not worth another listing: what changes in some seconds is like what changes just after. */
const listAgainAfterMs = 10_000

/**
 * Opens an installation: database (migrated), artifact store, sources, drivers, engine. This is the one place that
 * knows ports and implementations.
 *
 * @throws ArchivingError `input_invalid` for an option out of range; `storage_failed` if the folder cannot be used, the
 *   database is damaged or of a newer version, or the secret key is not the one of earlier starts.
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
  const folders = await makeDataFolder(options)
  const { dataFolder } = folders
  const newId = createIdMaker(now, random)
  await sweepTemporaryFiles(dataFolder, now())
  const { database, queue } = await openDatabaseOf(options, dataFolder, opened)
  const secrets = new SecretBox(secretKey)
  const sourceStore = new SqlSourceStore(database, secrets)
  await assertKeyFits(sourceStore, options.secretKeyIsLost === true)
  const onChange = (change: StorageChange) => engine.tellOfStorage(change)
  const storage = await openStorageOf(options, { ...folders, now, random, onChange }, { database, opened })
  const drivers = new DriverRegistry()
  const newPassport = () => randomBytes(20).toString('hex')
  const surroundings = { drivers, newId, newPassport, now, random }
  const hearing = {
    onSignedIn: (sourceId: string) => tasks.goOnAfterSignIn(sourceId),
    onAnswered: (sourceId: string) => engine.sourceAnswered(sourceId),
  }
  const sourceSurroundings = { ...surroundings, store: sourceStore, ...sourcePorts(database, options) }
  const sources = opened.use(new StoredSourceService({ ...sourceSurroundings, ...hearing }))
  const typesetter = opened.use(await openTypesetter(options))
  const ports: EnginePorts = {
    ...taskStores(database),
    changes: new TaskChanges(),
    ...(queue && { queue }),
    ...storage.patient,
    typesetter,
    sealArchive,
    timestamper: timestamperOf(options, now),
    driverOf: (driverId) => archiverOf(drivers, driverId),
    driverVersionOf: (driverId) => versionOf(drivers.originOf(driverId)),
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
  const engine = opened.use(new TaskEngine(ports, engineOptions(options, newId())))
  const uploads = await openFolderUploadStore(join(dataFolder, dataFolderNames.uploads))
  const filePorts = { ...ports, ...storage.now, uploads }
  const additionalFiles = new AdditionalFileService(filePorts)
  await additionalFiles.forgetAbandoned()
  const presetsOf = presetsIn(database, drivers, newId)
  const taskPorts = { ...ports, engine, presetsOf, pollMs, sharing: createWatchSharing() }
  const tasks = new StoredTaskService({ ...taskPorts, additionalFiles })
  await registerDrivers(drivers, tasks, options)
  const keeping = opened.use(openArchiveKeeping({ ...ports, ...storage.now, ...archiveStores(database) }, options))
  // What an earlier start made here and did not live to sync counts from now on.
  await syncFolder(dataFolder)
  const installation = { version, dataFolder, archiveFolder: storage.archivesPlace, startedAt: now() }
  const describe = (): SystemDescription => ({ ...platform(), ...installation })
  const facts = { drivers, sources, tasks, describe, typesetter, computer: computer(), now }
  const core: Omit<Core, 'viewFor' | keyof AsyncDisposable> = {
    drivers,
    sources,
    tasks,
    presets: presetsOf(localOwnerId),
    uploads: additionalFiles,
    archives: keeping.archives,
    access: accessIn(database, sourceStore, { newId, now }),
    describe,
    collectDiagnostics: (taskId) => collectDiagnostics(facts, taskId),
    afterSleep: () => engine.afterSleep(),
    clean: keeping.clean,
    checkArtifacts: keeping.checkArtifacts,
    checkStorage: (signal) => storage.check(signal),
    start: () => startDuties(options, { keeping, engine }),
  }
  const storesWithin = storesWithinReach(database, secrets)
  const viewPorts = { storesWithin, presetsOf, keeping, tasks: taskPorts, files: filePorts }
  return { ...core, viewFor: (caller) => viewCore(core, viewPorts, caller) }
}

async function startDuties(
  { duties = 'both' }: CreateCoreOptions,
  { keeping, engine }: { readonly keeping: ArchiveKeeping; readonly engine: TaskEngine },
): Promise<void> {
  if (duties !== 'tasks') keeping.start()
  if (duties !== 'keeping') await engine.start()
}

async function openDatabaseOf(
  { databaseAddress: address, databaseConnections: connections, onDiagnostic = () => undefined }: CreateCoreOptions,
  dataFolder: string,
  opened: AsyncDisposableStack,
): Promise<InstallationDatabase> {
  const artifactFolder = join(dataFolder, dataFolderNames.artifacts)
  const found = await openInstallationDatabase({ dataFolder, artifactFolder, address, connections, onDiagnostic })
  opened.use(found.database)
  opened.use(found.queue)
  return found
}

async function openStorageOf(
  { s3, outagePolicy = defaultOutagePolicy, onDiagnostic = () => undefined }: CreateCoreOptions,
  place: Pick<OpenStorageOptions, 'dataFolder' | 'archiveFolder' | 'now' | 'random' | 'onChange'>,
  { database, opened }: { readonly database: Database; readonly opened: AsyncDisposableStack },
): Promise<InstallationStorage> {
  const { patienceMs } = outagePolicy
  const storage = opened.use(await openStorage({ ...place, patienceMs, onDiagnostic, ...(s3 && { s3 }) }))
  if (s3) await assertBucketNotForgotten(database, storage)
  return storage
}

function openTypesetter({ typesetterProcesses: processes }: CreateCoreOptions): Promise<ReportTypesetter> {
  return createTypstTypesetter(processes === undefined ? {} : { processes })
}

function sourcePorts(
  database: Database,
  { version, sourceRequests, onBrowserSignIn, allowedAddresses = 'any' }: CreateCoreOptions,
): Pick<SourceServicePorts, 'addressGuard' | 'history' | 'hasOwner' | 'userAgent' | 'requests' | 'onBrowserSignIn'> {
  const owners = new SqlOwnerStore(database)
  return {
    history: new SqlHistoryStore(database),
    hasOwner: async (ownerId) => (await owners.find([ownerId])).length > 0,
    userAgent: `Muniment/${version}`,
    addressGuard: createAddressGuard(allowedAddresses),
    ...(sourceRequests && { requests: sourceRequests }),
    ...(onBrowserSignIn && { onBrowserSignIn }),
  }
}

function accessIn(
  database: Database,
  sources: SqlSourceStore,
  surroundings: Pick<AccessPorts, 'newId' | 'now'>,
): StoredAccessService {
  return new StoredAccessService({
    ...surroundings,
    store: new SqlAccessKeyStore(database),
    owners: new SqlOwnerStore(database),
    hasSource: async (sourceId) => (await sources.get(sourceId)) !== undefined,
    newSecret: () => randomBytes(32),
  })
}

function taskStores(
  database: Database,
): Pick<EnginePorts, 'tasks' | 'items' | 'files' | 'log' | 'catalog' | 'entries'> {
  return {
    tasks: new SqlTaskStore(database),
    items: new SqlItemStore(database),
    files: new SqlAdditionalFileStore(database),
    log: new SqlTaskLogStore(database),
    catalog: new SqlArchiveCatalog(database),
    entries: new SqlEntryListings(database),
  }
}

function archiveStores(database: Database): Pick<ArchiveKeepingPorts, 'catalog' | 'entryCatalog' | 'references'> {
  return {
    catalog: new SqlArchiveCatalog(database),
    entryCatalog: new SqlEntryCatalog(database),
    references: new SqlArtifactReferences(database),
  }
}

function platform(): Pick<SystemDescription, 'nodeVersion' | 'platform'> {
  return { nodeVersion: process.version, platform: process.platform }
}

function computer(): Pick<ProgramFacts, 'architecture' | 'cores' | 'memoryBytes'> {
  return { architecture: process.arch, cores: availableParallelism(), memoryBytes: totalmem() }
}

function presetsIn(
  database: Database,
  drivers: DriverRegistry,
  newId: () => string,
): (ownerId: string) => StoredPresetService {
  const driverOf = (driverId: string) => drivers.get(driverId)
  return (ownerId) => new StoredPresetService({ presets: new SqlPresetStore(database, ownerId), driverOf, newId })
}

function timestamperOf(options: CreateCoreOptions, now: () => Date): Timestamper {
  const { timestampAuthorities, timestampProxy, allowedAddresses = 'any' } = options
  return createTimestamper(timestampAuthorities ?? [], {
    now,
    addressGuard: createAddressGuard(allowedAddresses),
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

function engineOptions(options: CreateCoreOptions, startId: string): EngineOptions {
  return {
    owner: ownerName(startId),
    version: options.version,
    maximumTasks: taskConcurrency,
    maximumTasksOfSource: taskConcurrencyOfSource,
    maximumItems: options.concurrency ?? itemsBeingRead + availableParallelism(),
    retryPolicy: options.retryPolicy ?? defaultRetryPolicy,
    outagePolicy: options.outagePolicy ?? defaultOutagePolicy,
    abortGraceMs,
    listAgainAfterMs: options.listAgainAfterMs ?? listAgainAfterMs,
    // Others are there to take the next one.
    ...(options.databaseAddress !== undefined && { tasksAtOnce: 1 }),
    pollMs,
    leaseMs,
  }
}

async function makeDataFolder(options: CreateCoreOptions): Promise<{ dataFolder: string; archiveFolder: string }> {
  const dataFolder = resolve(options.dataFolder)
  const archiveFolder = resolve(options.archiveFolder ?? join(dataFolder, dataFolderNames.archives))
  await makeFolder(dataFolder)
  return { dataFolder, archiveFolder }
}

function versionOf(origin: DriverOrigin): string {
  return origin.kind === 'built-in' ? '' : `${origin.packageName} ${origin.version}`
}

/** The engine executes what extends {@link ActivityArchiver}; anything else only looks like a driver. */
function archiverOf(drivers: DriverRegistry, driverId: string): ActivityArchiver {
  const driver = drivers.get(driverId)
  if (isActivityArchiver(driver)) return driver
  throw new ArchivingError('not_supported', `The archiver “${driverId}” does not extend ActivityArchiver.`)
}
