import type { Page, PageOptions, TaskFilter } from '../../driver/activity-archiving-driver.ts'
import { executingStates, type TaskPriority } from '../../driver/activity-archiving-task.ts'
import { pageLimit, toPage } from '../../db/keyset-page.ts'
import { ArchivingError } from '../../errors/index.ts'
import type { NewTask, StoredTask } from '../../tasks/stored-task.ts'
import { finishableStates, isExecuting, statesBefore } from '../../tasks/task-state-machine.ts'
import type {
  Claim,
  ExecutingTask,
  FinishWith,
  HeldTask,
  NewArchive,
  TaskFacts,
  TaskStore,
  TaskTransition,
} from '../../tasks/task-store.ts'

/** A task as it lies in memory. */
export interface MemoryTask extends StoredTask {
  readonly leaseUntil: Date | null
}

/** What several {@link MemoryTaskStore}s share: the database. */
export interface MemoryTasks {
  readonly sourceIds: readonly [string, string]
  readonly tasks: Map<string, MemoryTask>
}

/** A task store in memory that keeps all promises. The kit is tested with it, and with wrong ones made from it. */
export class MemoryTaskStore implements TaskStore {
  protected readonly data: MemoryTasks

  constructor(data: MemoryTasks) {
    this.data = data
  }

  async insert(task: NewTask): Promise<void> {
    if (!this.data.sourceIds.includes(task.activity.sourceId)) {
      throw new ArchivingError('not_found', 'There is no such source.')
    }
    this.put({
      reuseUnchanged: false,
      predecessorTaskId: null,
      activityFingerprint: null,
      ...structuredClone(task),
      state: 'created',
      error: null,
      description: null,
      itemsListed: false,
      listedAt: null,
      sealIncomplete: false,
      sealing: null,
      pace: null,
      archiveId: null,
      owner: null,
      startedAt: null,
      endedAt: null,
      leaseUntil: null,
    })
  }

  async get(taskId: string): Promise<StoredTask | undefined> {
    const task = this.data.tasks.get(taskId)
    return task && toStored(task)
  }

  async page(filter: TaskFilter, options: PageOptions = {}): Promise<Page<StoredTask>> {
    const limit = pageLimit(options)
    const { cursor } = options
    const rows = this.matching(filter).filter(({ id }) => cursor === undefined || id < cursor)
    return toPage(rows, limit, { entry: toStored, cursor: ({ id }) => id })
  }

  async count(filter: TaskFilter): Promise<number> {
    return this.matching(filter).length
  }

  async transition(taskId: string, { to, from, owner, facts = {} }: TaskTransition): Promise<boolean> {
    const task = this.data.tasks.get(taskId)
    const sources = statesBefore(to).filter((state) => from?.includes(state) ?? true)
    if (!task || !sources.includes(task.state) || !this.isHeldBy(task, owner)) return false
    this.put({ ...task, ...facts, state: to })
    return true
  }

  async update(taskId: string, owner: string, facts: TaskFacts): Promise<boolean> {
    const task = this.data.tasks.get(taskId)
    if (!task || !this.isHeldBy(task, owner)) return false
    this.put({ ...task, ...facts })
    return true
  }

  async finish(taskId: string, owner: string, { id: archiveId, sealedAt: endedAt }: NewArchive): Promise<boolean> {
    const task = this.data.tasks.get(taskId)
    if (!task || !finishableStates.includes(task.state) || !this.isHeldBy(task, owner)) return false
    const released = { owner: null, leaseUntil: null, sealing: null, error: null }
    this.put({ ...task, ...released, state: 'finished', archiveId, endedAt })
    return true
  }

  async finishWith(taskId: string, owner: string, { archiveId, endedAt }: FinishWith): Promise<boolean> {
    const task = this.data.tasks.get(taskId)
    if (!task || !finishableStates.includes(task.state) || !this.isHeldBy(task, owner)) return false
    if (![...this.data.tasks.values()].some((other) => other.archiveId === archiveId)) return false
    this.put({ ...task, owner: null, leaseUntil: null, error: null, state: 'finished', archiveId, endedAt })
    return true
  }

  async claimNext(claim: Claim): Promise<StoredTask | undefined> {
    const { owner, leaseUntil, now } = claim
    const task = this.nextScheduled(claim)
    if (!task) return undefined
    const claimed = {
      ...task,
      owner,
      leaseUntil,
      startedAt: now,
      endedAt: null,
      error: null,
      state: 'running',
    } as const
    this.put(claimed)
    return toStored(claimed)
  }

  async setPriority(taskId: string, priority: TaskPriority): Promise<boolean> {
    const task = this.data.tasks.get(taskId)
    if (!task || task.state === 'finished') return false
    this.put({ ...task, priority })
    return true
  }

  async renewLeases({ owner, leaseUntil }: Claim): Promise<readonly HeldTask[]> {
    const held = this.matching({ states: executingStates }).filter((task) => task.owner === owner)
    for (const task of held) this.put({ ...task, leaseUntil })
    return held.map(({ id, state, priority }) => ({ id, state, priority })).toSorted(byId)
  }

  async listExecuting(): Promise<readonly ExecutingTask[]> {
    const executing = [...this.data.tasks.values()].filter(({ state }) => isExecuting(state))
    return executing.toSorted(byId).map(({ id, state, owner, leaseUntil }) => ({ id, state, owner, leaseUntil }))
  }

  protected put(task: MemoryTask): void {
    this.data.tasks.set(task.id, structuredClone(task))
  }

  protected isHeldBy(task: MemoryTask, owner: string | undefined): boolean {
    return owner === undefined || task.owner === owner
  }

  protected nextScheduled({
    owner,
    priorities = ['high', 'normal', 'low'],
    maximumTasksOfSource = Number.POSITIVE_INFINITY,
  }: Claim): MemoryTask | undefined {
    const executing = this.matching({ states: executingStates }).filter((task) => task.owner === owner)
    const hasRoom = ({ sourceId }: StoredTask['activity']): boolean =>
      executing.filter(({ activity }) => activity.sourceId === sourceId).length < maximumTasksOfSource
    const waiting = this.matching({ states: ['scheduled'] }).filter(({ activity }) => hasRoom(activity))
    return priorities
      .map((priority) => waiting.findLast((task) => task.priority === priority))
      .find((task) => task !== undefined)
  }

  /** Newest first. */
  protected matching({ states, sourceId, courseId, courseModuleId, driverId }: TaskFilter): readonly MemoryTask[] {
    const isWanted = ({ state, activity, ...task }: MemoryTask): boolean =>
      (states?.includes(state) ?? true) &&
      activity.sourceId === (sourceId ?? activity.sourceId) &&
      activity.courseId === (courseId ?? activity.courseId) &&
      activity.courseModuleId === (courseModuleId ?? activity.courseModuleId) &&
      task.driverId === (driverId ?? task.driverId)
    return [...this.data.tasks.values()].filter(isWanted).toSorted((one, two) => byId(two, one))
  }
}

function byId(one: Pick<MemoryTask, 'id'>, two: Pick<MemoryTask, 'id'>): number {
  return one.id < two.id ? -1 : 1
}

function toStored(task: MemoryTask): StoredTask {
  const { leaseUntil: _leaseUntil, ...stored } = structuredClone(task)
  return stored
}
