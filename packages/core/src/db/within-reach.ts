import { raw, type FilterQuery } from '@mikro-orm/sql'
import type { Reach } from '../access/reach.ts'
import type { ArchiveRemovalRow, ArchiveRow, SourceRow, TaskLogRow, TaskRow } from './entities/index.ts'

/** The sources within reach. Tasks, archives and log entries belong to whoever their source belongs to. */
export function sourcesWithin({ ownerId, sourceIds }: Reach): FilterQuery<SourceRow> {
  return {
    ...(ownerId !== null && { ownerId }),
    ...(sourceIds !== null && { id: { $in: [...sourceIds] } }),
  }
}

/** The tasks within reach. */
export function tasksWithin(reach: Reach): FilterQuery<TaskRow> {
  const { sql, values } = sourceCondition(reach)
  if (sql === '') return {}
  return { [raw((task) => `exists (select 1 from source where source.id = ${task}.source_id${sql})`, values)]: [] }
}

/** The archives within reach. */
export function archivesWithin(reach: Reach): FilterQuery<ArchiveRow> {
  const { sql, values } = sourceCondition(reach)
  return sql === '' ? {} : { [raw((archive) => ofTask(archive, sql), values)]: [] }
}

/** The removed archives within reach. */
export function removalsWithin(reach: Reach): FilterQuery<ArchiveRemovalRow> {
  const { sql, values } = sourceCondition(reach)
  return sql === '' ? {} : { [raw((removal) => ofTask(removal, sql), values)]: [] }
}

/** The log entries within reach. */
export function logWithin(reach: Reach): FilterQuery<TaskLogRow> {
  const { sql, values } = sourceCondition(reach)
  return sql === '' ? {} : { [raw((entry) => ofTask(entry, sql), values)]: [] }
}

/** Looked up row by row: a watcher asks for the newest entries only, every second. */
const ofTask = (alias: string, condition: string): string =>
  `exists (select 1 from task join source on source.id = task.source_id where task.id = ${alias}.task_id${condition})`

/** Empty where every source is within reach. */
function sourceCondition({ ownerId, sourceIds }: Reach): { readonly sql: string; readonly values: readonly string[] } {
  const ofOwner = ownerId === null ? '' : ' and source.owner_id = ?'
  const ofList = sourceIds === null ? '' : ` and source.id in (${sourceIds.map(() => '?').join(', ') || 'null'})`
  return { sql: ofOwner + ofList, values: [...(ownerId === null ? [] : [ownerId]), ...(sourceIds ?? [])] }
}
