import type { ActivityArchivingTasks, Page, PageOptions, TaskFilter } from '../driver/activity-archiving-driver.ts'
import type { ActivityArchivingTask } from '../driver/activity-archiving-task.ts'
import type { StoredTask } from './stored-task.ts'
import type { TaskStore } from './task-store.ts'

/** Makes the snapshot of a stored task. */
export type SnapshotTask = (task: StoredTask) => Promise<ActivityArchivingTask>

/** The tasks of the database as a collection that is read page by page. */
export class StoredTasks implements ActivityArchivingTasks {
  readonly #store: TaskStore
  readonly #snapshot: SnapshotTask
  readonly #filter: TaskFilter

  constructor(store: TaskStore, snapshot: SnapshotTask, filter: TaskFilter = {}) {
    this.#store = store
    this.#snapshot = snapshot
    this.#filter = filter
  }

  where(filter: TaskFilter): ActivityArchivingTasks {
    return new StoredTasks(this.#store, this.#snapshot, narrow(this.#filter, filter))
  }

  async page(options: PageOptions = {}): Promise<Page<ActivityArchivingTask>> {
    const { entries, nextCursor } = await this.#store.page(this.#filter, options)
    const snapshots = await Promise.all(entries.map(this.#snapshot))
    return nextCursor === undefined ? { entries: snapshots } : { entries: snapshots, nextCursor }
  }

  count(): Promise<number> {
    return this.#store.count(this.#filter)
  }

  async *[Symbol.asyncIterator](): AsyncIterator<ActivityArchivingTask> {
    let cursor: string | undefined
    do {
      const page: Page<ActivityArchivingTask> = await this.page(cursor === undefined ? {} : { cursor })
      yield* page.entries
      cursor = page.nextCursor
    } while (cursor !== undefined)
  }
}

/** Both filters at once: states that are in both; of other facts the two must agree. */
function narrow(first: TaskFilter, second: TaskFilter): TaskFilter {
  const states =
    first.states && second.states ? first.states.filter((state) => second.states?.includes(state)) : undefined
  const contradicts = (['sourceId', 'courseId', 'courseModuleId', 'driverId'] as const).some(
    (key) => first[key] !== undefined && second[key] !== undefined && first[key] !== second[key],
  )
  return { ...first, ...second, ...(states && { states }), ...(contradicts && { states: [] }) }
}
