import { ArchivingError } from '../../errors/index.ts'

/** A file of the site, and how it is asked for. */
export interface SiteFileAddress {
  readonly url: URL
  /** Files of activities need the token; pictures of the site's theme are for everybody. */
  readonly needsToken: boolean
}

/** The scripts through which a site hands out the files of activities, by what follows them. */
const fileScript = /^\/(?:webservice\/pluginfile\.php|pluginfile\.php|tokenpluginfile\.php\/\w+)(?<path>\/.+)$/
const fileScriptWithoutSlashes = /^\/(?:webservice\/)?pluginfile\.php$/
const themePicture = /^\/theme\/image\.php\/.+$/

/**
 * The address from which a file is read, given any address of it that the site wrote into an answer: always by
 * `webservice/pluginfile.php`, because plain `pluginfile.php` leads to the sign-in page, and without any key or token.
 *
 * @param siteUrls the address that we connected to, then others under which the site knows itself.
 * @throws `source_denied` if the address is not one of this site's files.
 */
export function toSiteFileAddress(address: string, siteUrls: readonly string[]): SiteFileAddress {
  const [siteUrl = ''] = siteUrls
  const url = URL.parse(address, `${siteUrl}/`)
  const path = url === null ? undefined : pathWithinSite(url, siteUrls)
  if (url === null || path === undefined) throw foreignAddress()
  if (themePicture.test(path)) return { url: new URL(`${siteUrl}${path}${url.search}`), needsToken: false }
  const filePath = fileScript.exec(path)?.groups?.['path'] ?? pathFromQuery(path, url)
  if (filePath === undefined) throw foreignAddress()
  return { url: new URL(`${siteUrl}/webservice/pluginfile.php${filePath}`), needsToken: true }
}

/** The name at the end of an address, decoded. */
export function fileNameOf(url: URL): string {
  const last = url.pathname.slice(url.pathname.lastIndexOf('/') + 1)
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}

function pathWithinSite(url: URL, siteUrls: readonly string[]): string | undefined {
  if (url.username !== '' || url.password !== '') return undefined
  const plain = `${url.origin}${url.pathname}`
  const base = siteUrls.find((siteUrl) => plain.startsWith(`${siteUrl}/`))
  return base === undefined ? undefined : plain.slice(base.length)
}

/** Sites without "slash arguments" write `pluginfile.php?file=/38/question/…`. */
function pathFromQuery(path: string, url: URL): string | undefined {
  const file = url.searchParams.get('file')
  if (!fileScriptWithoutSlashes.test(path) || file?.startsWith('/') !== true) return undefined
  return file.split('/').map(encodeURIComponent).join('/')
}

function foreignAddress(): ArchivingError {
  return new ArchivingError(
    'source_denied',
    'A file is not on the site that is being archived, so it was not fetched.',
    {
      details: { reason: 'outside' },
    },
  )
}
