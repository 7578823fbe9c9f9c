import { defineEntity, p, type InferEntity } from '@mikro-orm/core'
import { accessRoles } from '../../access/access-key.ts'
import { localOwnerId } from '../../access/owner.ts'

/** Who may use Muniment over a network. Ids rise with time. */
export const AccessKeyEntity = defineEntity({
  name: 'AccessKey',
  tableName: 'access_key',
  properties: {
    id: p.string().primary(),
    name: p.text(),
    role: p.enum(accessRoles),
    ownerId: p.string().default(localOwnerId),
    /** The sources that it is limited to. */
    sourceIds: p.json<readonly string[]>().nullable(),
    /** SHA-256 of the secret, which is not kept. */
    secretHash: p.string(),
    createdAt: p.datetime(),
    expiresAt: p.datetime().nullable(),
    revokedAt: p.datetime().nullable(),
    lastUsedAt: p.datetime().nullable(),
  },
})

export type AccessKeyRow = InferEntity<typeof AccessKeyEntity>
