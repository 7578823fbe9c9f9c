import type { ItemContext } from '../../driver/archiving-context.ts'
import { ArchivingError, wrapUnknownError } from '../../errors/index.ts'
import type { SourceFile } from '../../sources/activity-source.ts'
import type { AttemptFile, AttemptReportLoader, LoadFailure } from './attempt-report.ts'
import { isCommentFile } from './comment-files.ts'
import { isLinkedFile } from './linked-files.ts'

/** Larger pictures are not shown in a report; a picture that was handed in is kept as a file whatever its size. */
const largestImageBytes = 40 * 1024 * 1024

/** Files that texts link to, such as films, would otherwise come with each of a thousand attempts. */
const largestLinkedBytes = 64 * 1024 * 1024
const allLinkedBytes = 256 * 1024 * 1024

/** Reads the pictures of an attempt from the source, and keeps its files beside the report. */
export function createAttemptFiles({ source, artifacts, signal }: ItemContext): AttemptReportLoader {
  let linkedBytesLeft = allLinkedBytes
  return {
    image: (address) =>
      orFailure(async () => {
        const file = await source.openFile(address, signal)
        return { bytes: await readWhole(file.content) }
      }),
    attachment: (attemptFile) =>
      orFailure(async () => {
        const { address, mediaType } = attemptFile.file
        const file = await source.openFile(address, signal)
        const isLinked = isLinkedFile(attemptFile.file)
        const content = isLinked ? bounded(file, Math.min(largestLinkedBytes, linkedBytesLeft)) : file.content
        const { pathFromReport, sha256, sizeBytes } = await artifacts.write({
          placement: { kind: 'attachment', path: pathWithin(attemptFile) },
          role: 'attachment',
          mediaType: mediaType === '' ? file.mediaType : mediaType,
          content,
        })
        if (isLinked) linkedBytesLeft -= sizeBytes
        return { pathFromReport, sha256, sizeBytes }
      }),
  }
}

/** `Q8/essay.pdf`: files lie by question, those of comments and of the question itself apart. */
function pathWithin({ file, slot, numberShown }: AttemptFile): string {
  if (slot === 0) return `overall feedback/${file.fileName}`
  const question = numberShown === 'i' || numberShown === '' ? `slot ${slot}` : `Q${numberShown}`
  const apart = isCommentFile(file) ? 'comment/' : isLinkedFile(file) ? 'question/' : ''
  return `${question}/${apart}${file.folder}/${file.fileName}`
}

/**
 * What cannot be had for good is a failure that the report tells; what may pass, or ends the task, is thrown, so that
 * the item is tried again rather than archived with a gap.
 */
async function orFailure<Result>(read: () => Promise<Result>): Promise<Result | LoadFailure> {
  try {
    return await read()
  } catch (error) {
    const { code, message, details } = wrapUnknownError(error)
    if (code === 'source_missing' || code === 'source_denied' || code === 'source_unexpected')
      return { failure: message, outside: details['reason'] === 'outside' }
    throw error
  }
}

/** The content of a file, which ends with an error where it grows beyond the limit. */
async function* bounded({ content, sizeBytes }: SourceFile, limit: number): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const chunk of content) {
    size += chunk.byteLength
    if (Math.max(size, sizeBytes ?? 0) > limit)
      throw new ArchivingError(
        'source_unexpected',
        'The file is larger than what is kept of files that a text links to.',
      )
    yield chunk
  }
}

async function readWhole(content: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of content) {
    size += chunk.byteLength
    if (size > largestImageBytes) throw new ArchivingError('source_unexpected', 'The picture is too large to be shown.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
