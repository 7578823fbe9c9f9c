import { defineEntity, p, type InferEntity } from '@mikro-orm/core'
import { localOwnerId } from '../../access/owner.ts'
import type { MoodleConnectionOptions } from '../../core.ts'

/** A connected source. `secret` is encrypted (see secret-box.ts) and bound to the row's id. */
export const SourceEntity = defineEntity({
  name: 'Source',
  tableName: 'source',
  properties: {
    id: p.string().primary(),
    /** Whom it belongs to, and with it everything that was read from it. */
    ownerId: p.string().default(localOwnerId),
    kind: p.string(),
    siteName: p.text(),
    siteUrl: p.text(),
    release: p.text(),
    userName: p.text(),
    userFullName: p.text(),
    secret: p.text(),
    options: p.json<MoodleConnectionOptions>(),
    connectedAt: p.datetime(),
  },
  uniques: [{ properties: ['ownerId', 'kind', 'siteUrl', 'userName'] }],
})

export type SourceRow = InferEntity<typeof SourceEntity>
