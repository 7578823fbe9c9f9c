import type { z } from 'zod'
import { readTextAnswer } from './answer-text.ts'
import { checkAnswer } from './check-answer.ts'
import { encodeArguments, type FunctionArguments } from './form-encoding.ts'
import type { ConnectionParts } from './connection-parts.ts'
import { findFault, toFaultError } from './moodle-fault.ts'
import { readJsonAnswer } from './read-json-answer.ts'
import { withRetries } from './request-retry.ts'
import { inTurn } from './site-manners.ts'
import { pageUrl } from './site-address.ts'

/** Asks the REST server of one site as one user. Every request waits its turn and is tried again where that can help. */
export interface RestClient {
  /** The answer of a web service function, checked. `settings` are added to the form as they are. */
  call<Schema extends z.ZodType>(
    webServiceFunction: string,
    values: FunctionArguments,
    options: CallOptions<Schema>,
  ): Promise<z.output<Schema>>
}

export interface CallOptions<Schema extends z.ZodType> {
  readonly schema: Schema
  readonly signal: AbortSignal
  /** Moodle's settings for this call, such as `moodlewssettinglang`. */
  readonly settings?: Readonly<Record<string, string>>
}

/** Which site, and as whom. */
export interface RestAccess {
  readonly siteUrl: string
  readonly token: string
}

export function createRestClient(access: RestAccess, parts: ConnectionParts): RestClient {
  const url = pageUrl(access.siteUrl, '/webservice/rest/server.php')

  async function ask(webServiceFunction: string, body: string, signal: AbortSignal): Promise<unknown> {
    return await inTurn(parts.manners, { about: webServiceFunction, signal }, async (answered) => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded', 'accept-encoding': 'gzip' }
      const answer = await parts.transport.send({ method: 'POST', url, headers, body, expects: 'data', signal })
      answered()
      const text = withoutSecrets(await readTextAnswer(answer, url.host), access.token)
      const context = { asked: webServiceFunction, host: url.host, nowMs: parts.surroundings.now() }
      const parsed = readJsonAnswer(text, context)
      const fault = findFault(parsed)
      if (fault) throw toFaultError(fault, webServiceFunction)
      return parsed
    })
  }

  return {
    async call(webServiceFunction, values, { schema, signal, settings }) {
      const form = encodeArguments(values)
      form.set('wstoken', access.token)
      form.set('moodlewsrestformat', 'json')
      form.set('wsfunction', webServiceFunction)
      for (const [name, value] of Object.entries(settings ?? {})) form.set(name, value)
      const body = form.toString()
      const { retry, surroundings, manners } = parts
      const context = { retry, surroundings, budget: manners.budget, signal }
      const answer = await withRetries(context, () => ask(webServiceFunction, body, signal))
      return checkAnswer(schema, answer, webServiceFunction)
    },
  }
}

/**
 * `tokenpluginfile.php/<key>/…` addresses carry the user's private key, which opens files without signing in; a plugin
 * might write our own token into an address. Nothing that is kept may hold either, so both are cut out before anything
 * else looks at the answer.
 */
function withoutSecrets<Answer extends { readonly text: string }>(answer: Answer, token: string): Answer {
  const withoutToken = token.length >= shortestToken ? answer.text.replaceAll(token, '') : answer.text
  const text = withoutToken.includes('tokenpluginfile.php')
    ? withoutToken.replaceAll(/tokenpluginfile\.php(\\?\/)\w+(?=\\?\/)/g, 'pluginfile.php')
    : withoutToken
  return text === answer.text ? answer : { ...answer, text }
}

/** Moodle's tokens have 32 characters; anything much shorter could be a word. */
const shortestToken = 16
