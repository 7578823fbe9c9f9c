import { answerLimits } from './answer-limits.ts'
import { readTextAnswer } from './answer-text.ts'
import { ajaxAnswer, publicConfigAnswer, type PublicConfig } from './answers/site-answers.ts'
import { checkAnswer } from './check-answer.ts'
import type { ConnectionParts } from './connection-parts.ts'
import { findFault, toFaultError } from './moodle-fault.ts'
import { readJsonAnswer } from './read-json-answer.ts'
import { withRetries } from './request-retry.ts'
import { inTurn } from './site-manners.ts'
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
  const { retry, surroundings, manners } = parts
  return await withRetries({ retry, surroundings, budget: manners.budget, signal }, async () => {
    return await inTurn(parts.manners, { about: publicConfigFunction, signal }, async (answered) => {
      const body = publicConfigQuestion
      const answer = await parts.transport.send({ method: 'POST', url, headers, body, expects: 'page', signal })
      answered()
      const text = await readTextAnswer(answer, url.host, answerLimits.page)
      return readPublicConfig(
        readJsonAnswer(text, { asked: publicConfigFunction, host: url.host, nowMs: surroundings.now() }),
      )
    })
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
