import type { SqlEntityManager } from '@mikro-orm/sql'
import { everywhere, type Reach } from '../access/reach.ts'
import type { TaskLogEntry } from '../core.ts'
import type { TaskLogStore } from '../tasks/task-store.ts'
import type { NewLogEntry } from '../tasks/log-entry.ts'
import { isLogKind, sentenceOf } from '../tasks/log-sentences.ts'
import { TaskLogEntity, type TaskLogRow } from './entities/index.ts'
import type { Database } from './database.ts'
import { runInDatabase } from './run-in-database.ts'
import { logWithin } from './within-reach.ts'

type LogRow = Pick<TaskLogRow, 'id' | 'task' | 'at' | 'level' | 'kind' | 'details' | 'message' | 'itemKey'>

/** The log of all tasks in the database; only entries within reach are read. */
export class SqlTaskLogStore implements TaskLogStore {
  readonly #database: Database
  readonly #reach: Reach

  constructor(database: Database, reach: Reach = everywhere) {
    this.#database = database
    this.#reach = reach
  }

  append({ taskId: task, note, ...entry }: NewLogEntry): Promise<TaskLogEntry> {
    const row = { task, kind: note.kind, details: note.details, ...entry }
    return this.#run(() =>
      // One entry after another, so that those who read after an id never miss one that is committed later.
      this.#database.write(async (transaction) => {
        const id = await transaction.insert(TaskLogEntity, row)
        return toLogEntry({ id, ...row })
      }, 'task log'),
    )
  }

  readAfter(
    after: number,
    { taskId, limit }: { readonly taskId?: string; readonly limit: number },
  ): Promise<readonly TaskLogEntry[]> {
    const query = { id: { $gt: after }, ...(taskId === undefined ? {} : { task: taskId }) }
    return this.#read(query, 'asc', limit)
  }

  readBefore(
    before: number | undefined,
    { taskId, limit }: { readonly taskId: string; readonly limit: number },
  ): Promise<readonly TaskLogEntry[]> {
    return this.#read({ task: taskId, ...(before !== undefined && { id: { $lt: before } }) }, 'desc', limit)
  }

  newestId(): Promise<number> {
    return this.#run(async (em) => {
      const [row] = await em.find(TaskLogEntity, {}, { orderBy: { id: 'desc' }, limit: 1 })
      return row?.id ?? 0
    })
  }

  #read(query: object, id: 'asc' | 'desc', limit: number): Promise<readonly TaskLogEntry[]> {
    return this.#run(async (em) => {
      const within = { $and: [query, logWithin(this.#reach)] }
      return (await em.find(TaskLogEntity, within, { orderBy: { id }, limit })).map(toLogEntry)
    })
  }

  #run<Result>(work: (em: SqlEntityManager) => Promise<Result>): Promise<Result> {
    return runInDatabase(this.#database, work, 'The log of a task could not be read or written.')
  }
}

function toLogEntry({ id, task, at, level, message, itemKey, ...row }: LogRow): TaskLogEntry {
  // A kind that this version does not know was written by a newer one: its sentence is there in English.
  const kind = isLogKind(row.kind) && row.details ? row.kind : null
  const details = row.details ?? {}
  const text = kind === null ? { en: message } : sentenceOf(kind, details)
  return { id, taskId: task, at, level, kind, details, message, text, itemKey: itemKey ?? null }
}
