import type { SqlEntityManager } from '@mikro-orm/sql'
import type { ItemRemark } from '../archive/archive-description.ts'
import { pathKey } from '../archive/safe-path.ts'
import type { AbsentItems, ListingChanges, NewItem } from '../tasks/item-store.ts'
import { ArtifactEntity, ItemEntity } from './entities/index.ts'
import { allocateItemPath } from './item-paths.ts'

/** Where a new item stands: its place in the order, and the listing that it is from. */
export interface ItemPlace {
  readonly taskId: string
  readonly ordinal: number
  readonly listing: number
  readonly changeNumber: number
}

/** Adds an item that is to be archived, with a path of its own. */
export async function insertItem(
  em: SqlEntityManager,
  item: NewItem,
  { taskId, ordinal, listing, changeNumber }: ItemPlace,
): Promise<void> {
  const path = await allocateItemPath(em, taskId, item)
  await em.insert(ItemEntity, {
    task: taskId,
    ordinal,
    listing,
    key: item.key,
    title: item.title,
    folder: item.folder,
    fileName: item.fileName,
    path,
    pathKey: pathKey(path),
    data: item.data,
    fingerprint: item.fingerprint ?? null,
    state: 'pending',
    attempts: 0,
    remarks: [],
    changeNumber,
  })
}

/** Which part of which listing. */
export interface ListingPart {
  readonly taskId: string
  readonly listing: number
  readonly changeNumber: number
  readonly items: readonly NewItem[]
}

/** Adds what is new, and puts back what has changed. An item that is called otherwise now gets another path. */
export async function compareItems(
  em: SqlEntityManager,
  { taskId, listing, changeNumber, items }: ListingPart,
): Promise<ListingChanges> {
  const added: string[] = []
  const changed: string[] = []
  for (const item of items) {
    const known = await em.findOne(ItemEntity, { task: taskId, key: item.key })
    if (!known) {
      const ordinal = await em.count(ItemEntity, { task: taskId })
      await insertItem(em, item, { taskId, listing, ordinal, changeNumber })
      added.push(item.title)
    } else if ((known.fingerprint ?? null) === (item.fingerprint ?? null)) {
      await em.nativeUpdate(ItemEntity, { id: known.id }, { listing })
    } else {
      await em.nativeDelete(ArtifactEntity, { item: known.id })
      await em.nativeDelete(ItemEntity, { id: known.id })
      em.clear()
      await insertItem(em, item, { taskId, listing, ordinal: known.ordinal, changeNumber })
      changed.push(item.title)
    }
  }
  return { added, changed }
}

const absentAtOnce = 100

/** Gives a remark to finished items that were in an earlier listing only, and counts them as told of in this one. */
export async function remarkAbsentItems(
  em: SqlEntityManager,
  { taskId, listing, changeNumber }: Omit<ListingPart, 'items'>,
  remark: ItemRemark,
): Promise<AbsentItems> {
  const absent = await em.find(
    ItemEntity,
    { task: taskId, state: 'finished', listing: { $lt: listing } },
    { orderBy: { ordinal: 'asc' }, limit: absentAtOnce },
  )
  const titles: string[] = []
  for (const { id, title, remarks } of absent) {
    const isSaid = remarks.some(({ message }) => message === remark.message)
    if (!isSaid) titles.push(title)
    // Without a fingerprint: should it come back, it is read again, and the remark goes.
    const facts = { listing, fingerprint: null, remarks: isSaid ? remarks : [...remarks, remark], changeNumber }
    await em.nativeUpdate(ItemEntity, { id }, facts)
  }
  return { found: absent.length, titles }
}
