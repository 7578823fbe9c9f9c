import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openFolderArtifactStore } from '../archive/folder-artifact-store.ts'
import { openFolderUploadStore } from '../archive/folder-upload-store.ts'
import { sealArchive } from '../archive/seal-archive.ts'
import { openDatabase } from '../db/open-database.ts'
import { SecretBox } from '../db/secret-box.ts'
import { SqlAdditionalFileStore } from '../db/sql-additional-file-store.ts'
import { SqlArchiveCatalog } from '../db/sql-archive-catalog.ts'
import { SqlItemStore } from '../db/sql-item-store.ts'
import { SqlSourceStore } from '../db/sql-source-store.ts'
import { SqlTaskLogStore } from '../db/sql-task-log-store.ts'
import { SqlTaskStore } from '../db/sql-task-store.ts'
import type { TaskState } from '../driver/activity-archiving-task.ts'
import type { ActivityMetadata } from '../driver/activity-metadata.ts'
import { ArchivingError } from '../errors/index.ts'
import { createTimestamper } from '../archive/timestamps/timestamper.ts'
import { createIdMaker } from '../new-id.ts'
import { createPseudonymMaker } from '../pseudonym-maker.ts'
import type { ActivitySource } from '../sources/activity-source.ts'
import type { EngineOptions, EngineDiagnostic, EnginePorts } from '../tasks/engine-ports.ts'
import { ScriptedArchiver } from './scripted-archiver.ts'
import { AdditionalFileService } from '../tasks/additional-file-service.ts'
import { StoredTaskService } from '../tasks/stored-task-service.ts'
import { TaskChanges } from '../tasks/task-changes.ts'
import { TaskEngine } from '../tasks/task-engine.ts'

/** An engine on a real database and a real disk, with a scripted driver and a source that is only a name. */
export interface TestEngine extends AsyncDisposable {
  readonly driver: ScriptedArchiver
  readonly tasks: StoredTaskService
  readonly uploads: AdditionalFileService
  readonly engine: TaskEngine
  readonly ports: EnginePorts
  readonly catalog: SqlArchiveCatalog
  readonly archiveFolder: string
  readonly diagnostics: readonly EngineDiagnostic[]
  /** Waits until a task is in one of the states. */
  reached(taskId: string, ...states: TaskState[]): Promise<TaskState>
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

/** Opens an engine in a folder; opening it again in the same folder is another process's start. */
export async function openTestEngine(
  folder: string,
  changes: { readonly options?: Partial<EngineOptions>; readonly ports?: Partial<EnginePorts> } = {},
): Promise<TestEngine> {
  const database = await openDatabase(join(folder, 'muniment.db'))
  const archiveFolder = join(folder, 'archives')
  await mkdir(archiveFolder, { recursive: true })
  const now = () => new Date()
  const newId = createIdMaker(now, Math.random)
  await keepSource(new SqlSourceStore(database, new SecretBox(new Uint8Array(32))))
  const diagnostics: EngineDiagnostic[] = []
  const ports: EnginePorts = {
    tasks: new SqlTaskStore(database),
    items: new SqlItemStore(database),
    files: new SqlAdditionalFileStore(database),
    log: new SqlTaskLogStore(database),
    changes: new TaskChanges(),
    artifacts: await openFolderArtifactStore({ folder: join(folder, 'artifacts'), now: now() }),
    typesetter: {
      typeset: () => Promise.reject(new ArchivingError('not_supported', 'The test engine sets no reports.')),
      describe: async () => [],
      [Symbol.asyncDispose]: async () => {},
    },
    sealArchive,
    timestamper: createTimestamper([], { now }),
    driverOf: (driverId) => {
      if (driverId === driver.id) return driver
      throw new ArchivingError('not_found', `There is no archiver “${driverId}”.`)
    },
    openSource: async () => site,
    checkSource: async () => {},
    now,
    random: () => 0,
    newId,
    pseudonymOf: createPseudonymMaker(new Uint8Array(32)),
    onDiagnostic: (diagnostic) => diagnostics.push(diagnostic),
    isOwnerGone: () => false,
    ...changes.ports,
  }
  const engine = new TaskEngine(ports, {
    owner: newId(),
    version: '0.0.0-test',
    archiveFolder,
    maximumTasks: 2,
    maximumItems: 2,
    retryPolicy: { maximumAttempts: 3, firstDelayMs: 2, longestDelayMs: 10 },
    outagePolicy: { suspectedAfter: 3, firstPauseMs: 2, longestPauseMs: 10, patienceMs: 10_000 },
    abortGraceMs: 50,
    pollMs: 20,
    leaseMs: 60_000,
    ...changes.options,
  })
  const uploads = await openFolderUploadStore(join(folder, 'uploads'))
  const additionalFiles = new AdditionalFileService({ ...ports, uploads })
  const tasks = new StoredTaskService({ ...ports, engine, additionalFiles, pollMs: 20 })
  const driver = new ScriptedArchiver(tasks)
  return {
    driver,
    tasks,
    uploads: additionalFiles,
    engine,
    ports,
    catalog: new SqlArchiveCatalog(database),
    archiveFolder,
    diagnostics,
    reached: (taskId, ...states) => reached(tasks, taskId, states),
    async [Symbol.asyncDispose]() {
      await engine[Symbol.asyncDispose]()
      await database[Symbol.asyncDispose]()
    },
  }
}

async function reached(tasks: StoredTaskService, taskId: string, states: readonly TaskState[]): Promise<TaskState> {
  const deadline = AbortSignal.timeout(20_000)
  let state: TaskState | undefined
  for await (const event of tasks.watch({ taskId, after: 0 }, deadline)) {
    if (event.kind !== 'status') continue
    state = event.status.state
    if (states.includes(state)) return state
  }
  throw new Error(`The task did not become ${states.join(' or ')}; it is ${state}.`)
}

async function keepSource(store: SqlSourceStore): Promise<void> {
  await store.save({
    id: testActivity.sourceId,
    kind: 'test',
    siteName: 'A site',
    siteUrl: 'https://moodle.example',
    release: '4.5',
    userName: 'teacher',
    userFullName: 'A Teacher',
    options: {},
    connectedAt: new Date(0),
    secret: 'secret',
  })
}
