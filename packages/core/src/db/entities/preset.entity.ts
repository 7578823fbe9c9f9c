import { defineEntity, p, type InferEntity } from '@mikro-orm/core'
import type { TaskSettings } from '../../driver/settings-definition.ts'

/** Settings that somebody keeps under a name. */
export const PresetEntity = defineEntity({
  name: 'Preset',
  tableName: 'preset',
  properties: {
    id: p.string().primary(),
    driverId: p.string(),
    name: p.text(),
    /** The name as names are compared. */
    nameKey: p.text(),
    settings: p.json<TaskSettings>(),
  },
  uniques: [{ properties: ['driverId', 'nameKey'] }],
})

export type PresetRow = InferEntity<typeof PresetEntity>
