import {
  accessKey,
  accessKeyPage,
  accessKeyReference,
  createAccessKeyRequest,
  createdAccessKey,
  listAccessKeysRequest,
} from '../schemas/access.ts'
import { procedure, router } from '../trpc.ts'

export const accessRouter = router({
  createKey: procedure
    .meta({
      permission: 'operate',
      description: 'Makes an access key. What must be sent is told this once. Throws `input_invalid`.',
    })
    .input(createAccessKeyRequest)
    .output(createdAccessKey)
    .mutation(({ ctx, input }) => ctx.core.access.create(input)),

  listKeys: procedure
    .meta({ permission: 'audit', description: 'All access keys, also those that are no longer good, oldest first.' })
    .input(listAccessKeysRequest.optional())
    .output(accessKeyPage)
    .query(({ ctx, input }) => ctx.core.access.list(input)),

  revokeKey: procedure
    .meta({
      permission: 'operate',
      description: 'Takes an access key back, for good; once more changes nothing. Throws `not_found`.',
    })
    .input(accessKeyReference)
    .output(accessKey)
    .mutation(({ ctx, input }) => ctx.core.access.revoke(input.accessKeyId)),
})
