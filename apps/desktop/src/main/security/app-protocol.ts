import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { protocol } from 'electron'
import { securityHeaders } from './content-security-policy.ts'

const scheme = 'muniment-app'
const host = 'app'

/** Address of the page of the app. */
export const appPage = `${scheme}://${host}/index.html`

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** Makes our scheme one that has an origin of its own, as `https:` has. To be called before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** Serves the built page from `folder`, read-only and nothing beside it. A `file:` page could read the whole disk. */
export function serveAppFrom(folder: string): void {
  protocol.handle(scheme, async ({ method, url }) => {
    const file = method === 'GET' ? findAppFile(folder, url) : undefined
    const contentType = contentTypes[extname(file ?? '')]
    if (file === undefined || contentType === undefined) return notFound()
    try {
      const content = await readFile(file)
      return new Response(content, { headers: { ...securityHeaders, 'content-type': contentType } })
    } catch {
      return notFound()
    }
  })
}

/** The file that an address of the app means; undefined if the address is not one, or leaves the folder. */
export function findAppFile(folder: string, address: string): string | undefined {
  const url = URL.parse(address)
  if (url?.protocol !== `${scheme}:` || url.host !== host) return undefined
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

function notFound(): Response {
  return new Response('Not found', { status: 404, headers: securityHeaders })
}
