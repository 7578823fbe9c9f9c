import { createHash, type Hash } from 'node:crypto'
import { ArchivingError, wrapUnknownError } from '../../errors/index.ts'
import type { SourceFile } from '../activity-source.ts'
import { readTextAnswer } from './answer-text.ts'
import { holdsFile, readFileHeads, type FileHeads } from './file-heads.ts'
import type { HttpAnswer } from './http-transport.ts'
import { findFault, toFaultError } from './moodle-fault.ts'
import type { ConnectionParts } from './connection-parts.ts'
import { readJsonAnswer } from './read-json-answer.ts'
import type { Leave } from './request-limiter.ts'
import { delayBeforeNextTry, pause, withRetries } from './request-retry.ts'
import { fileNameOf, type SiteFileAddress } from './site-files.ts'

/** What error details call the page that hands out files. */
const filePage = 'webservice/pluginfile.php'

/** An answer that holds a file, and the turn that it occupies until it is read or discarded. */
interface OpenAnswer {
  readonly answer: HttpAnswer
  readonly heads: FileHeads
  readonly leave: Leave
}

/**
 * Opens a file of the site. The token goes in the body, never in the address. Failures before the first byte are tried
 * again here; a transfer that breaks off is taken up where it stopped if the hash of the content is known.
 */
export async function openSiteFile(
  address: SiteFileAddress,
  token: string,
  parts: ConnectionParts,
  signal: AbortSignal,
): Promise<SourceFile> {
  const context = { retry: parts.retry, surroundings: parts.surroundings, signal }
  const open = (offset: number): Promise<OpenAnswer> => openOnce({ address, token, offset }, parts, signal)
  const first = await withRetries(context, () => open(0))
  const { heads } = first

  async function* read(): AsyncGenerator<Uint8Array, void, undefined> {
    const progress = { size: 0, hash: createHash('sha1') }
    let current = first
    for (let attempt = 1; ; attempt++) {
      const failure = yield* transfer(current, progress)
      if (failure === undefined) break
      const delayMs = heads.sha1 === null ? undefined : delayBeforeNextTry(context, failure, attempt)
      if (delayMs === undefined) throw failure
      await pause(context, delayMs)
      current = await withRetries(context, () => open(progress.size))
    }
    assertWhole(heads, progress.size, progress.hash.digest('hex'))
  }

  return {
    fileName: heads.fileName ?? fileNameOf(address.url),
    mediaType: heads.mediaType,
    sizeBytes: heads.sizeBytes,
    sha1: heads.sha1,
    content: withRelease(read(), () => release(first)),
  }
}

interface TransferProgress {
  size: number
  readonly hash: Hash
}

/** Hands on what comes; the result is the failure that ended it, or undefined at its regular end. */
async function* transfer(
  opened: OpenAnswer,
  progress: TransferProgress,
): AsyncGenerator<Uint8Array, ArchivingError | undefined, undefined> {
  try {
    for await (const chunk of opened.answer.body) {
      progress.size += chunk.byteLength
      progress.hash.update(chunk)
      yield chunk
    }
    return undefined
  } catch (error) {
    return wrapUnknownError(error, 'source_unavailable')
  } finally {
    await release(opened)
  }
}

async function release(opened: OpenAnswer): Promise<void> {
  opened.leave()
  await opened.answer.discard()
}

/** A generator that is ended before its first step runs nothing of its body: the connection is given back here. */
function withRelease(
  bytes: AsyncGenerator<Uint8Array, void, undefined>,
  releaseFirst: () => Promise<void>,
): AsyncIterable<Uint8Array> {
  return {
    [Symbol.asyncIterator]: () => ({
      next: () => bytes.next(),
      return: async () => {
        await releaseFirst()
        return await bytes.return()
      },
    }),
  }
}

interface FileRequest {
  readonly address: SiteFileAddress
  readonly token: string
  /** Bytes that are already here. */
  readonly offset: number
}

async function openOnce(request: FileRequest, parts: ConnectionParts, signal: AbortSignal): Promise<OpenAnswer> {
  const { url, needsToken } = request.address
  const leave = await parts.limiter.enter(signal)
  try {
    const headers = {
      'accept-encoding': 'identity',
      ...(needsToken && { 'content-type': 'application/x-www-form-urlencoded' }),
      ...(request.offset > 0 && { range: `bytes=${request.offset}-` }),
    }
    const answer = await parts.transport.send({
      method: needsToken ? 'POST' : 'GET',
      url,
      headers,
      signal,
      ...(needsToken && { body: new URLSearchParams({ token: request.token }).toString() }),
    })
    if (!holdsFile(answer)) throw await readRefusal(answer, url.host, parts)
    if (request.offset > 0 && answer.status !== 206) throw await cannotContinue(answer)
    return { answer, heads: readFileHeads(answer), leave }
  } catch (error) {
    leave()
    throw error
  }
}

async function readRefusal(answer: HttpAnswer, host: string, parts: ConnectionParts): Promise<ArchivingError> {
  const text = await readTextAnswer(answer, host)
  const parsed = readJsonAnswer(text, { asked: filePage, host, nowMs: parts.surroundings.now() })
  return toFaultError(findFault(parsed) ?? { errorCode: '', message: '' }, filePage)
}

async function cannotContinue(answer: HttpAnswer): Promise<ArchivingError> {
  await answer.discard()
  return new ArchivingError('source_unavailable', 'The transfer of a file broke off and could not be continued.', {
    details: { function: filePage },
    retry: 'never',
  })
}

function assertWhole(heads: FileHeads, size: number, sha1: string): void {
  const wrongSize = heads.sizeBytes !== null && heads.sizeBytes !== size
  if (!wrongSize && (heads.sha1 === null || heads.sha1 === sha1)) return
  const what = wrongSize
    ? `${size} bytes long instead of ${heads.sizeBytes}`
    : 'not the content that the site announced'
  throw new ArchivingError('source_unavailable', `A file arrived damaged: it is ${what}. Try again.`, {
    details: { function: filePage },
  })
}
