import { setTimeout as delay } from 'node:timers/promises'
import type { ActivityArchivingTaskStatus, Core, TaskEvent } from '@muniment/core'
import type { EngineReport, EngineWork, TaskEnding } from '../shared/engine-messages.ts'

type Status = ActivityArchivingTaskStatus
type State = Status['state']

/** States in which a task needs nobody and goes on. */
const activeStates: ReadonlySet<State> = new Set(['scheduled', 'running', 'finalizing', 'pausing', 'aborting'])

const retryAfterMs = 2_000

/** Tells the main process how much there is to do and how tasks end, as long as the engine runs. */
export async function keepWatching(
  core: Pick<Core, 'tasks'>,
  report: (message: EngineReport) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    // The database may be busy for a while; tasks say so themselves where it matters.
    await watchWork(core, report, signal).catch(() => undefined)
    await delay(retryAfterMs, undefined, { signal }).catch(() => undefined)
  }
}

/** Tells whatever changes by so much that one could see it. */
async function watchWork(
  { tasks }: Pick<Core, 'tasks'>,
  report: (message: EngineReport) => void,
  signal: AbortSignal,
): Promise<void> {
  const active = new Map<string, Status>()
  let told = ''
  for await (const status of statusesOf(tasks.watch({}, signal))) {
    const { taskId, state } = status
    if (activeStates.has(state)) active.set(taskId, status)
    else if (active.delete(taskId)) {
      const ending = endingOf(status, (await tasks.get(taskId)).activity.activityName)
      if (ending) report({ kind: 'task-ended', ending })
    }
    const work = workOf([...active.values()])
    const text = JSON.stringify(work)
    if (text !== told) report({ kind: 'work', work })
    told = text
  }
}

async function* statusesOf(events: AsyncIterable<TaskEvent>): AsyncGenerator<Status> {
  for await (const event of events) if (event.kind === 'status') yield event.status
}

/** In hundredths: a bar shows no more. */
function workOf(statuses: readonly Status[]): EngineWork {
  const shares = statuses.map(shareOf).filter((share) => share !== null)
  if (shares.length === 0) return { tasks: statuses.length, share: null }
  const sum = shares.reduce((all, share) => all + share, 0)
  return { tasks: statuses.length, share: Math.floor((sum * 100) / statuses.length) / 100 }
}

function shareOf({ progress: { itemsTotal, itemsFinished, itemsFailed } }: Status): number | null {
  return itemsTotal === null || itemsTotal === 0 ? null : (itemsFinished + itemsFailed) / itemsTotal
}

/** Undefined where a person stopped it, and so knows. */
function endingOf({ taskId, state, error, progress }: Status, activityName: string): TaskEnding | undefined {
  if (state === 'finished') {
    return { taskId, activityName, end: progress.itemsFailed > 0 ? 'incomplete' : 'finished' }
  }
  if (state === 'failed') return { taskId, activityName, end: 'failed' }
  return state === 'paused' && error !== null ? { taskId, activityName, end: 'waits' } : undefined
}
