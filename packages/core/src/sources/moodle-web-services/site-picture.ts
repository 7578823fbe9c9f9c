import { wrapUnknownError } from '../../errors/index.ts'
import type { PublicConfig } from './answers/site-answers.ts'
import { mediaTypeOf } from './answer-text.ts'
import type { ConnectionParts } from './connection-parts.ts'

/** More is no logo. As data in a page it grows by a third. */
const maxPictureBytes = 512 * 1024

/** How the kinds of pictures begin that are taken: a picture must be what it says. No SVG, which is a document. */
const beginnings: Readonly<Record<string, (head: string) => boolean>> = {
  'image/png': (head) => head.startsWith('\x89PNG\r\n\x1a\n'),
  'image/jpeg': (head) => head.startsWith('\xff\xd8\xff'),
  'image/gif': (head) => head.startsWith('GIF8'),
  'image/webp': (head) => head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP',
}

/**
 * The logo that a site shows to anybody, as a `data:` address, so that whoever shows it asks nobody; null if it has none
 * that can be taken. It is decoration: whatever goes wrong with it is no fault of the site.
 */
export async function readSitePicture(
  siteUrl: string,
  config: PublicConfig,
  parts: ConnectionParts,
): Promise<string | null> {
  for (const address of [config.compactlogourl, config.logourl]) {
    const url = URL.parse(address)
    // A site could name any address here, and we would be the one who asks for it.
    if (url?.origin !== new URL(siteUrl).origin) continue
    const picture = await read(url, parts)
    if (picture !== null) return picture
  }
  return null
}

async function read(url: URL, { transport, lifetime: signal }: ConnectionParts): Promise<string | null> {
  try {
    const headers = { 'accept-encoding': 'identity' }
    const answer = await transport.send({ method: 'GET', url, headers, expects: 'page', signal })
    const mediaType = mediaTypeOf(answer)
    const begins = beginnings[mediaType]
    if (answer.status !== 200 || !begins) {
      await answer.discard()
      return null
    }
    const bytes = await readUpTo(answer.body, maxPictureBytes)
    if (bytes === null || !begins(bytes.subarray(0, 16).toString('latin1'))) return null
    return `data:${mediaType};base64,${bytes.toString('base64')}`
  } catch (error) {
    const known = wrapUnknownError(error, 'source_unavailable')
    if (known.code === 'aborted') throw known
    return null
  }
}

/** Leaving the loop early ends the answer. */
async function readUpTo(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.byteLength
    if (size > maxBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
