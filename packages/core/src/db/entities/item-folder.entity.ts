import { defineEntity, p, type InferEntity } from '@mikro-orm/core'
import { TaskEntity } from './task.entity.ts'

/** A folder that items of a task lie in, at any depth: all items use the spelling of the first one. */
export const ItemFolderEntity = defineEntity({
  name: 'ItemFolder',
  tableName: 'item_folder',
  properties: {
    id: p.integer().primary().autoincrement(),
    task: () => p.manyToOne(TaskEntity).mapToPk().deleteRule('cascade'),
    /** The wanted path as a disk without regard to case or normal form sees it. */
    wantedKey: p.text(),
    path: p.text(),
    /** `path`, levelled in the same way. */
    pathKey: p.text(),
  },
  uniques: [{ properties: ['task', 'wantedKey'] }, { properties: ['task', 'pathKey'] }],
})

export type ItemFolderRow = InferEntity<typeof ItemFolderEntity>
