import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { ArchivingError } from '../../errors/index.ts'
import { answerLimits, type AnswerLimits } from './answer-limits.ts'
import type { HttpAnswer } from './http-transport.ts'
import { toNetworkError } from './network-errors.ts'

/** What a site answered, read to its end. */
export interface TextAnswer {
  readonly status: number
  readonly mediaType: string
  readonly text: string
  /** Where a redirect leads, as the site wrote it. */
  readonly location: string | undefined
  readonly retryAfter: string | undefined
}

/**
 * Reads an answer to its end; the site may have compressed it.
 *
 * @throws `source_unexpected` if it is longer than `maxBytes`, `source_unavailable` if it breaks off.
 */
export async function readTextAnswer(
  answer: HttpAnswer,
  host: string,
  { maxBytes }: Pick<AnswerLimits, 'maxBytes'> = answerLimits.data,
): Promise<TextAnswer> {
  const chunks: Uint8Array[] = []
  let size = 0
  const collect = async (source: AsyncIterable<Uint8Array>): Promise<void> => {
    for await (const chunk of source) {
      size += chunk.byteLength
      if (size > maxBytes) throw tooLong(host, maxBytes)
      chunks.push(chunk)
    }
  }
  try {
    if (answer.head('content-encoding') === 'gzip') await pipeline(answer.body, createGunzip(), collect)
    else await collect(answer.body)
  } catch (error) {
    throw toNetworkError(error, host)
  }
  return {
    status: answer.status,
    mediaType: mediaTypeOf(answer),
    text: Buffer.concat(chunks).toString('utf8'),
    location: answer.head('location'),
    retryAfter: answer.head('retry-after'),
  }
}

/** The media type of an answer without its parameters, in lower case; empty if the site gave none. */
export function mediaTypeOf(answer: Pick<HttpAnswer, 'head'>): string {
  return (answer.head('content-type') ?? '').replace(/;.*$/s, '').trim().toLowerCase()
}

function tooLong(host: string, maxBytes: number): ArchivingError {
  const megabytes = Math.round(maxBytes / 1024 / 1024)
  return new ArchivingError(
    'source_unexpected',
    `An answer of ${host} is longer than ${megabytes} MB and was not read.`,
    {
      details: { host, maxBytes },
    },
  )
}
