import type { SqlEntityManager } from '@mikro-orm/sql'
import type { ItemCounts } from '../tasks/item-store.ts'
import type { ItemRow } from './entities/index.ts'

interface StateCounts {
  readonly state: ItemRow['state']
  readonly items: number
  readonly lacking: number
  readonly reused: number
}

/** How many items of a task are in which state, and what they have in all. */
export async function countItems(em: SqlEntityManager, taskId: string): Promise<ItemCounts> {
  const connection = em.getConnection()
  const states: StateCounts[] = await connection.execute(
    `select state, count(*) as items, sum(case when lacks_something then 1 else 0 end) as lacking,
            sum(case when reused then 1 else 0 end) as reused
       from item where task_id = ? group by state`,
    [taskId],
  )
  const sizes: { bytes: number | null }[] = await connection.execute(
    'select sum(size_bytes) as bytes from artifact where task_id = ?',
    [taskId],
  )
  const of = (state: ItemRow['state']) => states.find((row) => row.state === state)?.items ?? 0
  return {
    total: states.reduce((sum, row) => sum + row.items, 0),
    pending: of('pending'),
    running: of('running'),
    finished: of('finished'),
    failed: of('failed'),
    reused: states.find((row) => row.state === 'finished')?.reused ?? 0,
    bytes: sizes[0]?.bytes ?? 0,
    lackingSomething: states.find((row) => row.state === 'finished')?.lacking ?? 0,
  }
}
