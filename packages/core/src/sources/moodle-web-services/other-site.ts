import { ArchivingError, wrapUnknownError } from '../../errors/index.ts'
import { answerLimits } from './answer-limits.ts'
import { readTextAnswer } from './answer-text.ts'
import type { ConnectionParts } from './connection-parts.ts'
import { toPlainText } from './plain-text.ts'

const longestTitle = 80

/** The error for an address at which something answers that is not a Moodle, saying what it is. */
export async function describeOtherSite(address: string, parts: ConnectionParts): Promise<ArchivingError> {
  const url = new URL(`${address}/`)
  const what = await lookAt(url, parts)
  return new ArchivingError(
    'source_unexpected',
    `There is no Moodle at ${address}: ${what}. Open the Moodle in your browser and copy its address from there.`,
    { details: { host: url.host, found: what } },
  )
}

async function lookAt(url: URL, parts: ConnectionParts): Promise<string> {
  try {
    const answer = await parts.transport.send({ method: 'GET', url, expects: 'page', signal: parts.lifetime })
    const { status, mediaType, text, location } = await readTextAnswer(answer, url.host, answerLimits.page)
    const target = URL.parse(location ?? '', url.href)
    if (status >= 300 && status < 400 && target) return `it leads to ${target.origin}${target.pathname}`
    if (status === 404) return 'there is no such page'
    if (status >= 400) return `the server answers with status ${status}`
    const title = pageTitle(text)
    if (title !== '') return `there is a website called “${title}”`
    return mediaType === '' ? 'the answer is empty' : `the answer is of the type ${mediaType}`
  } catch (error) {
    const known = wrapUnknownError(error, 'source_unavailable')
    if (known.code === 'aborted') throw known
    return 'the answer could not be read'
  }
}

function pageTitle(html: string): string {
  const title = /<title[^>]*>([^<]{1,1000})/i.exec(html)?.[1] ?? ''
  const text = toPlainText(title).replaceAll(/\s+/g, ' ')
  return text.length > longestTitle ? `${text.slice(0, longestTitle)}…` : text
}
