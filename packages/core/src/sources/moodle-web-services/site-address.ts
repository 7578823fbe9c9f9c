import { ArchivingError } from '../../errors/index.ts'

/** The address of a page of the site, such as `/login/token.php`; the site may live in a sub-path. */
export function pageUrl(siteUrl: string, page: string): URL {
  return new URL(`${normaliseSiteUrl(siteUrl)}${page}`)
}

/**
 * An address of a site without user name, query, fragment and trailing slashes.
 *
 * @throws `input_invalid` if it is not an http or https address.
 */
export function normaliseSiteUrl(address: string): string {
  const url = URL.parse(address)
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) throw notAnAddress()
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`
}

/**
 * The addresses at which the site may be that someone means by what they typed or pasted: without scheme, with the path
 * of a page (`/login/index.php`, `/my/`, `/course/view.php?id=2`), in a sub-path. Best guess first.
 *
 * @throws `input_invalid` if no host can be made out.
 */
export function candidateSiteUrls(typed: string): readonly string[] {
  const text = typed.trim().replace(/^[<"'\s]+|[>"'\s]+$/g, '')
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text)
  const url = URL.parse(hasScheme ? text : `https://${text.replace(/^\/+/, '')}`)
  if (url === null || url.hostname === '' || !/^https?:$/.test(url.protocol)) throw notAnAddress()
  const origins = hasScheme ? [url.origin] : [url.origin, url.origin.replace(/^https:/, 'http:')]
  const paths = candidatePaths(url.pathname)
  return origins.flatMap((origin) => paths.map((path) => `${origin}${path}`))
}

/** Folders and files at the top of every Moodle: what follows one of them is not part of the site's address. */
const moodlePages =
  /\/(?:login|my|course|mod|user|admin|grade|group|calendar|message|report|question|webservice|lib|local|theme|blocks?|enrol|badges|blog|files?|tag|pluginfile\.php|index\.php|r\.php)(?:\/|$|\?).*$/

function candidatePaths(pathname: string): readonly string[] {
  const cut = pathname.replace(moodlePages, '').replace(/\/+$/, '')
  const parents = cut.split('/').map((_, depth, parts) => parts.slice(0, parts.length - depth).join('/'))
  return [...new Set([...parents, '', '/moodle'])].slice(0, 6)
}

function notAnAddress(): ArchivingError {
  return new ArchivingError(
    'input_invalid',
    'This is not the address of a website. It looks like https://moodle.example.edu; copy it from your browser.',
  )
}
