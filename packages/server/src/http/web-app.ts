import { readdir, readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import { ArchivingError } from '@muniment/core'

/** The built web app: every file that it has, and no other. */
export interface WebApp {
  /** The file at a path of an address, or undefined. */
  find(pathname: string): WebFile | undefined
}

export interface WebFile {
  readonly content: Uint8Array
  readonly contentType: string
  /** Whether its name holds a hash of its content, so that it never changes. */
  readonly isHashed: boolean
}

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}
const startPage = '/index.html'

/**
 * The page may use its own scripts, styles and pictures, and talk to the server that it came from. It shows files of
 * archives in frames, from memory: `blob:`, of a type that it says itself. Nothing else.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  'frame-src blob:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

/**
 * Reads the web app into memory, some hundred kilobytes: no path of a request ever reaches the disk. Undefined if it was
 * not built.
 *
 * @throws ArchivingError `storage_failed` if it is there and cannot be read
 */
export async function loadWebApp(folder: string): Promise<WebApp | undefined> {
  const files = new Map<string, WebFile>()
  try {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      const contentType = contentTypes[extname(entry.name)]
      if (!entry.isFile() || contentType === undefined) continue
      const path = join(entry.parentPath, entry.name)
      const pathname = path.slice(folder.length).replaceAll('\\', '/')
      files.set(pathname, {
        content: await readFile(path),
        contentType,
        isHashed: pathname.startsWith('/assets/'),
      })
    }
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined
    const message = `The web app in “${folder}” cannot be read. Install Muniment again, or switch the web app off.`
    throw new ArchivingError('storage_failed', message, { cause })
  }
  if (!files.has(startPage)) return undefined
  return { find: (pathname) => files.get(pathname === '/' ? startPage : pathname) }
}

/** Answers with a file of the web app. Whoever may reach the server may have it: it holds no data. */
export function sendWebFile(
  { content, contentType, isHashed }: WebFile,
  { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse },
): void {
  response.writeHead(200, {
    'content-type': contentType,
    'content-length': content.byteLength,
    'content-security-policy': contentSecurityPolicy,
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
  })
  response.end(request.method === 'HEAD' ? undefined : content)
}
