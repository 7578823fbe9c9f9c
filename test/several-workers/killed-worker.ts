import { join } from 'node:path'
import { verifyArchive } from '@muniment/core'
import { activityMetadataOf, createMunimentClient, type MunimentClient, type TaskEvent } from '@muniment/sdk'
import { saveArchive } from '@muniment/sdk/node'
import { Client } from 'pg'
import { startSampleMoodle } from '../moodle-stand-in/start-sample-moodle.ts'
import { openWorkspace, readPayload, readRows } from '../support/open-muniment.ts'
import { startMuniment, type RunningMuniment } from '../support/run-muniment.ts'
import { startPostgres } from '../support/start-postgres.ts'
import { startS3 } from '../support/start-s3.ts'

/** How many items a worker works on at once. */
export const itemsAtOnce = 4

/** What the processes have in common besides the database: a data folder, or storage alone, as on several machines. */
export type Sharing = 'folder' | 'storage'

/** What became of a task of which a worker was killed. */
export interface KilledWorkerOutcome {
  readonly state: string | undefined
  readonly verdict: string
  /** Keys of the items in the archive, with those twice that are there twice. */
  readonly keys: readonly string[]
  /** How often items were begun, all of them together. */
  readonly attempts: number
  readonly interruptions: number
  /** Ids of the log entries that the watcher was told. */
  readonly logIds: readonly number[]
  /** Of the log as it is kept. */
  readonly keptLogIds: readonly number[]
  /** Numbers of finished items that the watcher was told. */
  readonly finishedCounts: readonly number[]
  /** How many archives there are in the storage, with those that nobody knows of; null without one. */
  readonly archivesInStorage: number | null
}

/**
 * Starts a server that executes nothing, three workers, and a task of so many items; kills the worker that has the task in
 * its middle, and tells what came of it.
 *
 * @param shared with `storage`, each process has a data folder of its own, and contents and archives are in S3
 * @returns undefined if there is no PostgreSQL for this platform
 */
export async function killWorkerInTheMiddle(items: number, shared: Sharing): Promise<KilledWorkerOutcome | undefined> {
  await using opened = new AsyncDisposableStack()
  const postgres = opened.use(await startPostgres())
  if (!postgres) return undefined
  const workspace = opened.use(await openWorkspace())
  const moodle = opened.use(await startSampleMoodle({ scale: items }))
  const s3 = shared === 'storage' ? opened.use(await startS3()) : undefined
  const environment = {
    ...s3?.environment,
    // All of them must have the key; from a folder in common they read it.
    ...(s3 && { MUNIMENT_SECRET_KEY: Buffer.alloc(32, 7).toString('base64') }),
    MUNIMENT_DATABASE: postgres.url,
    MUNIMENT_ALLOWED_ADDRESSES: '127.0.0.1',
    MUNIMENT_EXECUTE_TASKS: 'false',
    MUNIMENT_LISTEN_PORT: '0',
    MUNIMENT_API_KEY: 'a-key-of-this-test-alone',
    MUNIMENT_CONCURRENCY: String(itemsAtOnce),
    MUNIMENT_TYPESETTERS: '1',
  }
  let machines = 0
  const start = (command: string): RunningMuniment => {
    machines += 1
    const data = s3 ? `machine-${machines}` : 'data'
    const running = startMuniment([command], { ...environment, MUNIMENT_DATA: join(workspace.path, data) })
    opened.defer(async () => {
      running.child.kill('SIGTERM')
      await running.ended
    })
    return running
  }
  const server = start('serve')
  await server.saying(/listens on/u)
  const workers = [start('worker'), start('worker'), start('worker')]
  await Promise.all(workers.map((worker) => worker.saying(/executes tasks/u)))
  const client = createMunimentClient({
    url: /listens on (\S+)/u.exec(server.said())?.[1] ?? '',
    apiKey: environment.MUNIMENT_API_KEY,
  })
  const taskId = await beginTask(client, moodle)
  const killInTheMiddle = async (): Promise<void> => {
    const owner = await processOf(taskId, postgres.url)
    workers.find(({ child }) => child.pid === owner)?.child.kill('SIGKILL')
  }
  const events = await watchAndKill(client, taskId, { items, killInTheMiddle })
  const archives = (await s3?.keys())?.filter((key) => key.includes('/archives/')) ?? null
  return {
    ...(await describe(client, taskId, { events, folder: workspace.path })),
    archivesInStorage: archives?.length ?? null,
  }
}

async function beginTask(
  client: MunimentClient,
  site: { readonly url: string; readonly token: string },
): Promise<string> {
  const credentials = { kind: 'token', token: site.token } as const
  const source = await client.sources.connectMoodle({ address: site.url, credentials })
  const course = (await client.sources.listCourses({ sourceId: source.id })).find(({ id }) => id === 7)
  const activities = await client.sources.listActivities({ sourceId: source.id, courseId: 7 })
  const quiz = activities.find(({ courseModuleId }) => courseModuleId === 51)
  if (!course || !quiz) throw new Error('The sample site has no such quiz.')
  const activity = activityMetadataOf(source.id, course, quiz)
  const task = await client.tasks.create({ driverId: 'quiz', activity })
  await client.tasks.execute({ taskId: task.id })
  return task.id
}

/** Watches a task to its end; once a third of it is done, the worker that has it is killed. */
async function watchAndKill(
  client: MunimentClient,
  taskId: string,
  { items, killInTheMiddle }: { readonly items: number; readonly killInTheMiddle: () => Promise<void> },
): Promise<readonly TaskEvent[]> {
  const events: TaskEvent[] = []
  let isKilled = false
  for await (const event of client.tasks.watch({ taskId, after: 0 })) {
    events.push(event)
    if (isKilled || event.kind !== 'status' || event.status.progress.itemsFinished < items / 3) continue
    isKilled = true
    await killInTheMiddle()
  }
  return events
}

/** The number of the process that executes a task. */
async function processOf(taskId: string, address: string): Promise<number> {
  const client = new Client({ connectionString: address })
  await client.connect()
  try {
    const { rows } = await client.query<{ owner: string }>('select owner from task where id = $1', [taskId])
    return Number(rows[0]?.owner.split('/')[1])
  } finally {
    await client.end()
  }
}

async function describe(
  client: MunimentClient,
  taskId: string,
  { events, folder }: { readonly events: readonly TaskEvent[]; readonly folder: string },
): Promise<Omit<KilledWorkerOutcome, 'archivesInStorage'>> {
  const task = await client.tasks.get({ taskId })
  const { path: zip } = await saveArchive(client, { archiveId: task.archiveId ?? '', folder })
  const log = await client.tasks.listLog({ taskId, limit: 500 })
  const { entries } = await client.tasks.listItems({ taskId, limit: 500 })
  return {
    state: task.status.state,
    verdict: (await verifyArchive(zip)).verdict,
    keys: readRows(await readPayload(zip)).map((row) => String(row['key'])),
    attempts: entries.reduce((sum, { attempts }) => sum + attempts, 0),
    interruptions: log.entries.filter(({ message }) => message.includes('after an interruption')).length,
    logIds: events.flatMap((event) => (event.kind === 'log' ? [event.entry.id] : [])),
    keptLogIds: log.entries.map(({ id }) => id),
    finishedCounts: events.flatMap((event) => (event.kind === 'status' ? [event.status.progress.itemsFinished] : [])),
  }
}
