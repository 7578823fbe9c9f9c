import { Agent, request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import type { BenchSite } from './sites.ts'

/** As many requests at once as Muniment makes of one site. */
const requestsAtOnce = 4

/** What a loop that only reads gets out of a site. */
export interface BareRate {
  readonly seconds: number
  readonly requests: number
}

/**
 * Reads the reviews of attempts with all files that they name, as fast as the site gives them, and throws everything
 * away: nothing that archives can be faster.
 */
export async function readBare(site: BenchSite, attemptIds: readonly number[]): Promise<BareRate> {
  const agent = new Agent({ keepAlive: true })
  let requests = 0
  const queue = [...attemptIds]
  const start = performance.now()
  const read = async (address: URL, form?: URLSearchParams): Promise<Buffer> => {
    requests++
    return await send(agent, address, form)
  }
  const work = async (): Promise<void> => {
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      const answer = await read(new URL('/webservice/rest/server.php', site.url), reviewForm(site.token, id))
      for (const address of filesIn(answer.toString('utf8'), site)) await read(address)
    }
  }
  await Promise.all(Array.from({ length: requestsAtOnce }, work))
  agent.destroy()
  return { seconds: (performance.now() - start) / 1000, requests }
}

/** A GET, or a POST of a form; the answer's body. */
function send(agent: Agent, address: URL, form: URLSearchParams | undefined): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>()
  const sent = request(address, {
    agent,
    method: form ? 'POST' : 'GET',
    headers: form ? { 'content-type': 'application/x-www-form-urlencoded' } : {},
  })
  sent.on('error', reject)
  sent.on('response', (answer) => void buffer(answer).then(resolve, reject))
  sent.end(form?.toString())
  return promise
}

function reviewForm(token: string, attemptId: number): URLSearchParams {
  return new URLSearchParams({
    wstoken: token,
    moodlewsrestformat: 'json',
    wsfunction: 'mod_quiz_get_attempt_review',
    attemptid: String(attemptId),
    page: '-1',
    moodlewssettingfilter: '1',
  })
}

/** Files of the site that a review shows or holds; not those that its scripts name. */
function filesIn(review: string, { url, token }: BenchSite): readonly URL[] {
  const parsed: { questions: readonly { html: string; responsefileareas?: unknown }[] } = JSON.parse(review)
  const addresses = new Set<string>()
  for (const { html, responsefileareas = [] } of parsed.questions) {
    const shown = html.replaceAll(/<script\b[^]*?<\/script>/gu, '')
    for (const [, address = ''] of shown.matchAll(/ src="([^"]*pluginfile\.php[^"]*)"/gu)) addresses.add(address)
    for (const [, address = ''] of JSON.stringify(responsefileareas).matchAll(/"fileurl":"([^"]*)"/gu)) {
      addresses.add(address)
    }
  }
  return [...addresses].map((address) => {
    const path = new URL(address.replaceAll('&amp;', '&')).pathname.replace(/^(?:\/webservice)?\/pluginfile/u, '')
    return new URL(`/webservice/pluginfile${path}?token=${token}`, url)
  })
}
