import { defineEntity, p, type InferEntity } from '@mikro-orm/core'
import { TaskEntity } from './task.entity.ts'

/** Archives that were removed. These rows stay; ids rise with time. */
export const ArchiveRemovalEntity = defineEntity({
  name: 'ArchiveRemoval',
  tableName: 'archive_removal',
  properties: {
    id: p.integer().primary().autoincrement(),
    archiveId: p.string(),
    task: () => p.manyToOne(TaskEntity).mapToPk(),
    removedAt: p.datetime(),
    removedBy: p.text(),
    reason: p.text(),
    title: p.text(),
    fileName: p.text(),
    path: p.text(),
    sha256: p.string(),
    sizeBytes: p.bigint('number'),
    items: p.integer(),
    sealedAt: p.datetime(),
    /** Whether the file is gone; until then it is tried again at each start. */
    fileRemoved: p.boolean().default(false),
  },
  uniques: [{ properties: ['archiveId'] }],
  indexes: [{ properties: ['fileRemoved'] }],
})

export type ArchiveRemovalRow = InferEntity<typeof ArchiveRemovalEntity>
