import { ArchivingError, wrapUnknownError } from '../../errors/index.ts'
import { answerLimits } from './answer-limits.ts'
import { readTextAnswer, type TextAnswer } from './answer-text.ts'
import type { PublicConfig } from './answers/site-answers.ts'
import type { HttpOptions } from './moodle-options.ts'
import { createConnectionParts, type ConnectionParts } from './connection-parts.ts'
import { publicConfigFunction, publicConfigPage, publicConfigQuestion, readPublicConfig } from './public-config.ts'
import { readJsonAnswer } from './read-json-answer.ts'
import { withRetries } from './request-retry.ts'
import { candidateSiteUrls, normaliseSiteUrl, pageUrl } from './site-address.ts'
import { describeOtherSite } from './other-site.ts'

/** A Moodle site as it presents itself to anybody. */
export interface DiscoveredSite {
  /** The address under which the site knows itself (Moodle's `wwwroot`); connect with this one. */
  readonly siteUrl: string
  readonly siteName: string
  /** `form`: user name and password. `browser`: single sign-on in a browser, passwords are not taken. */
  readonly signInBy: 'form' | 'browser'
  /** Where the browser sign-in starts; empty if the site does not tell. */
  readonly launchUrl: string
  /** Whether programs may read the site at all; if not, only its administrators can change that. */
  readonly webServicesEnabled: boolean
  /** Message of the administrators while the site is closed for maintenance, null otherwise. */
  readonly maintenanceMessage: string | null
}

/**
 * Finds the Moodle that someone means by an address that they typed or copied, following redirects of the site. No
 * secret is sent.
 *
 * @throws `input_invalid` if it is no address, `source_unexpected` if there is no Moodle, saying what is there instead,
 * `source_unavailable` or `timed_out` if nothing answers; `details.reason` tells an unknown host, a refused connection
 * and the problems of certificates apart.
 */
export async function discoverMoodleSite(
  typedAddress: string,
  options: HttpOptions,
  signal?: AbortSignal,
): Promise<DiscoveredSite> {
  const candidates = candidateSiteUrls(typedAddress)
  const lifetime = signal ?? new AbortController().signal
  const parts = createConnectionParts(options, lifetime)
  try {
    return toDiscoveredSite(await findSite(candidates, parts))
  } finally {
    await parts.transport[Symbol.asyncDispose]()
  }
}

/** A site that answered, and the address at which it did. */
export interface FoundSite {
  readonly siteUrl: string
  readonly config: PublicConfig
}

/** Why nothing else needs to be tried at the same host. */
type Verdict = { readonly found: FoundSite } | { readonly nothing: ArchivingError }

/** The site at the first of some addresses at which there is one. @throws as {@link discoverMoodleSite} */
export async function findSite(candidates: readonly string[], parts: ConnectionParts): Promise<FoundSite> {
  const failures: ArchivingError[] = []
  const deadOrigins = new Set<string>()
  for (const candidate of candidates) {
    const { origin } = new URL(candidate)
    if (deadOrigins.has(origin)) continue
    const verdict = await probe(candidate, parts)
    if ('found' in verdict) return await underOwnName(verdict.found, parts)
    failures.push(verdict.nothing)
    const unanswered = verdict.nothing.details['reason'] !== undefined
    if (unanswered) deadOrigins.add(origin)
    // Where https answers, plain http is not tried: it could only be worse.
    const answered = !unanswered || isCertificateProblem(verdict.nothing)
    if (answered) deadOrigins.add(origin.replace(/^https:/, 'http:'))
  }
  throw await mostTelling(failures, candidates, parts)
}

async function probe(candidate: string, parts: ConnectionParts): Promise<Verdict> {
  try {
    return await askForConfig(pageUrl(candidate, `${publicConfigPage}?info=${publicConfigFunction}`), parts)
  } catch (error) {
    return { nothing: wrapUnknownError(error, 'source_unavailable') }
  }
}

const mostRedirects = 5

