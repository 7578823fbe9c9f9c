import type { ItemContext } from '../../driver/archiving-context.ts'
import { ArchivingError, wrapUnknownError } from '../../errors/index.ts'
import type { AttemptFile, AttemptReportLoader, LoadFailure } from './attempt-report.ts'
import { isCommentFile } from './comment-files.ts'

/** Larger pictures are not shown in a report; a picture that was handed in is kept as a file whatever its size. */
const largestImageBytes = 40 * 1024 * 1024

/** Reads the pictures of an attempt from the source, and keeps its files beside the report. */
export function createAttemptFiles({ source, artifacts, signal }: ItemContext): AttemptReportLoader {
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
        const { pathFromReport, sha256, sizeBytes } = await artifacts.write({
          placement: { kind: 'attachment', path: pathWithin(attemptFile) },
          role: 'attachment',
          mediaType: mediaType === '' ? file.mediaType : mediaType,
          content: file.content,
        })
        return { pathFromReport, sha256, sizeBytes }
      }),
  }
}

/** `Q8/essay.pdf`: files lie by question, those of comments apart. */
function pathWithin({ file, slot, numberShown }: AttemptFile): string {
  const question = numberShown === 'i' ? `slot ${slot}` : `Q${numberShown}`
  const apart = isCommentFile(file) ? 'comment/' : ''
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
