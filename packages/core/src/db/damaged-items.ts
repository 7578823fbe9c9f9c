import type { SqlEntityManager } from '@mikro-orm/sql'
import type { StoredContent } from '../archive/artifact-store.ts'
import { ArtifactEntity, ItemEntity } from './entities/index.ts'

/** Contents of the finished items of a task, each once, in the order of their hashes. */
export async function readContents(
  em: SqlEntityManager,
  taskId: string,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<readonly StoredContent[]> {
  // PostgreSQL tells large numbers as text.
  const rows: { sha256: string; bytes: number | string }[] = await em.getConnection().execute(
    `select sha256, max(bytes) as bytes from (
       select record_sha256 as sha256, record_bytes as bytes from item where task_id = ? and state = 'finished' and record_sha256 > ?
       union all
       select sha256, size_bytes as bytes from artifact where task_id = ? and sha256 > ?
     ) as content group by sha256 order by sha256 limit ?`,
    [taskId, after, taskId, after, limit],
  )
  return rows.map(({ sha256, bytes }) => ({ sha256, sizeBytes: Number(bytes) }))
}

/** Which items are to be put back, and how many of them at once. */
export interface PutBackRequest {
  readonly taskId: string
  readonly sha256s: readonly string[]
  readonly limit: number
  readonly changeNumber: number
}

/** Puts finished items that have one of the contents back, as if nothing had been made of them. @returns their titles. */
export async function putBackItems(
  em: SqlEntityManager,
  { taskId, sha256s, limit, changeNumber }: PutBackRequest,
): Promise<readonly string[]> {
  const marks = sha256s.map(() => '?').join(', ')
  const rows: { id: number; title: string }[] = await em.execute(
    `select id, title from item
      where task_id = ? and state = 'finished' and (record_sha256 in (${marks})
        or exists (select 1 from artifact where artifact.item_id = item.id and artifact.sha256 in (${marks})))
      order by ordinal limit ?`,
    [taskId, ...sha256s, ...sha256s, limit],
  )
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return []
  await em.nativeDelete(ArtifactEntity, { item: { $in: ids } })
  const nothing = { row: null, remarks: [], lacksSomething: false, recordSha256: null, recordBytes: null }
  const fresh = { state: 'pending', attempts: 0, notBefore: null, error: null, reused: false, changeNumber } as const
  await em.nativeUpdate(ItemEntity, { id: { $in: ids } }, { ...fresh, ...nothing })
  return rows.map(({ title }) => title)
}
