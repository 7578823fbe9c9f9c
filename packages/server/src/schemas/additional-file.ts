import { z } from 'zod'
import { identifier } from './identifier.ts'

const uploadId = identifier.describe('Id of the upload.')
const taskId = identifier.describe('Id of the task.')

/** 512 KiB in base64. */
const longestChunk = 4 * Math.ceil((512 * 1024) / 3)

export const additionalFile = z
  .object({
    id: z.string(),
    name: z.string().describe('As it was given. In the archive it may be called otherwise, to be safe and unique.'),
    note: z.string().describe('What its giver says of it; empty if nothing was said.'),
    mediaType: z.string().describe('By the extension of the name.'),
    sha256: z.string(),
    sizeBytes: z.number(),
  })
  .meta({ id: 'AdditionalFile', description: 'A file that a person added to a task: a seating plan, minutes, a scan.' })

export const additionalFileReference = z
  .strictObject({ taskId, fileId: identifier })
  .meta({ id: 'AdditionalFileReference', description: 'Which additional file of which task.' })

export const newAdditionalFile = {
  name: z.string().min(1).max(255).describe('What the file is called.'),
  note: z.string().max(1_000).optional().describe('What there is to say of it. It stands in the archive.'),
}

export const beginUploadRequest = z
  .strictObject({ taskId, ...newAdditionalFile })
  .meta({ id: 'BeginUploadRequest', description: 'A file that is going to be sent, and the task that it is for.' })

export const uploadReference = z
  .strictObject({ uploadId })
  .meta({ id: 'UploadReference', description: 'Which upload.' })

export const uploadState = z
  .object({ uploadId, offset: z.number().describe('So many bytes are on disk: the next chunk begins there.') })
  .meta({ id: 'UploadState', description: 'How far an upload is.' })

export const appendToUploadRequest = z
  .strictObject({
    uploadId,
    offset: z.int().min(0).describe('Where the chunk begins in the file.'),
    content: z.base64().max(longestChunk).describe('The chunk in base64: at most 512 KiB of content.'),
  })
  .meta({ id: 'AppendToUploadRequest', description: 'The next chunk of a file.' })

export const finishUploadRequest = z
  .strictObject({ taskId, uploadId, sizeBytes: z.int().min(0).describe('What was sent in all.') })
  .meta({ id: 'FinishUploadRequest', description: 'An upload of which everything was sent.' })
