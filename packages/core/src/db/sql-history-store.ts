import type { SqlEntityManager } from '@mikro-orm/sql'
import { fromKeptError } from '../errors/index.ts'
import type { ActivityHistory, HistoryStore } from '../sources/history-store.ts'
import { ArchiveEntity, TaskEntity } from './entities/index.ts'
import type { Database } from './database.ts'
import { runInDatabase } from './run-in-database.ts'

/** Activities that are asked about at once. */
const batchSize = 200

interface NewestTasks {
  readonly newest: string
  readonly archived: string | null
}

/** What tasks and archives tell of activities. */
export class SqlHistoryStore implements HistoryStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  historyOf(sourceId: string, courseModuleIds: readonly number[]): Promise<readonly ActivityHistory[]> {
    const context = 'What was archived so far could not be read.'
    return runInDatabase(
      this.#database,
      async (em) => {
        const histories: ActivityHistory[] = []
        for (let start = 0; start < courseModuleIds.length; start += batchSize)
          histories.push(...(await readHistories(em, sourceId, courseModuleIds.slice(start, start + batchSize))))
        return histories
      },
      context,
    )
  }
}

async function readHistories(
  em: SqlEntityManager,
  sourceId: string,
  courseModuleIds: readonly number[],
): Promise<readonly ActivityHistory[]> {
  const marks = courseModuleIds.map(() => '?').join(', ')
  const rows: NewestTasks[] = await em.getConnection().execute(
    `select max(id) as newest, max(case when state = 'finished' and exists (select 1 from archive where archive.id = task.archive_id)
                                      then id end) as archived
       from task where source_id = ? and course_module_id in (${marks}) and state not in ('created', 'aborted')
      group by course_module_id`,
    [sourceId, ...courseModuleIds],
  )
  const taskIds = rows.flatMap(({ newest, archived }) => (archived === null ? [newest] : [newest, archived]))
  const tasks = new Map((await em.find(TaskEntity, { id: { $in: taskIds } })).map((task) => [task.id, task]))
  const archiveIds = rows.flatMap(({ archived }) => tasks.get(archived ?? '')?.archiveId ?? [])
  const archives = new Map(
    (await em.find(ArchiveEntity, { id: { $in: archiveIds } })).map((archive) => [archive.id, archive]),
  )
  return rows.flatMap(({ newest, archived }) => {
    const task = tasks.get(newest)
    if (!task) return []
    const finished = tasks.get(archived ?? '')
    const archive = archives.get(finished?.archiveId ?? '')
    return [
      {
        courseModuleId: task.courseModuleId,
        newest: { taskId: task.id, state: task.state, error: fromKeptError(task.error) },
        archived:
          finished && archive
            ? {
                taskId: finished.id,
                activityFingerprint: finished.activityFingerprint ?? null,
                archive: {
                  id: archive.id,
                  fileName: archive.fileName,
                  sealedAt: archive.sealedAt,
                  complete: archive.complete,
                },
              }
            : null,
      },
    ]
  })
}
