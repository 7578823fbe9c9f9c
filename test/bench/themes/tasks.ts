import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openTestEngine, testActivity } from '@muniment/core/testing'
import { openWorkspace } from '../../support/open-muniment.ts'
import { millisecondsOf, percentile95, type BenchOptions, type Measurement } from '../measurement.ts'

const tasksKept = 100_000
const pages = 200
const goalMs = 10

/** A page of the list of tasks, anywhere in a long list. */
export async function tasks({ say }: BenchOptions): Promise<readonly Measurement[]> {
  say(`a list of ${tasksKept} tasks`)
  await using workspace = await openWorkspace()
  await using muniment = await openTestEngine(workspace.path, { durable: false })
  const made = await muniment.driver.createTask(testActivity)
  copyTask(join(workspace.path, 'muniment.db'), made.id)
  const measured: number[] = []
  for (let page = 0; page < pages; page++) {
    const cursor = copyId(Math.floor(((page + 0.5) * tasksKept) / pages))
    measured.push(await millisecondsOf(() => muniment.ports.tasks.page({}, { limit: 50, cursor })))
  }
  const p95 = percentile95(measured)
  return [
    {
      theme: 'tasks',
      what: `a page of 50 among ${tasksKept} tasks, p95 of ${pages}`,
      measured: `${p95.toFixed(1)} ms`,
      goal: `${goalMs} ms`,
      reached: p95 <= goalMs,
    },
  ]
}

const copyId = (number: number): string => `copy-${String(number).padStart(6, '0')}`

/** Straight in the database: nothing but the number of rows matters here. */
function copyTask(file: string, taskId: string): void {
  const database = new DatabaseSync(file)
  try {
    const columns = database
      .prepare("select name from pragma_table_info('task') where name <> 'id'")
      .all()
      .map(({ name }) => `"${String(name)}"`)
      .join(', ')
    database
      .prepare(
        `with recursive copy(number) as (select 1 union all select number + 1 from copy where number < ${tasksKept})
         insert into task (id, ${columns}) select 'copy-' || printf('%06d', number), ${columns} from copy, task where id = ?`,
      )
      .run(taskId)
  } finally {
    database.close()
  }
}
