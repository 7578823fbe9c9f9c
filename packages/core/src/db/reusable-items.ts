import type { SqlEntityManager } from '@mikro-orm/sql'
import type { ReusableItem } from '../tasks/item-store.ts'
import { asText } from './as-text.ts'
import { ArtifactEntity } from './entities/index.ts'

/** Which page of which items. */
export interface ReusableItemsPage {
  readonly taskId: string
  readonly fromTaskId: string
  readonly after: number
  readonly limit: number
}

interface ReusableRow {
  readonly id: number
  readonly ordinal: number
  readonly from_id: number
  readonly record_sha256: string
  readonly record_bytes: number
}

/** Pending items that another task finished with the same fingerprint and path, by key. */
export async function readReusableItems(
  em: SqlEntityManager,
  { taskId, fromTaskId, after, limit }: ReusableItemsPage,
): Promise<readonly ReusableItem[]> {
  const rows: ReusableRow[] = await em.getConnection().execute(
    `select item.id, item.ordinal, earlier.id as from_id, earlier.record_sha256, earlier.record_bytes
       from item join item earlier on earlier.task_id = ? and earlier."key" = item."key"
      where item.task_id = ? and item.ordinal > ? and item.state = 'pending'
        and earlier.fingerprint = item.fingerprint and earlier.path = item.path
        and earlier.state = 'finished' and earlier.record_sha256 is not null and not earlier.lacks_something
      order by item.ordinal limit ?`,
    [fromTaskId, taskId, after, limit],
  )
  const artifacts = await em.find(
    ArtifactEntity,
    { item: { $in: rows.map((row) => row.from_id) } },
    { fields: ['item', 'sha256', 'sizeBytes'] },
  )
  const byItem = Map.groupBy(artifacts, (artifact) => artifact.item)
  return rows.map((row) => ({
    id: row.id,
    ordinal: row.ordinal,
    fromId: row.from_id,
    contents: [
      { sha256: row.record_sha256, sizeBytes: row.record_bytes },
      ...(byItem.get(row.from_id) ?? []).map(({ sha256, sizeBytes }) => ({ sha256, sizeBytes })),
    ],
  }))
}

/** Settles pending items with what others have. Rows are copied by the database: none of them passes through here. */
export async function copyItems(
  em: SqlEntityManager,
  items: readonly ReusableItem[],
  changeNumber: number,
): Promise<void> {
  for (const { id, fromId } of items) {
    await em.execute(
      `update item set state = 'finished', error = null, reused = true, change_number = ?,
         (remarks, lacks_something, "row", record_sha256, record_bytes) =
           (select remarks, lacks_something, "row", record_sha256, record_bytes from item earlier where earlier.id = ?)
        where id = ? and state = 'pending'`,
      [changeNumber, fromId, id],
    )
    await em.execute(
      `insert into artifact (task_id, item_id, path, role, media_type, sha256, size_bytes)
         select item.task_id, item.id, earlier.path, earlier.role, earlier.media_type, earlier.sha256, earlier.size_bytes
           from artifact earlier, item
          where earlier.item_id = ? and item.id = ? and item.state = 'finished'
          order by earlier.id`,
      [fromId, id],
    )
  }
}

/** Everything of an item, and of an artifact, that reaches the payload of an archive. */
const itemColumns = [
  'item."key"',
  'item.title',
  'item.path',
  asText('item.remarks'),
  asText('item."row"'),
  'item.record_sha256',
]
const artifactColumns = ['path', 'role', 'media_type', 'sha256', 'size_bytes']

/** Whether two tasks have the same items, all of them finished, with the same outcome. */
export async function haveSameItems(em: SqlEntityManager, taskId: string, otherTaskId: string): Promise<boolean> {
  const items = `select ${itemColumns.join(', ')} from item where state = 'finished' and task_id = ?`
  const artifacts = `select ${artifactColumns.join(', ')} from artifact where task_id = ?`
  const queries = [items, artifacts].flatMap((query) => [
    {
      sql: `select count(*) as different from (${query} except ${query}) as difference`,
      values: [taskId, otherTaskId],
    },
    {
      sql: `select count(*) as different from (${query} except ${query}) as difference`,
      values: [otherTaskId, taskId],
    },
  ])
  const unfinished = `select count(*) as different from item where state <> 'finished' and task_id in (?, ?)`
  for (const { sql, values } of [...queries, { sql: unfinished, values: [taskId, otherTaskId] }]) {
    const [row]: { different: number }[] = await em.getConnection().execute(sql, values)
    if (row?.different !== 0) return false
  }
  return true
}
