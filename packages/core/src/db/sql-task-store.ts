import { LockMode } from '@mikro-orm/core'
import type { FilterQuery, SqlEntityManager } from '@mikro-orm/sql'
import { everywhere, type Reach } from '../access/reach.ts'
import { fromArchiveTimestamp } from '../archive/timestamps/stored-timestamp.ts'
import type { Page, PageOptions, TaskFilter } from '../driver/activity-archiving-driver.ts'
import { executingStates, type TaskPriority } from '../driver/activity-archiving-task.ts'
import { finishableStates, statesBefore } from '../tasks/task-state-machine.ts'
import type { NewTask, StoredTask } from '../tasks/stored-task.ts'
import type {
  Claim,
  ExecutingTask,
  FinishWith,
  HeldTask,
  NewArchive,
  TaskFacts,
  TaskStore,
  TaskTransition,
} from '../tasks/task-store.ts'
import { ArchivingError, fromKeptError } from '../errors/index.ts'
import { ArchiveEntity, SourceEntity, TaskEntity, type TaskRow } from './entities/index.ts'
import { pageLimit, toPage } from './keyset-page.ts'
import type { Database } from './database.ts'
import { runInDatabase } from './run-in-database.ts'
import { tasksWithin } from './within-reach.ts'

/** Tasks in the database; `get`, `page` and `count` know only those within reach. */
export class SqlTaskStore implements TaskStore {
  readonly #database: Database
  readonly #reach: Reach

  constructor(database: Database, reach: Reach = everywhere) {
    this.#database = database
    this.#reach = reach
  }

  insert(task: NewTask): Promise<void> {
    return this.#run(async (em) => {
      const { sourceId, courseId, courseModuleId } = task.activity
      if ((await em.count(SourceEntity, { id: sourceId })) === 0) {
        throw new ArchivingError('not_found', `There is no source “${sourceId}”. Connect it first.`)
      }
      await em.insert(TaskEntity, { ...task, source: sourceId, courseId, courseModuleId, state: 'created' })
    })
  }

  get(taskId: string): Promise<StoredTask | undefined> {
    return this.#run(async (em) => {
      const row = await em.findOne(TaskEntity, { $and: [{ id: taskId }, tasksWithin(this.#reach)] })
      return row ? toStoredTask(row) : undefined
    })
  }

  page(filter: TaskFilter, options: PageOptions = {}): Promise<Page<StoredTask>> {
    const limit = pageLimit(options)
    return this.#run(async (em) => {
      const before = options.cursor === undefined ? {} : { id: { $lt: options.cursor } }
      const conditions = [toQuery(filter), tasksWithin(this.#reach), before]
      const rows = await em.find(TaskEntity, { $and: conditions }, { orderBy: { id: 'desc' }, limit: limit + 1 })
      return toPage(rows, limit, { entry: toStoredTask, cursor: (row) => row.id })
    })
  }

  count(filter: TaskFilter): Promise<number> {
    return this.#run((em) => em.count(TaskEntity, { $and: [toQuery(filter), tasksWithin(this.#reach)] }))
  }

  transition(taskId: string, { to, from = statesBefore(to), owner, facts = {} }: TaskTransition): Promise<boolean> {
    const sources = from.filter((state) => statesBefore(to).includes(state))
    const guard = { id: taskId, state: { $in: [...sources] }, ...(owner === undefined ? {} : { owner }) }
    return this.#run(async (em) => (await em.nativeUpdate(TaskEntity, guard, { ...facts, state: to })) === 1)
  }

  update(taskId: string, owner: string, facts: TaskFacts): Promise<boolean> {
    return this.#run(async (em) => (await em.nativeUpdate(TaskEntity, { id: taskId, owner }, { ...facts })) === 1)
  }

  finish(taskId: string, owner: string, archive: NewArchive): Promise<boolean> {
    return this.#run(() =>
      this.#database.write(async (transaction) => {
        const moved = await transaction.nativeUpdate(
          TaskEntity,
          { id: taskId, owner, state: { $in: [...finishableStates] } },
          {
            state: 'finished',
            archiveId: archive.id,
            sealing: null,
            error: null,
            owner: null,
            leaseUntil: null,
            endedAt: archive.sealedAt,
          },
        )
        const timestamps = archive.timestamps.map(fromArchiveTimestamp)
        if (moved === 1) await transaction.insert(ArchiveEntity, { ...archive, timestamps, task: taskId })
        return moved === 1
      }, `task ${taskId}`),
    )
  }

  finishWith(taskId: string, owner: string, { archiveId, endedAt }: FinishWith): Promise<boolean> {
    return this.#run(() =>
      this.#database.write(async (transaction) => {
        // Locked: it cannot be removed until this task has it; see moveToRemovals.
        const lockMode = LockMode.PESSIMISTIC_WRITE
        if (!(await transaction.findOne(ArchiveEntity, { id: archiveId }, { lockMode }))) return false
        const guard = { id: taskId, owner, state: { $in: [...finishableStates] } }
        const facts = { state: 'finished', archiveId, owner: null, leaseUntil: null, error: null, endedAt } as const
        return (await transaction.nativeUpdate(TaskEntity, guard, facts)) === 1
      }, `task ${taskId}`),
    )
  }

  async claimNext(claim: Claim): Promise<StoredTask | undefined> {
    // Most looks find nothing; they need no lock.
    if ((await this.count({ states: ['scheduled'] })) === 0) return undefined
    return this.#run(() =>
      this.#database.write(async (em) => {
        const { owner, leaseUntil, now } = claim
        const candidate = await findCandidate(em, claim)
        if (!candidate) return undefined
        const claimed = await em.nativeUpdate(
          TaskEntity,
          { id: candidate.id, state: 'scheduled' },
          { state: 'running', owner, leaseUntil, startedAt: now, endedAt: null, error: null },
        )
        // Aborted or paused at this very moment; the next look finds another one.
        if (claimed === 0) return undefined
        em.clear()
        return toStoredTask(await em.findOneOrFail(TaskEntity, { id: candidate.id }))
      }, 'claim of a task'),
    )
  }

  setPriority(taskId: string, priority: TaskPriority): Promise<boolean> {
    const guard = { id: taskId, state: { $ne: 'finished' } } as const
    return this.#run(async (em) => (await em.nativeUpdate(TaskEntity, guard, { priority })) === 1)
  }

  renewLeases({ owner, leaseUntil }: Claim): Promise<readonly HeldTask[]> {
    return this.#run(async (em) => {
      await em.nativeUpdate(TaskEntity, { owner, state: { $in: [...executingStates] } }, { leaseUntil })
      const rows = await em.find(
        TaskEntity,
        { owner, state: { $in: [...executingStates] } },
        { fields: ['id', 'state', 'priority'], orderBy: { id: 'asc' } },
      )
      return rows.map(({ id, state, priority }) => ({ id, state, priority }))
    })
  }

  listExecuting(): Promise<readonly ExecutingTask[]> {
    return this.#run(async (em) => {
      const rows = await em.find(TaskEntity, { state: { $in: [...executingStates] } }, { orderBy: { id: 'asc' } })
      return rows.map((row) => ({
        id: row.id,
        state: row.state,
        owner: row.owner ?? null,
        leaseUntil: row.leaseUntil ?? null,
      }))
    })
  }

  #run<Result>(work: (em: SqlEntityManager) => Promise<Result>): Promise<Result> {
    return runInDatabase(this.#database, work, 'The list of tasks could not be read or written.')
  }
}

