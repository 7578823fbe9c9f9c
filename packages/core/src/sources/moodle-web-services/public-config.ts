import { readTextAnswer } from './answer-text.ts'
import { ajaxAnswer, publicConfigAnswer, type PublicConfig } from './answers/site-answers.ts'
import { checkAnswer } from './check-answer.ts'
import type { ConnectionParts } from './connection-parts.ts'
import { findFault, toFaultError } from './moodle-fault.ts'
import { readJsonAnswer } from './read-json-answer.ts'
import { withRetries } from './request-retry.ts'
import { pageUrl } from './site-address.ts'

export const publicConfigFunction = 'tool_mobile_get_public_config'
export const publicConfigPage = '/lib/ajax/service-nologin.php'

/** The body that asks for the public configuration. */
export const publicConfigQuestion = JSON.stringify([{ index: 0, methodname: publicConfigFunction, args: {} }])

/** The public configuration of a site, which it tells to anybody. */
export async function fetchPublicConfig(
  siteUrl: string,
  parts: ConnectionParts,
  signal: AbortSignal,
): Promise<PublicConfig> {
  const url = pageUrl(siteUrl, `${publicConfigPage}?info=${publicConfigFunction}`)
  const headers = { 'content-type': 'application/json' }
  const { retry, surroundings } = parts
  return await withRetries({ retry, surroundings, signal }, async () => {
    const leave = await parts.limiter.enter(signal)
    try {
      const answer = await parts.transport.send({ method: 'POST', url, headers, body: publicConfigQuestion, signal })
      const text = await readTextAnswer(answer, url.host)
      return readPublicConfig(
        readJsonAnswer(text, { asked: publicConfigFunction, host: url.host, nowMs: surroundings.now() }),
      )
    } finally {
      leave()
    }
  })
}

/** The configuration in a parsed answer of the page. */
export function readPublicConfig(parsed: unknown): PublicConfig {
  const fault = findFault(parsed)
  if (fault) throw toFaultError(fault, publicConfigFunction)
  const [answer] = checkAnswer(ajaxAnswer, parsed, publicConfigFunction)
  if (answer?.exception) {
    const { errorcode, message } = answer.exception
    throw toFaultError({ errorCode: errorcode, message }, publicConfigFunction)
  }
  return checkAnswer(publicConfigAnswer, answer?.data, publicConfigFunction)
}
