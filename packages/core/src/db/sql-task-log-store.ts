import type { SqlEntityManager } from '@mikro-orm/sql'
import { everywhere, type Reach } from '../access/reach.ts'
import type { TaskLogEntry } from '../core.ts'
import type { TaskLogStore } from '../tasks/task-store.ts'
import { TaskLogEntity } from './entities/index.ts'
import type { Database } from './open-database.ts'
import { runInDatabase } from './run-in-database.ts'
import { logWithin } from './within-reach.ts'

/** The log of all tasks in the database; only entries within reach are read. */
export class SqlTaskLogStore implements TaskLogStore {
  readonly #database: Database
  readonly #reach: Reach

  constructor(database: Database, reach: Reach = everywhere) {
    this.#database = database
    this.#reach = reach
  }

  append({ taskId, at, level, message, itemKey }: Omit<TaskLogEntry, 'id'>): Promise<TaskLogEntry> {
    return this.#run(async (em) => {
      const id = await em.insert(TaskLogEntity, { task: taskId, at, level, message, itemKey })
      return { id, taskId, at, level, message, itemKey }
    })
  }

  readAfter(
    after: number,
    { taskId, limit }: { readonly taskId?: string; readonly limit: number },
  ): Promise<readonly TaskLogEntry[]> {
    const query = { id: { $gt: after }, ...(taskId === undefined ? {} : { task: taskId }) }
    return this.#run(async (em) => {
      const within = { $and: [query, logWithin(this.#reach)] }
      const rows = await em.find(TaskLogEntity, within, { orderBy: { id: 'asc' }, limit })
      return rows.map(({ id, task, at, level, message, itemKey }) => ({
        id,
        taskId: task,
        at,
        level,
        message,
        itemKey: itemKey ?? null,
      }))
    })
  }

  newestId(): Promise<number> {
    return this.#run(async (em) => {
      const [row] = await em.find(TaskLogEntity, {}, { orderBy: { id: 'desc' }, limit: 1 })
      return row?.id ?? 0
    })
  }

  #run<Result>(work: (em: SqlEntityManager) => Promise<Result>): Promise<Result> {
    return runInDatabase(this.#database, work, 'The log of a task could not be read or written.')
  }
}
