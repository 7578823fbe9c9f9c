import { accessRoles } from '@muniment/core'
import { z } from 'zod'
import { identifier } from './identifier.ts'
import { pageOf, pageOptions } from './page.ts'

const accessRole = z.enum(accessRoles).meta({
  id: 'AccessRole',
  description:
    'What the holder of a key may do: a viewer sees and downloads; an archivist archives too; an auditor sees, verifies ' +
    'and sees who has access; an operator may do everything.',
})

export const createAccessKeyRequest = z
  .strictObject({
    name: z.string().min(1).max(100).describe('Who or what it is given to; kept with what is done with it.'),
    role: accessRole,
    expiresAt: z.date().optional().describe('From when on it is refused. Unless given, it holds until it is revoked.'),
  })
  .meta({ id: 'CreateAccessKeyRequest', description: 'What is to be known of a new key.' })

export const accessKey = z
  .object({
    id: z.string(),
    name: z.string(),
    role: accessRole,
    createdAt: z.date(),
    expiresAt: z.date().nullable().describe('From when on it is refused, or null.'),
    revokedAt: z.date().nullable().describe('When it was taken back, or null.'),
    lastUsedAt: z.date().nullable().describe('When it was last used, to the minute; null if it never was.'),
  })
  .meta({
    id: 'AccessKey',
    description: 'A key by which someone uses Muniment over a network. Its secret is not kept.',
  })

export const createdAccessKey = accessKey
  .extend({ key: z.string().describe('What its holder sends. It cannot be shown again.') })
  .meta({ id: 'CreatedAccessKey', description: 'A new key, with the only showing of what must be sent.' })

export const accessKeyReference = z
  .strictObject({ accessKeyId: identifier })
  .meta({ id: 'AccessKeyReference', description: 'Which access key.' })

export const accessKeyPage = pageOf('AccessKeyPage', accessKey)

export const listAccessKeysRequest = z
  .strictObject(pageOptions)
  .meta({ id: 'ListAccessKeysRequest', description: 'Which page of the access keys.' })
