import { defineEntity, p, type InferEntity } from '@mikro-orm/core'
import { TaskEntity } from './task.entity.ts'

/** A file that somebody added to a task by hand. Its bytes lie in the artifact store under their hash. */
export const AdditionalFileEntity = defineEntity({
  name: 'AdditionalFile',
  tableName: 'additional_file',
  properties: {
    id: p.string().primary(),
    task: () => p.manyToOne(TaskEntity).mapToPk().deleteRule('cascade'),
    /** Order in which it was added; numbers of files that were taken out again are missing. */
    ordinal: p.integer(),
    /** As it was given. */
    name: p.text(),
    note: p.text(),
    mediaType: p.text(),
    sha256: p.string(),
    sizeBytes: p.bigint('number'),
  },
  uniques: [{ properties: ['task', 'ordinal'] }],
  indexes: [{ properties: ['sha256'] }],
})

export type AdditionalFileRow = InferEntity<typeof AdditionalFileEntity>
