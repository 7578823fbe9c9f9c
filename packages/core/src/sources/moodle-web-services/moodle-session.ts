import type { z } from 'zod'
import { ArchivingError } from '../../errors/index.ts'
import { siteInfoAnswer, type SiteInfo } from './answers/site-answers.ts'
import type { FunctionArguments } from './form-encoding.ts'
import type { ConnectionParts } from './connection-parts.ts'
import { hasFaultCode } from './moodle-fault.ts'
import type { MoodleAccess } from './moodle-options.ts'
import { fetchPublicConfig } from './public-config.ts'
import { createRestClient } from './rest-client.ts'
import { shareOnce } from './share-once.ts'

/** What all parts of one source share: the site, the signed-in user and the way to ask. */
export interface MoodleSession {
  /** Asks a web service function. Names come in one language, see `language` in the options. */
  call<Schema extends z.ZodType>(question: Question<Schema>, signal: AbortSignal): Promise<z.output<Schema>>
  /** Who is signed in where, asked once. */
  siteInfo(signal: AbortSignal): Promise<SiteInfo>
  /** Whether the site lets this token call a function. */
  offers(webServiceFunction: string, signal: AbortSignal): Promise<boolean>
  /** The language that answers come in, where it is fixed; empty otherwise. */
  language(signal: AbortSignal): Promise<string>
}

/** One call of a web service function, and what its answer must look like. */
export interface Question<Schema extends z.ZodType> {
  readonly function: string
  readonly values: FunctionArguments
  readonly answer: Schema
}

const siteInfoFunction = 'core_webservice_get_site_info'

export function createMoodleSession(options: MoodleAccess, parts: ConnectionParts): MoodleSession {
  const rest = createRestClient(options, parts)

  const language = shareOnce(async () => options.language ?? (await siteLanguage(options.siteUrl, parts)))
  const settings = shareOnce(async () => ({
    moodlewssettingfilter: '1',
    ...withValue('moodlewssettinglang', await language(parts.lifetime)),
    ...withValue('moodlewssettingtimezone', options.timeZone ?? ''),
  }))
  const siteInfo = shareOnce(async () =>
    rest.call(
      siteInfoFunction,
      {},
      { schema: siteInfoAnswer, signal: parts.lifetime, settings: await settings(parts.lifetime) },
    ),
  )

  const session: MoodleSession = {
    language,
    siteInfo,
    async offers(webServiceFunction, signal) {
      const { functions } = await siteInfo(signal)
      return functions.some(({ name }) => name === webServiceFunction)
    },
    async call(question, signal) {
      const options = { schema: question.answer, signal, settings: await settings(signal) }
      try {
        return await rest.call(question.function, question.values, options)
      } catch (error) {
        if (!hasFaultCode(error, 'accessexception')) throw error
        throw await explainRefusal(error, question.function)
      }
    },
  }

  /**
   * `accessexception` has many reasons. An expired token gives it once and `invalidtoken` after that, a function
   * outside the service always: asking who we are tells them apart.
   */
  async function explainRefusal(error: unknown, webServiceFunction: string): Promise<unknown> {
    try {
      const info = await rest.call(siteInfoFunction, {}, { schema: siteInfoAnswer, signal: parts.lifetime })
      if (info.functions.some(({ name }) => name === webServiceFunction)) return error
      return notInService(error, webServiceFunction)
    } catch (reason) {
      return hasFaultCode(reason, 'accessexception') ? error : reason
    }
  }

  return session
}

function notInService(cause: unknown, webServiceFunction: string): ArchivingError {
  return new ArchivingError(
    'source_denied',
    `The site does not offer ${webServiceFunction} to your account. Its version of Moodle may be too old, or its administrators have restricted the mobile service.`,
    { cause, details: { function: webServiceFunction, moodleErrorCode: 'accessexception' } },
  )
}

function withValue(name: string, value: string): Record<string, string> {
  return value === '' ? {} : { [name]: value }
}

/** The site's default language, or empty where it does not tell: then the signed-in user's own applies. */
async function siteLanguage(siteUrl: string, parts: ConnectionParts): Promise<string> {
  try {
    const config = await fetchPublicConfig(siteUrl, parts, parts.lifetime)
    return config.lang
  } catch (error) {
    if (
      error instanceof ArchivingError &&
      ['source_missing', 'source_denied', 'source_unexpected'].includes(error.code)
    ) {
      return ''
    }
    throw error
  }
}