/** Follows redirects (http to https, a new host name) as long as they lead to the same page of a site. */
async function askForConfig(first: URL, parts: ConnectionParts): Promise<Verdict> {
  let url = first
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const answer = await ask(url, parts)
    const target = redirectTarget(answer, url)
    if (target === undefined) {
      const parsed = readJsonAnswer(answer, {
        asked: publicConfigFunction,
        host: url.host,
        nowMs: parts.surroundings.now(),
      })
      return { found: { siteUrl: siteOf(url), config: readPublicConfig(parsed) } }
    }
    if (!target.pathname.endsWith(publicConfigPage)) break
    url = target
  }
  return { nothing: new ArchivingError('source_unexpected', `There is no Moodle at ${first.host}.`) }
}

async function ask(url: URL, parts: ConnectionParts): Promise<TextAnswer> {
  const { transport, retry, surroundings, lifetime: signal } = parts
  const headers = { 'content-type': 'application/json' }
  // Twice is enough here: someone is waiting, and can press the button again.
  const context = { retry: { ...retry, tries: Math.min(retry.tries, 2) }, surroundings, signal }
  return await withRetries(context, async () => {
    const body = publicConfigQuestion
    const answer = await transport.send({ method: 'POST', url, headers, body, expects: 'page', signal })
    return await readTextAnswer(answer, url.host, answerLimits.page)
  })
}

function redirectTarget(answer: TextAnswer, from: URL): URL | undefined {
  if (answer.status < 300 || answer.status >= 400 || answer.location === undefined) return undefined
  const target = URL.parse(answer.location, from.href)
  return target !== null && /^https?:$/.test(target.protocol) ? target : undefined
}

function siteOf(configPage: URL): string {
  return normaliseSiteUrl(`${configPage.origin}${configPage.pathname.slice(0, -publicConfigPage.length)}`)
}

/**
 * Sites answer under several names, but only know themselves under one. If that one does not answer from here (a wrong
 * setting, a test site behind another port), the one that did is kept.
 */
async function underOwnName(found: FoundSite, parts: ConnectionParts): Promise<FoundSite> {
  const ownName = found.config.httpswwwroot ?? found.config.wwwroot
  if (!URL.canParse(ownName)) return found
  const siteUrl = normaliseSiteUrl(ownName)
  if (siteUrl === found.siteUrl) return found
  // An encrypted connection is not given up for what the site says of itself.
  if (found.siteUrl.startsWith('https:') && !siteUrl.startsWith('https:')) return found
  const verdict = await probe(siteUrl, parts)
  return 'found' in verdict ? { siteUrl, config: verdict.found.config } : found
}

function isCertificateProblem(error: ArchivingError): boolean {
  return String(error.details['reason'] ?? '').startsWith('certificate_')
}

/** Of several failures the one that helps most: the certificate, then what answers there instead, then the connection. */
async function mostTelling(
  failures: readonly ArchivingError[],
  candidates: readonly string[],
  parts: ConnectionParts,
): Promise<ArchivingError> {
  const telling =
    failures.find((error) => error.code === 'aborted') ?? failures.find((error) => isCertificateProblem(error))
  if (telling) return telling
  const maintenance = failures.find(
    (error) => error.details['moodleErrorCode'] !== undefined || error.details['status'] === 503,
  )
  if (maintenance) return maintenance
  const answered = failures.findIndex((error) => error.details['reason'] === undefined)
  if (answered >= 0) return await describeOtherSite(candidates[0] ?? '', parts)
  return failures[0] ?? new ArchivingError('source_unexpected', 'There is no Moodle at this address.')
}

function toDiscoveredSite({ siteUrl, config }: FoundSite): DiscoveredSite {
  return {
    siteUrl,
    siteName: config.sitename,
    signInBy: config.typeoflogin === 1 ? 'form' : 'browser',
    launchUrl: config.launchurl,
    webServicesEnabled: config.enablewebservices && config.enablemobilewebservice,
    maintenanceMessage: config.maintenanceenabled ? config.maintenancemessage : null,
  }
}
