import { Buffer } from 'node:buffer'
import { z } from 'zod'
import {
  additionalFile,
  appendToUploadRequest,
  beginUploadRequest,
  finishUploadRequest,
  uploadReference,
  uploadState,
} from '../schemas/additional-file.ts'
import { procedure, router } from '../trpc.ts'

export const uploadsRouter = router({
  begin: procedure
    .meta({
      permission: 'archive',
      scope: 'source',
      description:
        'Begins to send an additional file of a task, chunk by chunk. Throws `not_found`, `state_conflict` if the task was ' +
        'executed or too many uploads are open, `input_invalid`.',
    })
    .input(beginUploadRequest)
    .output(uploadState)
    .mutation(({ ctx, input: { taskId, ...file } }) => ctx.core.uploads.begin(taskId, file)),

  get: procedure
    .meta({
      permission: 'archive',
      scope: 'source',
      description:
        'How far an upload is, to go on with it. One to which nothing was added for a day is gone. Throws `not_found`.',
    })
    .input(uploadReference)
    .output(uploadState)
    .query(({ ctx, input }) => ctx.core.uploads.get(input.uploadId)),

  append: procedure
    .meta({
      permission: 'archive',
      scope: 'source',
      description:
        'Adds the next chunk; it is on disk when this returns. Throws `not_found`, `input_invalid` if it or the whole is ' +
        'too large, `state_conflict` unless it begins at `details.offset`.',
    })
    .input(appendToUploadRequest)
    .output(uploadState)
    .mutation(({ ctx, input: { uploadId, offset, content } }) =>
      ctx.core.uploads.append(uploadId, offset, Buffer.from(content, 'base64')),
    ),

  finish: procedure
    .meta({
      permission: 'archive',
      scope: 'source',
      description:
        'Adds what was sent to the task. Asked again, it gives the same file. Throws `not_found`, `input_invalid` if the ' +
        'task has too many files, `state_conflict` if the task was executed, or with `details.offset` if something is ' +
        'missing.',
    })
    .input(finishUploadRequest)
    .output(additionalFile)
    .mutation(({ ctx, input: { taskId, uploadId, sizeBytes }, signal }) =>
      ctx.core.uploads.finish(taskId, uploadId, sizeBytes, signal),
    ),

  discard: procedure
    .meta({ permission: 'archive', scope: 'source', description: 'Forgets an upload, whether it is there or not.' })
    .input(uploadReference)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.core.uploads.discard(input.uploadId)),
})
