import { defineEntity, p, type InferEntity } from '@mikro-orm/core'

/** Who sources and presets belong to. Rows are never removed: what was archived stays somebody's. */
export const OwnerEntity = defineEntity({
  name: 'Owner',
  tableName: 'owner',
  properties: {
    id: p.string().primary(),
    name: p.text(),
    /** The name as names are compared. */
    nameKey: p.string().unique(),
    createdAt: p.datetime(),
  },
})

export type OwnerRow = InferEntity<typeof OwnerEntity>
