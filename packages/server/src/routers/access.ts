import {
  accessKey,
  accessKeyPage,
  accessKeyReference,
  createAccessKeyRequest,
  createdAccessKey,
  listAccessKeysRequest,
  listOwnersRequest,
  ownerPage,
} from '../schemas/access.ts'
import { procedure, router } from '../trpc.ts'

export const accessRouter = router({
  createKey: procedure
    .meta({
      permission: 'operate',
      scope: 'installation',
      description:
        'Makes an access key. What must be sent is told this once. Throws `input_invalid`, `not_found` for a source, ' +
        '`state_conflict` if no owner is named and there is one that is called like the key.',
    })
    .input(createAccessKeyRequest)
    .output(createdAccessKey)
    .mutation(({ ctx, input }) => ctx.core.access.create(input)),

  listKeys: procedure
    .meta({
      permission: 'audit',
      scope: 'installation',
      description: 'All access keys, also those that are no longer good, oldest first.',
    })
    .input(listAccessKeysRequest.optional())
    .output(accessKeyPage)
    .query(({ ctx, input }) => ctx.core.access.list(input)),

  listOwners: procedure
    .meta({
      permission: 'audit',
      scope: 'installation',
      description: 'Who sources and presets belong to, oldest first.',
    })
    .input(listOwnersRequest.optional())
    .output(ownerPage)
    .query(({ ctx, input }) => ctx.core.access.listOwners(input)),

  revokeKey: procedure
    .meta({
      permission: 'operate',
      scope: 'installation',
      description: 'Takes an access key back, for good; once more changes nothing. Throws `not_found`.',
    })
    .input(accessKeyReference)
    .output(accessKey)
    .mutation(({ ctx, input }) => ctx.core.access.revoke(input.accessKeyId)),
})
