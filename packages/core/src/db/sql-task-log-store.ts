import type { TaskLogEntry } from '../core.ts'
import type { TaskLogStore } from '../tasks/task-store.ts'
import { TaskLogEntity } from './entities/index.ts'
import type { Database } from './open-database.ts'
import { toStorageError } from './to-storage-error.ts'

/** The log of all tasks in the database. */
export class SqlTaskLogStore implements TaskLogStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  async append({ taskId, at, level, message, itemKey }: Omit<TaskLogEntry, 'id'>): Promise<TaskLogEntry> {
    try {
      const id = await this.#database.fork().insert(TaskLogEntity, { task: taskId, at, level, message, itemKey })
      return { id, taskId, at, level, message, itemKey }
    } catch (error) {
      throw toStorageError(error, 'The log of a task could not be written.')
    }
  }

  async readAfter(
    after: number,
    { taskId, limit }: { readonly taskId?: string; readonly limit: number },
  ): Promise<readonly TaskLogEntry[]> {
    try {
      const query = { id: { $gt: after }, ...(taskId === undefined ? {} : { task: taskId }) }
      const rows = await this.#database.fork().find(TaskLogEntity, query, { orderBy: { id: 'asc' }, limit })
      return rows.map(({ id, task, at, level, message, itemKey }) => ({
        id,
        taskId: task,
        at,
        level,
        message,
        itemKey: itemKey ?? null,
      }))
    } catch (error) {
      throw toStorageError(error, 'The log of a task could not be read.')
    }
  }

  async newestId(): Promise<number> {
    const [row] = await this.#database.fork().find(TaskLogEntity, {}, { orderBy: { id: 'desc' }, limit: 1 })
    return row?.id ?? 0
  }
}
