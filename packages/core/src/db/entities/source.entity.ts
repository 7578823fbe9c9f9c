import { defineEntity, p, type InferEntity } from '@mikro-orm/core'
import type { MoodleConnectionOptions } from '../../core.ts'

/** A connected source. `secret` is encrypted (see secret-box.ts) and bound to the row's id. */
export const SourceEntity = defineEntity({
  name: 'Source',
  tableName: 'source',
  properties: {
    id: p.string().primary(),
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
  uniques: [{ properties: ['kind', 'siteUrl', 'userName'] }],
})

export type SourceRow = InferEntity<typeof SourceEntity>
