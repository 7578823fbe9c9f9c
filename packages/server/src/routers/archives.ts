import {
  archivePage,
  archiveRecord,
  archiveReference,
  archiveVerificationPage,
  listArchivesRequest,
  listVerificationsRequest,
  timestampArchiveRequest,
  verifyArchiveRequest,
  verifyReport,
} from '../schemas/archive.ts'
import { procedure, router } from '../trpc.ts'
import { archiveLibraryProcedures } from './archive-library.ts'

export const archivesRouter = router({
  ...archiveLibraryProcedures,

  list: procedure
    .meta({ permission: 'look', scope: 'source', description: 'Sealed archives, newest first.' })
    .input(listArchivesRequest.optional())
    .output(archivePage)
    .query(({ ctx, input }) => ctx.core.archives.list(input)),

  get: procedure
    .meta({ permission: 'look', scope: 'source', description: 'One archive. Throws `not_found`.' })
    .input(archiveReference)
    .output(archiveRecord)
    .query(({ ctx, input }) => ctx.core.archives.get(input.archiveId)),

  listVerifications: procedure
    .meta({
      permission: 'look',
      scope: 'source',
      description:
        'What verifications of an archive found, newest first, whether somebody asked for them or they were due. The ' +
        'last 200 are kept. Throws `not_found`.',
    })
    .input(listVerificationsRequest)
    .output(archiveVerificationPage)
    .query(({ ctx, input: { archiveId, ...page } }) => ctx.core.archives.listVerifications(archiveId, page)),

  timestamp: procedure
    .meta({
      permission: 'archive',
      scope: 'source',
      description:
        'Asks the time-stamping authorities that have not certified the archive yet, and puts what they grant into its ' +
        'file: the payload stays as it is, the hash of the file does not. An authority that fails is told in the record. ' +
        'Throws `not_found`, `not_supported` if no authority is configured, `manifest_invalid` if the archive is damaged.',
    })
    .input(timestampArchiveRequest)
    .output(archiveRecord)
    .mutation(({ ctx, input: { archiveId, renew }, signal }) =>
      ctx.core.archives.timestamp(archiveId, { ...(renew === undefined ? {} : { renew }), ...(signal && { signal }) }),
    ),

  verify: procedure
    .meta({
      permission: 'verify',
      scope: 'source',
      description:
        "Checks the archive's file and keeps what was found. Damage is a finding and no error, a missing file too. `deep` " +
        'looks into the files besides. ' +
        'Throws `not_found`.',
    })
    .input(verifyArchiveRequest)
    .output(verifyReport)
    .mutation(({ ctx, input: { archiveId, deep }, signal }) =>
      ctx.core.archives.verify(archiveId, { ...(deep === undefined ? {} : { deep }), ...(signal && { signal }) }),
    ),
})
