import { z } from 'zod'
import { answerLimits } from './answer-limits.ts'
import { readTextAnswer } from './answer-text.ts'
import { checkAnswer } from './check-answer.ts'
import { createConnectionParts } from './connection-parts.ts'
import { findFault, toFaultError } from './moodle-fault.ts'
import type { HttpOptions } from './moodle-options.ts'
import { readJsonAnswer } from './read-json-answer.ts'
import { withRetries } from './request-retry.ts'
import { pageUrl } from './site-address.ts'

/** Who signs in where. The password is used once and not kept. */
export interface PasswordSignIn extends HttpOptions {
  readonly siteUrl: string
  readonly userName: string
  readonly password: string
}

/** The service that every Moodle has for its mobile app, and that every teacher may use. */
export const mobileService = 'moodle_mobile_app'

const signInPage = 'login/token.php'
const tokenAnswer = z.object({ token: z.string().min(1) })

/**
 * Exchanges user name and password for a token of the service `moodle_mobile_app` (`login/token.php`). Sites with
 * single sign-on have no passwords of their own and answer as to a wrong one.
 *
 * @throws `source_unauthenticated` for a wrong password or a blocked account, `source_denied` if the site does not let
 * programs in, `source_unavailable`, `timed_out`.
 */
export async function exchangePasswordForToken(signIn: PasswordSignIn, signal?: AbortSignal): Promise<string> {
  const lifetime = signal ?? new AbortController().signal
  const parts = createConnectionParts(signIn, lifetime)
  const url = pageUrl(signIn.siteUrl, `/${signInPage}`)
  const body = new URLSearchParams({
    username: signIn.userName,
    password: signIn.password,
    service: mobileService,
  }).toString()
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const { retry, surroundings, transport } = parts
  try {
    const answer = await withRetries({ retry, surroundings, signal: lifetime }, async () => {
      const text = await readTextAnswer(
        await transport.send({ method: 'POST', url, headers, body, expects: 'page', signal: lifetime }),
        url.host,
        answerLimits.page,
      )
      const parsed = readJsonAnswer(text, { asked: signInPage, host: url.host, nowMs: surroundings.now() })
      const fault = findFault(parsed)
      if (fault) throw toFaultError(fault, signInPage)
      return parsed
    })
    return checkAnswer(tokenAnswer, answer, signInPage).token
  } finally {
    await transport[Symbol.asyncDispose]()
  }
}
