import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { TaskItem } from '../../core.ts'
import type { ActivityArchiver } from '../../driver/activity-archiver.ts'
import type { ActivityArchivingTask } from '../../driver/activity-archiving-task.ts'
import type { ActivityMetadata } from '../../driver/activity-metadata.ts'
import type { TaskSettings } from '../../driver/settings-definition.ts'
import { ArchivingError } from '../../errors/index.ts'
import type { EngineOptions, EnginePorts } from '../../tasks/engine-ports.ts'
import { openTestEngineWith, temporaryFolder, type TestEngine } from '../open-test-engine.ts'
import type { ConformanceSite, DriverConformanceOptions } from './conformance-options.ts'
import { DriverWatch } from './driver-watch.ts'
import { readSealedContents, type SealedContents } from './sealed-contents.ts'
import { createTextTypesetter } from './text-typesetter.ts'

/** What differs from bench to bench. */
export interface BenchChanges {
  readonly options?: Partial<EngineOptions>
  /** Changes ports of the engine, given those that it would have. */
  readonly ports?: (ports: TestEngine['ports']) => Partial<EnginePorts>
  readonly now?: () => Date
  readonly typesetter?: EnginePorts['typesetter']
  /** How often an item is tried in all. Default: 3. */
  readonly maximumAttempts?: number
  readonly maximumItems?: number
}

export interface RunChanges {
  readonly settings?: TaskSettings
  readonly preset?: string
  /** Takes what has not changed from the archive before. */
  readonly reuseUnchanged?: boolean
}

/** A task that came to its end. */
export interface EndedRun {
  readonly task: ActivityArchivingTask
  readonly items: readonly TaskItem[]
  /** Messages of the task's log. */
  readonly log: readonly string[]
  /** Folder for the archive of this task alone. */
  readonly folder: string
}

const patienceMs = 30_000

/** A driver on a real engine, database and disk, with a watch between it and all that it is given. */
export class ConformanceBench implements AsyncDisposable {
  readonly engine: TestEngine<ActivityArchiver>
  readonly watch: DriverWatch
  readonly #options: DriverConformanceOptions
  readonly #folder: Awaited<ReturnType<typeof temporaryFolder>>
  readonly #sites: Map<string, ConformanceSite>
  readonly #folders = new Map<string, string>()
  #folderCount = 0

  private constructor(
    engine: TestEngine<ActivityArchiver>,
    kit: {
      readonly options: DriverConformanceOptions
      readonly folder: Awaited<ReturnType<typeof temporaryFolder>>
      readonly sites: Map<string, ConformanceSite>
    },
  ) {
    this.engine = engine
    this.watch = new DriverWatch()
    this.watch.attach(engine.driver)
    this.#options = kit.options
    this.#folder = kit.folder
    this.#sites = kit.sites
  }

  static async open(options: DriverConformanceOptions, changes: BenchChanges = {}): Promise<ConformanceBench> {
    const folder = await temporaryFolder()
    const sites = new Map<string, ConformanceSite>()
    const { maximumAttempts = 3, maximumItems = 2, now, typesetter = createTextTypesetter() } = changes
    const engine = await openTestEngineWith(options.createDriver, folder.path, {
      durable: false,
      options: {
        retryPolicy: { maximumAttempts, firstDelayMs: 1, longestDelayMs: 2 },
        maximumItems,
        abortGraceMs: 5_000,
        // Nothing waits for it: the engine is woken.
        pollMs: 1_000,
        ...changes.options,
      },
      ports: {
        typesetter,
        ...(now && { now }),
        openSource: async (sourceId) => {
          const site = sites.get(sourceId)
          if (site) return site.source
          throw new ArchivingError('not_found', `There is no source “${sourceId}”.`)
        },
      },
      ...(changes.ports && { changePorts: changes.ports }),
    })
    await engine.engine.start()
    return new ConformanceBench(engine, { options, folder, sites })
  }

  get driver(): ActivityArchiver {
    return this.engine.driver
  }

