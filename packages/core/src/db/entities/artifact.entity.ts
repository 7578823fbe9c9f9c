import { defineEntity, p, type InferEntity } from '@mikro-orm/core'
import { artifactRoles } from '../../archive/archive-description.ts'
import { ItemEntity } from './item.entity.ts'
import { TaskEntity } from './task.entity.ts'

/** One file that an item produced. Its bytes lie in the artifact store under their hash. */
export const ArtifactEntity = defineEntity({
  name: 'Artifact',
  tableName: 'artifact',
  properties: {
    id: p.integer().primary().autoincrement(),
    task: () => p.manyToOne(TaskEntity).mapToPk().deleteRule('cascade'),
    item: () => p.manyToOne(ItemEntity).mapToPk().deleteRule('cascade'),
    path: p.text(),
    role: p.enum(artifactRoles),
    mediaType: p.text(),
    sha256: p.string(),
    sizeBytes: p.bigint('number'),
  },
  uniques: [{ properties: ['item', 'path'] }],
  indexes: [{ properties: ['task'] }, { properties: ['sha256'] }],
})

export type ArtifactRow = InferEntity<typeof ArtifactEntity>
