import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createCore,
  type ActivityArchivingTask,
  type ActivityMetadata,
  type ArchiveRecord,
  type Core,
  type CreateCoreOptions,
  type CreateTaskOptions,
} from '@muniment/core'
import { readZip } from './read-zip.ts'

/** A folder that is removed at the end. */
export interface Workspace extends AsyncDisposable {
  readonly path: string
  /** A folder within it, made now. */
  folder(name: string): Promise<string>
}

export async function openWorkspace(): Promise<Workspace> {
  const path = await mkdtemp(join(tmpdir(), 'muniment-test-'))
  return {
    path,
    async folder(name) {
      await mkdir(join(path, name), { recursive: true })
      return join(path, name)
    },
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 5 }),
  }
}

/** A site that tests connect to. */
export interface TestSite {
  readonly url: string
  readonly token: string
}

/** Opens an installation in a folder, impatient enough for tests. */
export function openCore(dataFolder: string, options: Partial<CreateCoreOptions> = {}): Promise<Core> {
  return createCore({
    dataFolder,
    secretKey: new Uint8Array(32).fill(1),
    version: '0.0.0-test',
    retryPolicy: { maximumAttempts: 8, firstDelayMs: 5, longestDelayMs: 50 },
    sourceRequests: {
      timeouts: { connectMs: 5_000, firstByteMs: 3_000, idleMs: 3_000 },
      retry: { tries: 4, firstDelayMs: 5, maxDelayMs: 50 },
    },
    ...options,
  })
}

/** Which activity a test is about: its course by short name or id, its kind, its name or course-module id. */
export interface WantedActivity {
  readonly course: string
  readonly kind: string
  readonly activity: string | number
}

/** Connects a site and finds an activity. */
export async function findActivity(core: Core, site: TestSite, wanted: WantedActivity): Promise<ActivityMetadata> {
  const credentials = { kind: 'token', token: site.token } as const
  const source = await core.sources.connectMoodle({ address: site.url, credentials })
  const courses = await core.sources.listCourses(source.id)
  const found = courses.find(({ shortName, id }) => shortName === wanted.course || String(id) === wanted.course)
  if (!found) throw new Error(`no course ${wanted.course}`)
  const activities = await core.sources.listActivities(source.id, found.id)
  const ofKind = activities.filter(({ kind }) => kind === wanted.kind)
  const activity = ofKind.find(({ name, courseModuleId }) => [name, courseModuleId].includes(wanted.activity))
  if (!activity)
    throw new Error(`no ${wanted.kind} ${wanted.activity}; there are ${ofKind.map((a) => a.name).join(', ')}`)
  return {
    sourceId: source.id,
    courseId: found.id,
    courseName: found.name,
    courseShortName: found.shortName,
    activityKind: activity.kind,
    activityId: activity.instanceId,
    courseModuleId: activity.courseModuleId,
    activityName: activity.name,
  }
}

/** Connects a site and finds a quiz by its name and the name of its course. */
export function findQuiz(core: Core, site: TestSite, course: string, quiz: string): Promise<ActivityMetadata> {
  return findActivity(core, site, { course, kind: 'quiz', activity: quiz })
}

/** Executes a task to its end. */
export async function runTask(core: Core, taskId: string): Promise<ActivityArchivingTask> {
  await core.start()
  await core.tasks.execute(taskId)
  for await (const _event of core.tasks.watch({ taskId }, AbortSignal.timeout(240_000))) {
    // Watched to the end.
  }
  return core.tasks.get(taskId)
}

/** A finished archive and what is in it. */
export interface FinishedArchive {
  readonly task: ActivityArchivingTask
  readonly archive: ArchiveRecord
  /** Contents by path below `data/`. */
  readonly payload: ReadonlyMap<string, Buffer>
}

/** Archives an activity with the driver for its kind, and reads the archive. */
export async function archiveActivity(
  core: Core,
  activity: ActivityMetadata,
  settings: Record<string, unknown> = {},
  options: CreateTaskOptions = {},
): Promise<FinishedArchive> {
  const driver = core.drivers.forActivityKind(activity.activityKind)
  if (!driver) throw new Error(`no driver for ${activity.activityKind}`)
  const created = await core.tasks.create(driver.id, activity, settings, options)
  const task = await runTask(core, created.id)
  if (task.archiveId === null) {
    const { entries } = await core.tasks.listLog(task.id)
    throw new Error(`The task did not finish:\n${entries.map((entry) => entry.message).join('\n')}`)
  }
  const archive = await core.archives.get(task.archiveId)
  return { task, archive, payload: await readPayload(archive.path) }
}

/** The same for a quiz. */
export const archiveQuiz = archiveActivity

/** The payload of an archive: contents by path below `data/`. */
export async function readPayload(zip: string): Promise<ReadonlyMap<string, Buffer>> {
  const entries = await readZip(zip)
  return new Map(
    [...entries].flatMap(([name, bytes]) => {
      const path = /^[^/]+\/data\/(.+)$/u.exec(name)?.[1]
      return path === undefined ? [] : [[path, bytes] as const]
    }),
  )
}

/** Rows of items.csv by column. Cells of ours have no line breaks in tests that use this. */
export function readRows(payload: ReadonlyMap<string, Buffer>): readonly Readonly<Record<string, unknown>>[] {
  const lines = payload.get('items.jsonl')?.toString('utf8').trimEnd().split('\n') ?? []
  return lines.map((line) => {
    const item: unknown = JSON.parse(line)
    return typeof item === 'object' && item !== null && 'row' in item ? { ...item, ...Object(item.row) } : {}
  })
}
