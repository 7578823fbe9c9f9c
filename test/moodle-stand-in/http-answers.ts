import type { ServerResponse } from 'node:http'
import type { FaultKind } from './faults.ts'
import { pageError } from './moodle-error.ts'
import type { SampleSite } from './sample-site.ts'
import { sha1 } from './sample-site.ts'
import type { SiteFile } from './site-files.ts'
import { phpJson } from './web-service.ts'

export interface HttpAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

const noStore = { expires: 'Thu, 01 Jan 1970 00:00:00 GMT', pragma: 'no-cache', 'access-control-allow-origin': '*' }
const uncached = 'private, must-revalidate, pre-check=0, post-check=0, max-age=0'

/** An answer of the REST server. */
export function restAnswer(body: unknown): HttpAnswer {
  const headers = { 'content-type': 'application/json', 'cache-control': uncached, 'accept-ranges': 'none', ...noStore }
  return { status: 200, headers, body: Buffer.from(phpJson(body)) }
}

/** An answer of a page that speaks JSON: sign-in, files in trouble, AJAX. */
export function pageAnswer(body: unknown, status = 200): HttpAnswer {
  const headers = { 'content-type': 'application/json; charset=utf-8', 'accept-ranges': 'none', ...noStore }
  return { status, headers, body: Buffer.from(phpJson(body)) }
}

export function htmlAnswer(status: number, title: string): HttpAnswer {
  const body = `<!DOCTYPE html>\n<html lang="en"><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body: Buffer.from(body) }
}

export function redirectToLogin(site: SampleSite): HttpAnswer {
  const headers = {
    location: `${site.wwwroot}/login/index.php`,
    'x-redirect-by': 'Moodle',
    'content-type': 'text/html; charset=utf-8',
  }
  return {
    status: 303,
    headers,
    body: Buffer.from('<!DOCTYPE html>\n<html lang="en"><head><title>Redirect</title></head><body></body></html>\n'),
  }
}

export function fileNotFound(): HttpAnswer {
  return pageAnswer(pageError('Sorry, the requested file could not be found', 'filenotfound'), 404)
}

/** A file, whole or in part. Its ETag is the SHA-1 of its content; its name goes out as raw UTF-8, as PHP does it. */
export function fileAnswer(
  file: SiteFile,
  request: { readonly range?: string; readonly ifNoneMatch?: string },
): HttpAnswer {
  const etag = `"${sha1(file.bytes)}"`
  const disposition =
    file.mimetype.startsWith('image/') || file.mimetype === 'application/pdf' ? 'inline' : 'attachment'
  const headers = {
    'content-type': file.mimetype,
    'content-disposition': `${disposition}; filename="${Buffer.from(file.name, 'utf8').toString('latin1')}"`,
    'cache-control': `${uncached}, no-transform`,
    'last-modified': 'Mon, 12 Oct 2026 08:00:00 GMT',
    etag,
    ...noStore,
  }
  if (request.ifNoneMatch === etag) return { status: 304, headers, body: Buffer.alloc(0) }
  const ranged = { ...headers, 'accept-ranges': 'bytes' }
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(request.range ?? '') ?? []
  if (from === '' && to === '') return { status: 200, headers: ranged, body: file.bytes }
  const size = file.bytes.length
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (first > last)
    return { status: 416, headers: { ...ranged, 'content-range': `bytes */${size}` }, body: Buffer.alloc(0) }
  return {
    status: 206,
    headers: { ...ranged, 'content-range': `bytes ${first}-${last}/${size}` },
    body: file.bytes.subarray(first, last + 1),
  }
}

/** Sends the answer, or what a fault makes of it. */
export function send(response: ServerResponse, answer: HttpAnswer, fault: FaultKind | undefined): void {
  if (fault === 'reset') {
    response.destroy()
    return
  }
  const sent =
    fault === 'http503'
      ? htmlAnswer(503, 'Service unavailable')
      : fault === 'html'
        ? htmlAnswer(200, 'Please wait')
        : answer
  const length = sent.status === 304 ? {} : { 'content-length': String(sent.body.length) }
  response.writeHead(sent.status, { ...sent.headers, ...length })
  if (fault === 'truncated') {
    response.write(sent.body.subarray(0, Math.floor(sent.body.length / 2)), () => response.destroy())
    return
  }
  response.end(sent.body)
}
