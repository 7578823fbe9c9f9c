import type { SqlEntityManager } from '@mikro-orm/sql'
import { ArchivingError } from '../errors/index.ts'
import { firstItemChange } from '../tasks/item-store.ts'
import { ItemEntity, type ItemRow } from './entities/index.ts'

/**
 * The number of what is about to change in a task. To be asked first in a transaction that changes items: items with the
 * greatest number may be deleted in it. Such transactions of a task come one after the other, so numbers rise as they
 * are committed.
 */
export async function nextChangeNumber(em: SqlEntityManager, taskId: string): Promise<number> {
  const newest: { number: number | null }[] = await em.execute(
    'select max(change_number) as number from item where task_id = ?',
    [taskId],
  )
  return (newest[0]?.number ?? 0) + 1
}

/** A place in the order of changes: a number, and the item of those that changed together. */
interface ChangePlace {
  readonly number: number
  readonly itemId: number
}

export interface ChangedItemsPage {
  readonly taskId: string
  readonly after: string | undefined
  readonly limit: number
}

/** Items after a place in the order of changes. */
export async function readChangedItems(
  em: SqlEntityManager,
  { taskId, after, limit }: ChangedItemsPage,
): Promise<readonly ItemRow[]> {
  const { number, itemId } = parsePlace(after)
  return await em.find(
    ItemEntity,
    {
      task: taskId,
      changeNumber: { $gte: number },
      $or: [{ changeNumber: { $gt: number } }, { id: { $gt: itemId } }],
    },
    { orderBy: { changeNumber: 'asc', id: 'asc' }, limit },
  )
}

/** The place after an item, as {@link readChangedItems} takes it. */
export function placeAfter({ changeNumber, id }: Pick<ItemRow, 'changeNumber' | 'id'>): string {
  return `${changeNumber}.${id}`
}

function parsePlace(cursor = firstItemChange): ChangePlace {
  const [, number, itemId] = /^(\d{1,15})\.(\d{1,15})$/u.exec(cursor) ?? []
  if (number !== undefined && itemId !== undefined) return { number: Number(number), itemId: Number(itemId) }
  throw new ArchivingError('input_invalid', 'The cursor is not one that this task gave.', {
    details: { field: 'after' },
  })
}
