import { ArchivingError } from '../../errors/index.ts'
import type { SourceFile } from '../activity-source.ts'
import { answerLimits } from './answer-limits.ts'
import { readTextAnswer } from './answer-text.ts'
import type { ConnectionParts } from './connection-parts.ts'
import { holdsFile, readFileHeads, type FileHeads } from './file-heads.ts'
import { filePage, release, transferFile, type FilePart, type OpenAnswer } from './file-transfer.ts'
import type { HttpAnswer } from './http-transport.ts'
import { findFault, toFaultError } from './moodle-fault.ts'
import { readJsonAnswer } from './read-json-answer.ts'
import { withRetries } from './request-retry.ts'
import { fileNameOf, type SiteFileAddress } from './site-files.ts'

/**
 * Opens a file of the site. The token goes in the body, never in the address. Failures before the first byte are tried
 * again here; a transfer that breaks off is taken up where it stopped.
 */
export async function openSiteFile(
  address: SiteFileAddress,
  token: string,
  parts: ConnectionParts,
  signal: AbortSignal,
): Promise<SourceFile> {
  const given = new AbortController()
  const eitherSignal = AbortSignal.any([signal, given.signal])
  const context = { retry: parts.retry, surroundings: parts.surroundings, signal: eitherSignal }
  const ask = (part?: FilePart): Promise<OpenAnswer> => askForFile({ address, token, part }, parts, eitherSignal)
  const first = await withRetries({ ...context, budget: parts.manners.budget }, () => ask())
  const { heads } = first
  const giveUp = async (): Promise<void> => {
    await release(first)
    given.abort()
  }
  return {
    fileName: heads.fileName ?? fileNameOf(address.url),
    mediaType: heads.mediaType,
    sizeBytes: heads.sizeBytes,
    sha1: heads.sha1,
    content: endedBy(giveUp, transferFile(first, ask, context)),
  }
}

/**
 * A generator that is ended before its first step runs nothing of its body, and one that waits for bytes goes on waiting:
 * `giveUp` ends both.
 */
function endedBy(
  giveUp: () => Promise<void>,
  bytes: AsyncGenerator<Uint8Array, void, undefined>,
): AsyncIterable<Uint8Array> {
  return {
    [Symbol.asyncIterator]: () => ({
      next: () => bytes.next(),
      return: async () => {
        await giveUp()
        return await bytes.return()
      },
    }),
  }
}

interface FileRequest {
  readonly address: SiteFileAddress
  readonly token: string
  readonly part: FilePart | undefined
}

async function askForFile(request: FileRequest, parts: ConnectionParts, signal: AbortSignal): Promise<OpenAnswer> {
  const { url, needsToken } = request.address
  const turn = await parts.manners.enter({ about: filePage, isFile: true, signal })
  try {
    const answer = await parts.transport.send({
      method: needsToken ? 'POST' : 'GET',
      url,
      headers: headsOf(request),
      expects: 'file',
      signal,
      ...(needsToken && { body: new URLSearchParams({ token: request.token }).toString() }),
    })
    turn.answered()
    const isBeyondEnd = request.part !== undefined && answer.status === 416
    if (!isBeyondEnd && !holdsFile(answer)) throw await readRefusal(answer, url.host, parts)
    const heads = readFileHeads({ status: answer.status, head: (name) => answer.head(name), etagIsHash: needsToken })
    const refused = whyUnreadable(heads, request)
    if (refused !== undefined) {
      await answer.discard()
      throw refused
    }
    // Files are most of what is asked: a site that serves them well has earned second tries.
    parts.manners.budget.worked()
    return { answer, heads, failed: (error) => turn.failed(error), leave: () => turn.leave() }
  } catch (error) {
    turn.failed(error)
    turn.leave()
    throw error
  }
}

function headsOf({ address, part }: FileRequest): Readonly<Record<string, string>> {
  return {
    'accept-encoding': 'identity',
    ...(address.needsToken && { 'content-type': 'application/x-www-form-urlencoded' }),
    ...(part && { range: `bytes=${part.offset}-` }),
    ...(part?.version !== undefined && part.version !== null && { 'if-range': part.version }),
  }
}

async function readRefusal(answer: HttpAnswer, host: string, parts: ConnectionParts): Promise<ArchivingError> {
  const text = await readTextAnswer(answer, host, answerLimits.page)
  const parsed = readJsonAnswer(text, { asked: filePage, host, nowMs: parts.surroundings.now() })
  return toFaultError(findFault(parsed) ?? { errorCode: '', message: '' }, filePage)
}

function whyUnreadable({ packing, startsAt }: FileHeads, { part }: FileRequest): ArchivingError | undefined {
  if (packing !== null && packing !== 'gzip') {
    const message = 'The site sent a file packed in a way that was not asked for and is not known here.'
    return new ArchivingError('source_unexpected', message, {
      details: { function: filePage, packing: packing.slice(0, 40) },
    })
  }
  if (part !== undefined || startsAt === 0) return undefined
  const message = 'The site sent a part of a file, though all of it was asked for. Try again.'
  return new ArchivingError('source_unavailable', message, { details: { function: filePage } })
}
