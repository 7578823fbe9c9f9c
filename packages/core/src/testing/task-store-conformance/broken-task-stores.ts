import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Page, PageOptions, TaskFilter } from '../../driver/activity-archiving-driver.ts'
import type { NewTask, StoredTask } from '../../tasks/stored-task.ts'
import type { Claim, TaskTransition } from '../../tasks/task-store.ts'
import { MemoryTaskStore, type MemoryTask, type MemoryTasks } from './memory-task-store.ts'

/** A store that keeps all promises but those of one theme. */
export interface BrokenTaskStore {
  readonly theme: string
  /** What it does wrong. */
  readonly fault: string
  readonly openStore: (data: MemoryTasks) => MemoryTaskStore
}

class DropsTheRequester extends MemoryTaskStore {
  override insert(task: NewTask): Promise<void> {
    return super.insert({ ...task, requestedBy: task.requestedBy.split('\0')[0] ?? '' })
  }
}

class AbortsAnything extends MemoryTaskStore {
  override async transition(taskId: string, transition: TaskTransition): Promise<boolean> {
    const task = this.data.tasks.get(taskId)
    if (transition.to !== 'aborting' || task?.state !== 'finished') return super.transition(taskId, transition)
    this.put({ ...task, state: 'aborting' })
    return true
  }
}

class LooksThenClaims extends MemoryTaskStore {
  override async claimNext(claim: Claim): Promise<StoredTask | undefined> {
    // Where tasks are counted, it is careful: that is another theme.
    const task = claim.maximumTasksOfSource === undefined ? this.nextScheduled(claim) : undefined
    await nextTurn()
    if (task) this.put({ ...task, state: 'scheduled' })
    return super.claimNext(claim)
  }
}

class NewestFirst extends MemoryTaskStore {
  override nextScheduled(claim: Claim): MemoryTask | undefined {
    // Where priorities and limits count, it is careful: those are other themes.
    const isPlain =
      claim.maximumTasksOfSource === undefined && this.matching({}).every(({ priority }) => priority === 'normal')
    return isPlain ? this.matching({ states: ['scheduled'] })[0] : super.nextScheduled(claim)
  }
}

class IgnoresPriorities extends MemoryTaskStore {
  override claimNext({ priorities: _priorities, ...claim }: Claim): Promise<StoredTask | undefined> {
    return super.claimNext({ ...claim, priorities: ['normal', 'high', 'low'] })
  }
}

class CountsNoTasks extends MemoryTaskStore {
  override claimNext({ maximumTasksOfSource: _maximum, ...claim }: Claim): Promise<StoredTask | undefined> {
    return super.claimNext(claim)
  }
}

class BelievesStrangers extends MemoryTaskStore {
  override async update(taskId: string, _owner: string, facts: Parameters<MemoryTaskStore['update']>[2]) {
    const holder = this.data.tasks.get(taskId)?.owner
    return super.update(taskId, holder ?? '', facts)
  }
}

class RenewsEverybodysLease extends MemoryTaskStore {
  override async renewLeases(claim: Claim) {
    for (const { id, owner } of await this.listExecuting()) {
      const task = this.data.tasks.get(id)
      if (task && owner !== claim.owner) this.put({ ...task, leaseUntil: claim.leaseUntil })
    }
    return super.renewLeases(claim)
  }
}

class PagesByPosition extends MemoryTaskStore {
  override async page(filter: TaskFilter, options: PageOptions = {}): Promise<Page<StoredTask>> {
    const { limit = 100, cursor } = options
    // Refuses what must be refused.
    await super.page(filter, { limit })
    const start = Number(cursor ?? 0)
    const { entries } = await super.page(filter, { limit: 500 })
    const shown = entries.slice(start, start + limit)
    const end = start + limit
    return entries.length > end ? { entries: shown, nextCursor: String(end) } : { entries: shown }
  }
}

class ForgetsWhoHolds extends MemoryTaskStore {
  constructor(data: MemoryTasks) {
    super(data)
    // A second connection comes after a first one that had tasks listed.
    for (const task of data.tasks.values()) if (task.itemsListed) this.put({ ...task, itemsListed: false })
  }
}

/** One wrong store a theme, in the order of the themes. */
export const brokenTaskStores: readonly BrokenTaskStore[] = [
  { theme: 'keeping', fault: 'cuts a text at a NUL', openStore: (data) => new DropsTheRequester(data) },
  { theme: 'transitions', fault: 'aborts what is finished', openStore: (data) => new AbortsAnything(data) },
  { theme: 'claims', fault: 'looks first and claims later', openStore: (data) => new LooksThenClaims(data) },
  { theme: 'order', fault: 'takes the newest first', openStore: (data) => new NewestFirst(data) },
  { theme: 'priorities', fault: 'has its own order of priorities', openStore: (data) => new IgnoresPriorities(data) },
  { theme: 'limits', fault: 'counts no tasks of a source', openStore: (data) => new CountsNoTasks(data) },
  { theme: 'ownership', fault: 'lets anybody change a task', openStore: (data) => new BelievesStrangers(data) },
  { theme: 'leases', fault: 'renews leases of others', openStore: (data) => new RenewsEverybodysLease(data) },
  { theme: 'pages', fault: 'counts pages from the newest', openStore: (data) => new PagesByPosition(data) },
  { theme: 'restart', fault: 'forgets facts at a restart', openStore: (data) => new ForgetsWhoHolds(data) },
]
