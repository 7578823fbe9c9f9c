import { defineEntity, p, type InferEntity } from '@mikro-orm/core'
import { localOwnerId } from '../../access/owner.ts'
import type { TaskSettings } from '../../driver/settings-definition.ts'

/** Settings that somebody keeps under a name. */
export const PresetEntity = defineEntity({
  name: 'Preset',
  tableName: 'preset',
  properties: {
    id: p.string().primary(),
    ownerId: p.string().default(localOwnerId),
    driverId: p.string(),
    name: p.text(),
    /** The name as names are compared. */
    nameKey: p.text(),
    settings: p.json<TaskSettings>(),
  },
  uniques: [{ properties: ['ownerId', 'driverId', 'nameKey'] }],
})

export type PresetRow = InferEntity<typeof PresetEntity>
