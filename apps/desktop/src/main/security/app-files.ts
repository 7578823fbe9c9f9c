import { join, normalize, sep } from 'node:path'

export const appScheme = 'muniment-app'
const host = 'app'

/** Origin of the page of the app. */
export const appOrigin = `${appScheme}://${host}`

/** Address of the page of the app. */
export const appPage = `${appOrigin}/index.html`

/** The file that an address of the app means; undefined if the address is not one, or leaves the folder. */
export function findAppFile(folder: string, address: string): string | undefined {
  const url = URL.parse(address)
  if (url?.protocol !== `${appScheme}:` || url.host !== host) return undefined
  const path = decodePath(url.pathname)
  if (path === undefined || path.includes('\0') || path.includes('\\')) return undefined
  const file = normalize(join(folder, path))
  return file.startsWith(normalize(folder) + sep) ? file : undefined
}

function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}
