import { defineEntity, p } from '@mikro-orm/core'

/** Which preset holds for new tasks of a driver: key of one of the driver's own, or id of a kept one. */
export const DefaultPresetEntity = defineEntity({
  name: 'DefaultPreset',
  tableName: 'default_preset',
  properties: {
    driverId: p.string().primary(),
    preset: p.text(),
  },
})
