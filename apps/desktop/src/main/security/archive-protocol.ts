import { MunimentError } from '@muniment/sdk'
import { protocol } from 'electron'
import { archiveScheme, parseArchiveAddress } from '../../shared/archive-address.ts'
import type { OwnClient } from '../services/own-client.ts'
import { appOrigin } from './app-files.ts'

/** What may be shown, and under which policy besides {@link closed}. Nothing else of an archive is shown: it is saved. */
const shown: Readonly<Record<string, string>> = {
  // Of our own making, and self-contained: styles and pictures are in it. `sandbox` leaves it neither scripts nor an origin.
  'text/html': "sandbox; style-src 'unsafe-inline'; img-src data:; font-src data:",
  'text/plain': 'sandbox',
  'image/gif': 'sandbox',
  'image/jpeg': 'sandbox',
  'image/png': 'sandbox',
  'image/webp': 'sandbox',
  // The browser's viewer, which has a process and an origin of its own, is not started in a sandbox.
  'application/pdf': '',
}
const closed = `default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors ${appOrigin}`

/** Serves files of the library's archives for looking at. Each archive is an origin; the app is none of them. */
export function serveArchives(client: OwnClient): void {
  protocol.handle(archiveScheme, async ({ method, url }) => {
    const file = method === 'GET' ? parseArchiveAddress(url) : undefined
    if (!file) return refuse(404)
    try {
      const { mediaType, sizeBytes, content } = await client.get().archives.openFile(file)
      const policy = Object.hasOwn(shown, mediaType) ? shown[mediaType] : undefined
      if (policy === undefined) return refuse(415)
      const headers = {
        'content-type': mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : mediaType,
        'content-length': String(sizeBytes),
        'content-disposition': 'inline',
        'content-security-policy': policy === '' ? closed : `${closed}; ${policy}`,
        ...always,
      }
      return new Response(toStream(content), { headers })
    } catch (error) {
      if (error instanceof MunimentError) return refuse(error.code === 'not_found' ? 404 : 500)
      throw error
    }
  })
}

const always = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const

function refuse(status: number): Response {
  return new Response(null, { status, headers: { 'content-security-policy': closed, ...always } })
}

/** Read as fast as the frame takes it; left as soon as the frame is gone. */
function toStream(content: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const chunks = content[Symbol.asyncIterator]()
  return new ReadableStream({
    async pull(controller) {
      const next = await chunks.next()
      if (next.done) controller.close()
      else controller.enqueue(next.value)
    },
    async cancel() {
      await chunks.return?.()
    },
  })
}
