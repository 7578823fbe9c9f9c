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
    owner: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .describe(
        'Name of the owner in whose name it is used; an owner of this name is made if there is none. Unless given, a new ' +
          'owner is made that is called like the key.',
      ),
    sourceIds: z
      .array(identifier)
      .min(1)
      .max(100)
      .readonly()
      .optional()
      .describe('Limits the key to these sources, whoever they belong to. Not for auditors and operators.'),
    expiresAt: z.date().optional().describe('From when on it is refused. Unless given, it holds until it is revoked.'),
  })
  .meta({ id: 'CreateAccessKeyRequest', description: 'What is to be known of a new key.' })

export const accessKey = z
  .object({
    id: z.string(),
    name: z.string(),
    role: accessRole,
    owner: z
      .object({ id: z.string(), name: z.string() })
      .meta({ id: 'AccessKeyOwner', description: 'In whose name a key is used.' }),
    sourceIds: z
      .array(z.string())
      .readonly()
      .nullable()
      .describe('The sources that it is limited to, whoever they belong to; null if it reaches what its role reaches.'),
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

export const owner = z.object({ id: z.string(), name: z.string(), createdAt: z.date() }).meta({
  id: 'Owner',
  description: 'A person or a service that sources and presets belong to, and with a source all that was read from it.',
})

export const ownerPage = pageOf('OwnerPage', owner)

export const listOwnersRequest = z
  .strictObject(pageOptions)
  .meta({ id: 'ListOwnersRequest', description: 'Which page of the owners.' })

export const listAccessKeysRequest = z
  .strictObject(pageOptions)
  .meta({ id: 'ListAccessKeysRequest', description: 'Which page of the access keys.' })
