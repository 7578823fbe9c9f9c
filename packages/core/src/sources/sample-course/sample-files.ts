import { createHash } from 'node:crypto'
import { ArchivingError } from '../../errors/index.ts'
import type { SourceFile } from '../activity-source.ts'
import type { FileReference } from '../source-records.ts'
import type { SampleAttempt } from './sample-attempts.ts'
import type { SampleSubmission } from './sample-submissions.ts'

interface NamedContent {
  readonly fileName: string
  readonly content: string
}

/** What somebody attached to an attempt; null for nothing. */
export function attachmentOf(siteUrl: string, { id, attachment }: SampleAttempt): FileReference | null {
  return attachment && reference(`${siteUrl}/attempts/${id}`, 'attachments', attachment)
}

/** What somebody handed in. */
export function filesOf(siteUrl: string, { userId, files }: SampleSubmission): readonly FileReference[] {
  return files.map((file) => reference(`${siteUrl}/submissions/${userId}`, 'submission_files', file))
}

function reference(folder: string, area: string, { fileName, content }: NamedContent): FileReference {
  return {
    area,
    fileName,
    folder: '/',
    sizeBytes: Buffer.byteLength(content),
    mediaType: mediaTypeOf(fileName),
    address: `${folder}/${encodeURIComponent(fileName)}`,
  }
}

/** Finds files by their addresses among those that the sample course has. */
export function openSampleFile(address: string, siteUrl: string, { attempts, submissions }: SampleWork): SourceFile {
  const known = [
    ...attempts.map((attempt) => ({ file: attachmentOf(siteUrl, attempt), content: attempt.attachment?.content })),
    ...submissions.flatMap((submission) =>
      filesOf(siteUrl, submission).map((file, index) => ({ file, content: submission.files[index]?.content })),
    ),
  ]
  const found = known.find(({ file }) => file?.address === address)
  if (!found?.file || found.content === undefined) {
    const message = 'The sample course has no such file.'
    throw new ArchivingError('source_denied', message, { details: { reason: 'outside' } })
  }
  const { fileName, mediaType, sizeBytes } = found.file
  const bytes = Buffer.from(found.content)
  return { fileName, mediaType, sizeBytes, sha1: createHash('sha1').update(bytes).digest('hex'), content: once(bytes) }
}

/** Everything of the sample course that can have files. */
export interface SampleWork {
  readonly attempts: readonly SampleAttempt[]
  readonly submissions: readonly SampleSubmission[]
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  yield await Promise.resolve(bytes)
}

function mediaTypeOf(fileName: string): string {
  return fileName.endsWith('.csv') ? 'text/csv' : 'text/plain'
}