/** The oldest scheduled task of the first priority that has one whose source has room. */
async function findCandidate(
  em: SqlEntityManager,
  { owner, priorities = ['high', 'normal', 'low'], maximumTasksOfSource }: Claim,
): Promise<TaskRow | undefined> {
  const full = maximumTasksOfSource === undefined ? [] : await sourcesHeld(em, owner, maximumTasksOfSource)
  for (const priority of priorities) {
    const query = { state: 'scheduled', priority, ...(full.length > 0 && { source: { $nin: [...full] } }) } as const
    const [row] = await em.find(TaskEntity, query, { orderBy: { id: 'asc' }, limit: 1 })
    if (row) return row
  }
  return undefined
}

/** Sources of which an owner executes at least so many tasks. */
async function sourcesHeld(em: SqlEntityManager, owner: string, atLeast: number): Promise<readonly string[]> {
  const executing = await em.find(TaskEntity, { owner, state: { $in: [...executingStates] } }, { fields: ['source'] })
  const bySource = Map.groupBy(executing, ({ source }) => source)
  return [...bySource].filter(([, tasks]) => tasks.length >= atLeast).map(([source]) => source)
}

function toQuery(filter: TaskFilter): FilterQuery<TaskRow> {
  return {
    ...(filter.states && { state: { $in: [...filter.states] } }),
    ...(filter.sourceId !== undefined && { source: filter.sourceId }),
    ...(filter.courseId !== undefined && { courseId: filter.courseId }),
    ...(filter.courseModuleId !== undefined && { courseModuleId: filter.courseModuleId }),
    ...(filter.driverId !== undefined && { driverId: filter.driverId }),
  }
}

function toStoredTask(row: TaskRow): StoredTask {
  return {
    id: row.id,
    driverId: row.driverId,
    activity: row.activity,
    settings: row.settings,
    settingsOrigin: row.settingsOrigin ?? null,
    requestedBy: row.requestedBy,
    destinationFolder: row.destinationFolder ?? null,
    priority: row.priority,
    state: row.state,
    error: fromKeptError(row.error),
    description: row.description ?? null,
    itemsListed: row.itemsListed,
    listedAt: row.listedAt ?? null,
    sealIncomplete: row.sealIncomplete,
    sealing: row.sealing ?? null,
    pace: row.pace ?? null,
    archiveId: row.archiveId ?? null,
    owner: row.owner ?? null,
    reuseUnchanged: row.reuseUnchanged,
    predecessorTaskId: row.predecessorTaskId ?? null,
    activityFingerprint: row.activityFingerprint ?? null,
    createdAt: row.createdAt,
    startedAt: row.startedAt ?? null,
    endedAt: row.endedAt ?? null,
  }
}
