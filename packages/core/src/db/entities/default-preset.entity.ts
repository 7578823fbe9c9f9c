import { defineEntity, p } from '@mikro-orm/core'
import { localOwnerId } from '../../access/owner.ts'

/** Which preset holds for an owner's new tasks of a driver: key of one of the driver's own, or id of a kept one. */
export const DefaultPresetEntity = defineEntity({
  name: 'DefaultPreset',
  tableName: 'default_preset',
  properties: {
    ownerId: p.string().primary().default(localOwnerId),
    driverId: p.string().primary(),
    preset: p.text(),
  },
})
