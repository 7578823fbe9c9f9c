/** The scheme of files within archives. Each archive is an origin of its own, and none is that of the app. */
export const archiveScheme = 'muniment-archive'

/** The address under which the app shows a file of an archive. */
export function archiveAddress(archiveId: string, path: string): string {
  return `${archiveScheme}://${archiveId}/${path.split('/').map(encodeURIComponent).join('/')}`
}

/** What an address of an archive's file names; undefined for another address. */
export function parseArchiveAddress(
  address: string,
): { readonly archiveId: string; readonly path: string } | undefined {
  const url = URL.parse(address)
  if (url?.protocol !== `${archiveScheme}:` || !/^[\w-]{1,100}$/u.test(url.host)) return undefined
  try {
    return { archiveId: url.host, path: url.pathname.slice(1).split('/').map(decodeURIComponent).join('/') }
  } catch (error) {
    // Not UTF-8: nothing is called so.
    if (error instanceof URIError) return undefined
    throw error
  }
}
