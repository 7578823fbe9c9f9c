import { createHash } from 'node:crypto'
import { verifyArchive, type ActivityArchivingTask, type Core, type CreateCoreOptions } from '@muniment/core'
import {
  findActivity,
  openCore,
  openWorkspace,
  readPayload,
  readRows,
  type WantedActivity,
} from '../support/open-muniment.ts'
import type { StandIn } from '../support/shared-recordings.ts'

/** Every way in which the stand-in can go wrong. */
export const everyFault = [
  'http500',
  'http503',
  'reset',
  'truncate',
  'hang',
  'html',
  'slow',
  'maintenance',
  'emptybody',
] as const

/** As patient as an installation is, with all waits a hundred times as short. */
const impatient = {
  retryPolicy: { maximumAttempts: 5, firstDelayMs: 10, longestDelayMs: 600 },
  outagePolicy: { suspectedAfter: 3, firstPauseMs: 20, longestPauseMs: 600, patienceMs: 60_000 },
  sourceRequests: {
    timeouts: { connectMs: 2_000, firstByteMs: 1_000, idleMs: 1_000 },
    retry: { tries: 4, firstDelayMs: 5, maxDelayMs: 2_000 },
  },
} satisfies Partial<CreateCoreOptions>

const longestRunMs = 1_800_000

/** What became of an activity that was archived once, from start to end, by nobody but the program. */
export interface FaultRun {
  /** Paths in the payload with the hashes of their contents. */
  readonly payload: ReadonlyMap<string, string>
  /** Keys of the items, one for each row of the archive. */
  readonly items: readonly unknown[]
  readonly complete: boolean
  readonly verdict: string
  readonly seconds: number
  readonly requests: number
  readonly faults: Readonly<Record<string, number>>
  /** How often items were begun again. */
  readonly itemsTriedAgain: number
}

/** Archives an activity of the stand-in once, in an installation of its own; throws unless its task finishes by itself. */
export async function archiveOnce(moodle: StandIn, wanted: WantedActivity): Promise<FaultRun> {
  await using workspace = await openWorkspace()
  await using core = await openCore(workspace.path, impatient)
  const activity = await findActivity(core, moodle, wanted)
  const before = moodle.stats()
  const startedMs = performance.now()
  const driver = core.drivers.forActivityKind(wanted.kind)
  const created = await core.tasks.create(driver?.id ?? wanted.kind, activity)
  await core.start()
  await core.tasks.execute(created.id)
  const task = await reachEnd(core, created.id)
  const seconds = (performance.now() - startedMs) / 1_000
  const after = moodle.stats()
  const archive = await core.archives.get(task.archiveId ?? '')
  const payload = await readPayload(archive.path)
  const { verdict } = await verifyArchive(archive.path)
  let itemsTriedAgain = 0
  for (let cursor: string | undefined, done = false; !done;) {
    const page = await core.tasks.listItems(task.id, { limit: 100, ...(cursor !== undefined && { cursor }) })
    itemsTriedAgain += page.entries.reduce((sum, { attempts }) => sum + attempts - 1, 0)
    cursor = page.nextCursor
    done = cursor === undefined
  }
  return {
    payload: new Map([...payload].map(([path, bytes]) => [path, createHash('sha256').update(bytes).digest('hex')])),
    items: readRows(payload).map((row) => row['key']),
    complete: archive.complete,
    verdict,
    seconds,
    requests: after.requests - before.requests,
    faults: Object.fromEntries(
      everyFault.map((kind) => [kind, (after.faults[kind] ?? 0) - (before.faults[kind] ?? 0)] as const),
    ),
    itemsTriedAgain,
  }
}

/** Watches a task, and lets it do as it likes. */
async function reachEnd(core: Core, taskId: string): Promise<ActivityArchivingTask> {
  for await (const _event of core.tasks.watch({ taskId }, AbortSignal.timeout(longestRunMs))) {
    // Watched to the end.
  }
  const task = await core.tasks.get(taskId)
  if (task.status.state === 'finished') return task
  const { entries } = await core.tasks.listLog(taskId, { limit: 500 })
  throw new Error(`The task is ${task.status.state}:\n${entries.map(({ message }) => message).join('\n')}`)
}
