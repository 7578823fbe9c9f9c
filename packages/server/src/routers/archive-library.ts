import { Buffer } from 'node:buffer'
import { ArchivingError } from '@muniment/core'
import type { RequestContext } from '../request-context.ts'
import { archiveReference } from '../schemas/archive.ts'
import {
  archiveContents,
  archiveEntryDetails,
  archiveEntryPage,
  archiveFilePage,
  archiveRemoval,
  archiveRemovalPage,
  entryReference,
  exportArchiveRequest,
  exportedArchive,
  filePart,
  foundArchivePage,
  listEntriesRequest,
  listFilesRequest,
  listRemovalsRequest,
  readFileRequest,
  removeArchiveRequest,
  searchArchivesRequest,
} from '../schemas/archive-library.ts'
import { procedure } from '../trpc.ts'

/** Procedures of `archives` that find archives and show what is in them, and hand them out or remove them. */
export const archiveLibraryProcedures = {
  search: procedure
    .meta({
      permission: 'look',
      scope: 'source',
      description:
        'Archives that have all words of a search in what they are of or in one of their entries, newest first. Case and ' +
        'accents make no difference.',
    })
    .input(searchArchivesRequest.optional())
    .output(foundArchivePage)
    .query(({ ctx, input }) => ctx.core.archives.search(input)),

  getDescription: procedure
    .meta({
      permission: 'look',
      scope: 'source',
      description:
        'What an archive says of itself, read from its file. Throws `not_found`, `manifest_invalid` if it is damaged.',
    })
    .input(archiveReference)
    .output(archiveContents)
    .query(({ ctx, input }) => ctx.core.archives.getDescription(input.archiveId)),

  listEntries: procedure
    .meta({
      permission: 'look',
      scope: 'source',
      description:
        'What is in an archive: one entry each for an attempt, a submission, a discussion. Throws `not_found`.',
    })
    .input(listEntriesRequest)
    .output(archiveEntryPage)
    .query(({ ctx, input: { archiveId, ...options } }) => ctx.core.archives.listEntries(archiveId, options)),

  getEntry: procedure
    .meta({ permission: 'look', scope: 'source', description: 'One entry with its files. Throws `not_found`.' })
    .input(entryReference)
    .output(archiveEntryDetails)
    .query(({ ctx, input }) => ctx.core.archives.getEntry(input.archiveId, input.ordinal)),

  listFiles: procedure
    .meta({
      permission: 'look',
      scope: 'source',
      description:
        'The files of an archive below a folder, by path. Throws `not_found`, `manifest_invalid` if it cannot be opened.',
    })
    .input(listFilesRequest)
    .output(archiveFilePage)
    .query(({ ctx, input: { archiveId, ...options } }) => ctx.core.archives.listFiles(archiveId, options)),

  readFile: procedure
    .meta({
      permission: 'look',
      scope: 'source',
      description:
        'A part of a file within an archive, unpacked. Reading on where the last part ended costs no more than reading ' +
        'once. Throws `not_found`, `manifest_invalid` if the file is damaged.',
    })
    .input(readFileRequest)
    .output(filePart)
    .query(async ({ ctx, input: { archiveId, ...part } }) => {
      const { content, ...facts } = await ctx.core.archives.readFile(archiveId, part)
      return { ...facts, content: Buffer.from(content.buffer, content.byteOffset, content.length).toString('base64') }
    }),

  export: procedure
    .meta({
      permission: 'look',
      scope: 'source',
      description:
        'Copies an archive to a folder of this computer, never over another file, and reads the copy again. Throws ' +
        '`not_found`, `write_mismatch`, `storage_full`, `forbidden` over the network: there it is downloaded.',
    })
    .input(exportArchiveRequest)
    .output(exportedArchive)
    .mutation(({ ctx, input: { archiveId, folder }, signal }) => {
      assertIsLocal(ctx)
      return ctx.core.archives.export(archiveId, folder, signal)
    }),

  remove: procedure
    .meta({
      permission: 'operate',
      scope: 'source',
      description:
        'Removes an archive for good. What it was, who removed it and why is kept. Throws `not_found`, `storage_failed` if ' +
        'the file cannot be removed yet.',
    })
    .input(removeArchiveRequest)
    .output(archiveRemoval)
    .mutation(({ ctx, input: { archiveId, reason } }) =>
      ctx.core.archives.remove(archiveId, { reason, removedBy: ctx.requestedBy }),
    ),

  listRemovals: procedure
    .meta({
      permission: 'look',
      scope: 'source',
      description: 'Archives that were removed, by whom and why; newest removal first.',
    })
    .input(listRemovalsRequest.optional())
    .output(archiveRemovalPage)
    .query(({ ctx, input }) => ctx.core.archives.listRemovals(input)),
}

/** @throws ArchivingError `forbidden`: a caller over the network writes nowhere on the server's computer. */
function assertIsLocal({ isLocal }: RequestContext): void {
  if (isLocal) return
  throw new ArchivingError('forbidden', 'Over the network, archives are downloaded, not copied to a folder.', {
    details: { field: 'folder' },
  })
}
