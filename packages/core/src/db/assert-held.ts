import { LockMode } from '@mikro-orm/core'
import type { SqlEntityManager } from '@mikro-orm/sql'
import { takenOver, type TaskHold } from '../tasks/task-hold.ts'
import { TaskEntity } from './entities/index.ts'

/**
 * Refuses to go on in a transaction unless the task is still held as it was. The row is locked until the transaction ends:
 * nobody takes the task over between this look and the commit. (SQLite has one writer at a time, and needs no lock.)
 *
 * @throws ArchivingError `state_conflict`, see {@link takenOver}
 */
export async function assertHeld(transaction: SqlEntityManager, { taskId, owner }: TaskHold): Promise<void> {
  const held = await transaction.findOne(
    TaskEntity,
    { id: taskId, owner },
    { fields: ['id'], lockMode: LockMode.PESSIMISTIC_READ },
  )
  if (!held) throw takenOver()
}
