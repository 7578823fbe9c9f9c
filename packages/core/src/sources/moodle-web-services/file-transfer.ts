import { createHash, type Hash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { ArchivingError, wrapUnknownError } from '../../errors/index.ts'
import { answerLimits } from './answer-limits.ts'
import type { FileHeads } from './file-heads.ts'
import type { HttpAnswer } from './http-transport.ts'
import { delayBeforeNextTry, pause, type RetryContext } from './request-retry.ts'

/** What error details call the page that hands out files. */
export const filePage = 'webservice/pluginfile.php'

/** An answer that holds a file or the rest of one, and the turn that it occupies until it is read or discarded. */
export interface OpenAnswer {
  readonly answer: HttpAnswer
  readonly heads: FileHeads
  /** Tells that the transfer broke off: a site that falls silent, or grows too slow, is asked less. */
  readonly failed: (error: unknown) => void
  readonly leave: () => void
}

/** The part of a file that is asked for. */
export interface FilePart {
  /** Bytes that are here already. */
  readonly offset: number
  /** The version of the file that they are of, where the site told it. */
  readonly version: string | null
}

/** Asks the site for a file again: without `part` for all of it. */
export type AskAgain = (part?: FilePart) => Promise<OpenAnswer>

/** So much must have come before a broken transfer is given as many tries as at its beginning. */
const enoughProgress = 1024 * 1024

/**
 * The content of a file as one stream, over as many connections as it takes. Where a transfer breaks off, the rest is
 * asked for, of the same version; a site that does not give rests is asked for all of it, and what has been handed on
 * is compared instead of handed on again. So the stream never holds bytes of two versions. Nothing is kept but hashes.
 *
 * It ends with `source_unavailable` if the file was changed in the meantime, or is not as long, or not of the hash, as
 * the site told.
 */
export async function* transferFile(
  first: OpenAnswer,
  ask: AskAgain,
  context: RetryContext,
): AsyncGenerator<Uint8Array, void, undefined> {
  const { heads } = first
  const progress: TransferProgress = { size: 0, hash: createHash('sha1') }
  const tries = countTries(progress)
  let asksForRest = heads.packing === null && (heads.version !== null || heads.sha1 !== null)

  const askAgain = async (): Promise<OpenAnswer> => {
    if (progress.size > 0 && asksForRest) {
      const opened = await ask({ offset: progress.size, version: heads.version })
      if (isSame(heads, opened.heads, progress.size)) return opened
      await release(opened)
      // Whatever the site meant: all of it, compared from the first byte, cannot be mistaken.
      asksForRest = false
    }
    return await ask()
  }

  let opened = first
  for (;;) {
    const failure = yield* transfer(opened, progress, heads)
    if (failure === undefined) break
    opened = await tryAgain(failure, { context, tries, ask: askAgain })
    if (opened.heads.startsAt === 0) await assertSameFile(heads, opened)
  }
  assertWhole(heads, progress)
}

/** Gives back the connection of an answer, and its turn. */
export async function release(opened: OpenAnswer): Promise<void> {
  opened.leave()
  await opened.answer.discard()
}

interface TransferProgress {
  /** Bytes that were handed on. */
  size: number
  readonly hash: Hash
}

/** Whether an answer goes on with the same version of the file at `offset`, or starts anew. */
function isSame(expected: FileHeads, heads: FileHeads, offset: number): boolean {
  if (heads.startsAt === 0) return true
  if (heads.startsAt !== offset || heads.packing !== null) return false
  if (expected.sizeBytes !== null && expected.sizeBytes !== heads.sizeBytes) return false
  // Without an ETag of its own, a rest is trusted where the hash of the whole will tell.
  return heads.version === null ? expected.sha1 !== null : heads.version === expected.version
}

/** Numbers the failures since there was progress worth the name. */
function countTries(progress: TransferProgress): () => number {
  let count = 0
  let size = 0
  return () => {
    if (progress.size - size >= enoughProgress) {
      count = 0
      size = progress.size
    }
    count += 1
    return count
  }
}

interface NextTry {
  readonly context: RetryContext
  readonly tries: () => number
  readonly ask: () => Promise<OpenAnswer>
}

/** Waits and asks again until there is an answer, or no more patience. */
async function tryAgain(failure: ArchivingError, { context, tries, ask }: NextTry): Promise<OpenAnswer> {
  for (let error: unknown = failure; ;) {
    const delayMs = delayBeforeNextTry(context, error, tries())
    if (delayMs === undefined) throw error
    await pause(context, delayMs)
    try {
      return await ask()
    } catch (again) {
      error = again
    }
  }
}

/**
 * Hands on what comes and was not handed on before. The result is the failure that ended it, or undefined at its regular
 * end; what no further try can mend is thrown.
 */
async function* transfer(
  opened: OpenAnswer,
  progress: TransferProgress,
  { sizeBytes }: FileHeads,
): AsyncGenerator<Uint8Array, ArchivingError | undefined, undefined> {
  const known = opened.heads.startsAt === 0 ? compareKnown(progress) : undefined
  const chunks = contentOf(opened)[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await nextOrFailure(chunks)
      if (next instanceof ArchivingError) {
        opened.failed(next)
        return next
      }
      if (next.done === true) break
      const fresh = known ? known.take(next.value) : next.value
      if (fresh.byteLength === 0) continue
      progress.size += fresh.byteLength
      if (sizeBytes !== null && progress.size > sizeBytes)
        throw damaged(
          `longer than the ${sizeBytes} bytes that the site announced`,
          `länger als die ${sizeBytes} Bytes, die die Website angekündigt hat`,
        )
      if (sizeBytes === null && progress.size > answerLimits.file.maxBytes) throw endless()
      progress.hash.update(fresh)
      yield fresh
    }
    if (known && !known.isPassed()) throw changed()
    return undefined
  } finally {
    await release(opened)
  }
}

