import type { Core, TaskItem, TaskLogEntry } from '../core.ts'
import { taskStates, type TaskState } from '../driver/activity-archiving-task.ts'
import type { RecordedError } from '../errors/index.ts'
import type { ReportTypesetter } from '../pdf/report-typesetter.ts'
import type { DiagnosticsBundle, ErrorFacts, ProgramFacts, SourceFacts, TaskFacts } from './diagnostics-bundle.ts'
import { maskSettings } from './mask-settings.ts'

const mostItems = 200
const mostLogEntries = 500
const logPage = 500

/** What a bundle is collected from. */
export interface DiagnosticsPorts extends Pick<Core, 'drivers' | 'sources' | 'tasks' | 'describe'> {
  readonly typesetter: Pick<ReportTypesetter, 'describe'>
  readonly computer: Pick<ProgramFacts, 'architecture' | 'cores' | 'memoryBytes'>
  readonly now: () => Date
}

/**
 * Collects what helps to find a fault.
 *
 * @param taskId the task that it is about, if any
 * @throws ArchivingError `not_found` if there is no such task; `storage_busy`, `storage_failed`, `report_failed`
 */
export async function collectDiagnostics(ports: DiagnosticsPorts, taskId?: string): Promise<DiagnosticsBundle> {
  const { version, nodeVersion, platform, startedAt } = ports.describe()
  return {
    format: 'muniment-diagnostics',
    formatVersion: 1,
    madeAt: ports.now(),
    program: { version, nodeVersion, platform, ...ports.computer, startedAt },
    components: await ports.typesetter.describe(),
    drivers: [...ports.drivers].map(({ id }) => {
      const origin = ports.drivers.originOf(id)
      return origin.kind === 'built-in'
        ? { id, package: null, version: null }
        : { id, package: origin.packageName, version: origin.version }
    }),
    driverProblems: ports.drivers.problems.length,
    sources: await sourceFacts(ports),
    tasksByState: await countTasks(ports),
    task: taskId === undefined ? null : await taskFacts(ports, taskId),
  }
}

async function sourceFacts({ sources }: DiagnosticsPorts): Promise<readonly SourceFacts[]> {
  const { entries } = await sources.list()
  return entries.map(({ kind, release, options }) => ({
    kind,
    release,
    usesProxy: options.proxy !== undefined,
    hasOwnCertificateAuthority: options.certificateAuthority !== undefined,
    maxParallelRequests: options.maxParallelRequests ?? null,
  }))
}

async function countTasks({ tasks }: DiagnosticsPorts): Promise<Readonly<Record<TaskState, number>>> {
  const counted = taskStates.map(async (state) => [state, await tasks.all.where({ states: [state] }).count()] as const)
  const counts = new Map(await Promise.all(counted))
  const of = (state: TaskState): number => counts.get(state) ?? 0
  return {
    created: of('created'),
    scheduled: of('scheduled'),
    running: of('running'),
    finalizing: of('finalizing'),
    pausing: of('pausing'),
    aborting: of('aborting'),
    paused: of('paused'),
    finished: of('finished'),
    failed: of('failed'),
    aborted: of('aborted'),
  }
}

async function taskFacts({ tasks, drivers }: DiagnosticsPorts, taskId: string): Promise<TaskFacts> {
  const { driverId, settings, createdAt, startedAt, endedAt, status } = await tasks.get(taskId)
  const { entries: troubled } = await tasks.listItems(taskId, {
    states: ['failed', 'running', 'pending'],
    limit: mostItems,
  })
  const numberOf = createNumbers()
  return {
    driverId,
    state: status.state,
    createdAt,
    startedAt,
    endedAt,
    progress: status.progress,
    error: errorFacts(status.error),
    settings: maskSettings(drivers.get(driverId).getTaskSettingsDefinition(), settings),
    items: troubled.map(({ key, state, attempts, error, remarks }: TaskItem) => ({
      item: numberOf(key),
      state,
      attempts,
      error: errorFacts(error),
      remarks: remarks.length,
    })),
    log: (await newestLog(tasks, taskId)).map(({ at, level, kind, itemKey }) => ({
      at,
      level,
      kind,
      item: itemKey === null ? null : numberOf(itemKey),
    })),
  }
}

/** Keys hold ids of people's work; numbers in the order of asking hold nothing. */
function createNumbers(): (key: string) => number {
  const numbers = new Map<string, number>()
  return (key) => {
    const number = numbers.get(key) ?? numbers.size + 1
    numbers.set(key, number)
    return number
  }
}

async function newestLog(tasks: Core['tasks'], taskId: string): Promise<readonly TaskLogEntry[]> {
  let newest: readonly TaskLogEntry[] = []
  for (let cursor: string | undefined; ;) {
    const page = await tasks.listLog(taskId, { limit: logPage, ...(cursor !== undefined && { cursor }) })
    newest = [...newest, ...page.entries].slice(-mostLogEntries)
    cursor = page.nextCursor
    if (cursor === undefined) return newest
  }
}

function errorFacts(error: RecordedError | null): ErrorFacts | null {
  return error && { code: error.code, retry: error.retry }
}