  /** The activity of a site, as tasks of this bench name it. */
  async connect(site: ConformanceSite): Promise<ActivityMetadata> {
    let sourceId = [...this.#sites].find(([, known]) => known === site)?.[0]
    if (sourceId === undefined) {
      sourceId = `site-${this.#sites.size + 1}`
      await this.engine.keepSource(sourceId)
      this.#sites.set(sourceId, site)
    }
    return { ...site.activity, sourceId }
  }

  /** Puts another site in the place of one: the same site later. */
  replace(site: ConformanceSite, later: ConformanceSite): void {
    for (const [sourceId, known] of this.#sites) if (known === site) this.#sites.set(sourceId, later)
  }

  /** Makes a task whose archive gets a folder of its own. */
  async create(
    site: ConformanceSite,
    { settings, preset, reuseUnchanged = false }: RunChanges = {},
  ): Promise<ActivityArchivingTask> {
    const destinationFolder = join(this.#folder.path, `archives-${++this.#folderCount}`)
    await mkdir(destinationFolder)
    const task = await this.driver.createTask(
      await this.connect(site),
      { ...this.#options.settings, ...settings },
      { destinationFolder, reuseUnchanged, requestedBy: 'conformance kit', ...(preset !== undefined && { preset }) },
    )
    this.#folders.set(task.id, destinationFolder)
    return task
  }

  /** Archives the site's activity, whatever comes of it. */
  async run(site: ConformanceSite, changes: RunChanges = {}): Promise<EndedRun> {
    const task = await this.create(site, changes)
    return this.execute(task.id)
  }

  /** Executes a task and waits for its end. */
  async execute(taskId: string): Promise<EndedRun> {
    this.watch.reset()
    if (!(await this.driver.executeTask(taskId))) throw new Error('The task could not be executed.')
    return this.ended(taskId)
  }

  /** Waits until a scheduled task has come to its end, and nobody works on it any more. */
  async ended(taskId: string): Promise<EndedRun> {
    const { tasks, engine, ports } = this.engine
    const patience = AbortSignal.timeout(patienceMs)
    for (;;) {
      const { promise: changed, resolve } = Promise.withResolvers<void>()
      patience.addEventListener('abort', () => resolve(), { once: true })
      using _subscription = ports.changes.subscribe((id) => id === taskId && resolve())
      const task = await tasks.get(taskId)
      const isAtRest =
        ['finished', 'failed', 'paused', 'aborted'].includes(task.status.state) && !engine.executionOf(taskId)
      if (isAtRest) return this.#toRun(task)
      if (patience.aborted) throw new Error(`The task did not come to its end; it is ${task.status.state}.`)
      await changed
    }
  }

  /** Reads the archive of a finished task. */
  async sealed(run: EndedRun): Promise<SealedContents> {
    return readSealedContents(await this.archivePath(run))
  }

  async archivePath({ task }: EndedRun): Promise<string> {
    const archive = task.archiveId === null ? undefined : await this.engine.catalog.get(task.archiveId)
    if (archive) return archive.path
    throw new Error(`The task has no archive: it is ${task.status.state}. ${JSON.stringify(task.status.error)}`)
  }

  /** Whether the archive says that nothing is missing. */
  async isComplete({ task }: EndedRun): Promise<boolean> {
    return (await this.engine.catalog.get(task.archiveId ?? ''))?.complete === true
  }

  /** What lies where only whole archives and artifacts may lie: unfinished files, and archives of unfinished tasks. */
  async leftovers({ task, folder }: EndedRun): Promise<readonly string[]> {
    const unfinished = await readdir(join(this.#folder.path, 'artifacts', 'incoming'))
    const published = await readdir(folder)
    return [...unfinished, ...(task.status.state === 'finished' ? published.slice(1) : published)]
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.engine[Symbol.asyncDispose]()
    await this.#folder[Symbol.asyncDispose]()
  }

  async #toRun(task: ActivityArchivingTask): Promise<EndedRun> {
    const { entries: items } = await this.engine.tasks.listItems(task.id, { limit: 500 })
    const { entries: log } = await this.engine.tasks.listLog(task.id, { limit: 500 })
    const folder = this.#folders.get(task.id) ?? this.engine.archiveFolder
    return { task, items, log: log.map(({ message }) => message), folder }
  }
}