async function nextOrFailure(
  chunks: AsyncIterator<Uint8Array, unknown, undefined>,
): Promise<IteratorResult<Uint8Array, unknown> | ArchivingError> {
  try {
    return await chunks.next()
  } catch (error) {
    return wrapUnknownError(error, 'source_unavailable')
  }
}

/** Takes the bytes of a file that comes from its beginning once more, and gives those that are new. */
function compareKnown({ size, hash }: TransferProgress): {
  readonly take: (chunk: Uint8Array) => Uint8Array
  readonly isPassed: () => boolean
} {
  const expected = hash.copy().digest('hex')
  const again = createHash('sha1')
  let left = size
  return {
    take(chunk) {
      if (left === 0) return chunk
      const knownPart = chunk.subarray(0, left)
      again.update(knownPart)
      left -= knownPart.byteLength
      if (left === 0 && again.digest('hex') !== expected) throw changed()
      return chunk.subarray(knownPart.byteLength)
    },
    isPassed: () => left === 0,
  }
}

function contentOf({ answer, heads }: OpenAnswer): AsyncIterable<Uint8Array> {
  return heads.packing === null ? answer.body : unpacked(answer.body)
}

async function* unpacked(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const gunzip = createGunzip({ chunkSize: 64 * 1024 })
  const feeding = pipeline(body, gunzip)
  // Its failure ends the reading below as well; this keeps it from being reported as unhandled.
  feeding.catch(() => undefined)
  try {
    for await (const chunk of gunzip) if (chunk instanceof Uint8Array) yield chunk
  } finally {
    gunzip.destroy()
  }
}

/** @throws `source_unavailable` if an answer that starts anew holds another version of the file. */
async function assertSameFile(expected: FileHeads, opened: OpenAnswer): Promise<void> {
  const { sizeBytes, sha1 } = opened.heads
  const differs =
    (sizeBytes !== null && expected.sizeBytes !== null && sizeBytes !== expected.sizeBytes) ||
    (sha1 !== null && expected.sha1 !== null && sha1 !== expected.sha1)
  if (!differs) return
  await release(opened)
  throw changed()
}

function assertWhole({ sizeBytes, sha1 }: FileHeads, { size, hash }: TransferProgress): void {
  if (sizeBytes !== null && sizeBytes !== size)
    throw damaged(`${size} bytes long instead of ${sizeBytes}`, `${size} statt ${sizeBytes} Bytes lang`)
  if (sha1 !== null && sha1 !== hash.digest('hex'))
    throw damaged('not the content that the site announced', 'nicht der Inhalt, den die Website angekündigt hat')
}

function damaged(what: string, inGerman: string): ArchivingError {
  return new ArchivingError('source_unavailable', `A file arrived damaged: it is ${what}. Try again.`, {
    details: { function: filePage, reason: 'file_damaged' },
    german: `Eine Datei kam beschädigt an: Sie ist ${inGerman}. Versuchen Sie es erneut.`,
  })
}

function endless(): ArchivingError {
  const { maxBytes } = answerLimits.file
  const message = `A file, of which the site does not say how large it is, is larger than ${maxBytes / 1024 ** 3} GB and was not read.`
  return new ArchivingError('source_unexpected', message, { details: { function: filePage, maxBytes } })
}

function changed(): ArchivingError {
  return new ArchivingError(
    'source_unavailable',
    'A file was changed on the site while it was being read. Try again.',
    {
      details: { function: filePage, reason: 'file_changed' },
      german: 'Eine Datei wurde auf der Website geändert, während sie gelesen wurde. Versuchen Sie es erneut.',
    },
  )
}
