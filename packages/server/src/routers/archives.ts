import {
  archivePage,
  archiveRecord,
  archiveReference,
  listArchivesRequest,
  verifyArchiveRequest,
  verifyReport,
} from '../schemas/archive.ts'
import { procedure, router } from '../trpc.ts'

export const archivesRouter = router({
  list: procedure
    .meta({ description: 'Sealed archives, newest first.' })
    .input(listArchivesRequest.optional())
    .output(archivePage)
    .query(({ ctx, input }) => ctx.core.archives.list(input)),

  get: procedure
    .meta({ description: 'One archive. Throws `not_found`.' })
    .input(archiveReference)
    .output(archiveRecord)
    .query(({ ctx, input }) => ctx.core.archives.get(input.archiveId)),

  verify: procedure
    .meta({
      description:
        "Checks the archive's file and keeps the verdict. Damage is a finding and no error, a missing file too. `deep` " +
        'looks into the files besides. ' +
        'Throws `not_found`.',
    })
    .input(verifyArchiveRequest)
    .output(verifyReport)
    .mutation(({ ctx, input: { archiveId, deep }, signal }) =>
      ctx.core.archives.verify(archiveId, { ...(deep === undefined ? {} : { deep }), ...(signal && { signal }) }),
    ),
})
