import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { protocol } from 'electron'
import { archiveScheme } from '../../shared/archive-address.ts'
import { appScheme, findAppFile } from './app-files.ts'
import { securityHeaders } from './content-security-policy.ts'

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** Makes our schemes ones that have origins of their own, as `https:` has. To be called before the app is ready. */
export function registerSchemes(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
    // Streams as files do, and can be asked for by nothing but a frame.
    { scheme: archiveScheme, privileges: { standard: true, secure: true, stream: true } },
  ])
}

/** Serves the built page from `folder`, read-only and nothing beside it. A `file:` page could read the whole disk. */
export function serveAppFrom(folder: string): void {
  protocol.handle(appScheme, async ({ method, url }) => {
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

function notFound(): Response {
  return new Response('Not found', { status: 404, headers: securityHeaders })
}
