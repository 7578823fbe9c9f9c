import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { sampleCourse, scaledCourse, type Course } from '../sample-course/course.ts'
import { scaledForum } from '../sample-course/forum.ts'
import { picture } from '../sample-course/pictures.ts'
import { publicConfig } from './answers/site-answers.ts'
import type { Fault } from './faults.ts'
import { FaultPlan } from './faults.ts'
import type { HttpAnswer } from './http-answers.ts'
import { fileAnswer, fileNotFound, htmlAnswer, pageAnswer, redirectToLogin, restAnswer, send } from './http-answers.ts'
import { invalidParameter, invalidToken, MoodleError, pageError } from './moodle-error.ts'
import { readForm } from './parameters.ts'
import { SampleSite } from './sample-site.ts'
import { findFile, type SiteFile } from './site-files.ts'
import { callFunction } from './web-service.ts'

export interface SampleMoodleOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number
  /** Every answer takes that long, until told otherwise. */
  readonly latencyMs?: number
  /** The first quiz has that many finished attempts of as many invented students, and no others. */
  readonly scale?: number
  /** The forum has that many discussions, and no others. */
  readonly scaleForum?: number
  readonly faults?: readonly Fault[]
  /** Whether the site has a logo, which anybody may see. */
  readonly logo?: boolean
  /** Changes what a function answers, also within a batch, for sites that are not like the sample. */
  readonly alterAnswer?: (functionName: string, answer: unknown) => unknown
}

export interface Miss {
  /** A function's name, or `file`. */
  readonly call: string
  readonly given: unknown
}

export interface SampleMoodleStats {
  /** By function; those within a batch count too. `login` and `file` are the other two. */
  readonly calls: Readonly<Record<string, number>>
  /** What was asked and could not be answered: a test that archives should end with none. */
  readonly misses: readonly Miss[]
  /** The highest number of requests at once. */
  readonly busiest: number
}

export interface SampleMoodle extends AsyncDisposable {
  readonly url: string
  readonly token: string
  readonly username: string
  readonly password: string
  /** Every answer takes that long from now on. */
  setLatency(forMs: number): void
  stats(): SampleMoodleStats
  /** Marks an attempt again, as a teacher would between two runs; the question by its name in `test/sample-course`. */
  regrade(attemptId: number, questionName: string, mark: number): void
  /** Removes a discussion from its forum, as a teacher would while it is being read. */
  removeDiscussion(id: number): void
  close(): Promise<void>
}

const password = 'Clear-Sky-42'
const service = 'moodle_mobile_app'
/** More than any call of a web service has. */
const bodyLimitBytes = 4 * 1024 * 1024

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > bodyLimitBytes) throw new Error('The request is too long for the stand-in.')
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString('utf8')
}

class Server {
  readonly site: SampleSite
  readonly #faults: FaultPlan
  latencyMs: number
  readonly #hasLogo: boolean
  readonly #alterAnswer: (functionName: string, answer: unknown) => unknown
  readonly #calls: Record<string, number> = {}
  readonly #misses: Miss[] = []
  #busy = 0
  #busiest = 0

  constructor(site: SampleSite, options: SampleMoodleOptions) {
    this.site = site
    this.#faults = new FaultPlan(options.faults ?? [])
    this.latencyMs = options.latencyMs ?? 0
    this.#hasLogo = options.logo === true
    this.#alterAnswer = options.alterAnswer ?? ((_, answer) => answer)
  }

  stats(): SampleMoodleStats {
    return { calls: { ...this.#calls }, misses: [...this.#misses], busiest: this.#busiest }
  }

  count(call: string): void {
    this.#calls[call] = (this.#calls[call] ?? 0) + 1
  }

  miss(call: string, given: unknown): void {
    this.#misses.push({ call, given })
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#busy++
    this.#busiest = Math.max(this.#busiest, this.#busy)
    try {
      const url = new URL(request.url ?? '/', this.site.wwwroot)
      const body = await readBody(request)
      if (this.latencyMs > 0) await delay(this.latencyMs)
      const isForm = (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')
      const fields = new URLSearchParams([...url.searchParams, ...(isForm ? new URLSearchParams(body) : [])])
      const fault = this.#faults.next(callOf(url, fields), fields)
      send(response, this.#answer(url, fields, { request, body }), fault)
    } finally {
      this.#busy--
    }
  }

  #answer(
    url: URL,
    fields: URLSearchParams,
    { request, body }: { request: IncomingMessage; body: string },
  ): HttpAnswer {
    const { pathname } = url
    if (pathname === '/webservice/rest/server.php') return this.#rest(fields)
    if (pathname === '/login/token.php') return this.#login(fields)
    if (pathname === '/lib/ajax/service-nologin.php') return this.#ajax(body === '' ? (fields.get('args') ?? '') : body)
    if (pathname.startsWith('/webservice/pluginfile.php/')) return this.#file(pathname, fields, request)
    if (this.#hasLogo && pathname === logoPath) return fileAnswer(logo(), {})
    if (pathname.startsWith('/pluginfile.php/')) return redirectToLogin(this.site)
    this.miss(pathname, {})
    return htmlAnswer(404, 'Not found')
  }

  #rest(fields: URLSearchParams): HttpAnswer {
    if (fields.get('moodlewsrestformat') !== 'json') {
      this.miss('xml', {})
      const headers = { 'content-type': 'application/xml; charset=utf-8' }
      return {
        status: 200,
        headers,
        body: Buffer.from('<?xml version="1.0" encoding="UTF-8" ?>\n<RESPONSE>\n</RESPONSE>\n'),
      }
    }
    try {
      if (fields.get('wstoken') !== this.site.token) throw invalidToken()
      const name = fields.get('wsfunction')
      if (name === null || name === '') throw invalidParameter()
      const given = readForm([...fields].filter(([key]) => !key.startsWith('ws') && !key.startsWith('moodlews')))
      const settings = { filter: fields.get('moodlewssettingfilter') === '1' }
      const context = { settings, counter: this, alter: this.#alterAnswer }
      return restAnswer(callFunction(this.site, name, given, context))
    } catch (error) {
      if (!(error instanceof MoodleError)) throw error
      return restAnswer(error.toBody())
    }
  }

  #login(fields: URLSearchParams): HttpAnswer {
    this.count('login')
    for (const name of ['username', 'password', 'service']) {
      if (!fields.has(name)) return pageAnswer(pageError(`A required parameter (${name}) was missing`, 'missingparam'))
    }
    const isTeacher = fields.get('username') === this.site.teacher.username && fields.get('password') === password
    if (!isTeacher) return pageAnswer(pageError('Invalid login, please try again', 'invalidlogin'))
    if (fields.get('service') !== service) {
      return pageAnswer(
        pageError("Web service is not available. (It doesn't exist or might be disabled.)", 'servicenotavailable'),
      )
    }
    return pageAnswer({ token: this.site.token, privatetoken: null })
  }

  #ajax(body: string): HttpAnswer {
    const parsed: unknown = JSON.parse(body === '' ? '[]' : body)
    const requests: { methodname?: string }[] = Array.isArray(parsed) ? parsed : []
    const answers = requests.map(({ methodname }) => {
      if (methodname === 'tool_mobile_get_public_config') {
        const shown = this.#hasLogo ? { compactlogourl: `${this.site.wwwroot}${logoPath}` } : {}
        return { error: false, data: { ...publicConfig(this.site.wwwroot), ...shown } }
      }
      this.miss(methodname ?? 'ajax', {})
      return { error: true, exception: { message: 'Web service is not available.', errorcode: 'servicenotavailable' } }
    })
    return pageAnswer(answers)
  }

  #file(pathname: string, fields: URLSearchParams, request: IncomingMessage): HttpAnswer {
    this.count('file')
    const token = fields.get('token')
    if (token === null) return pageAnswer(pageError('A required parameter (token) was missing', 'missingparam'))
    if (token !== this.site.token) return pageAnswer(pageError('Invalid token - token not found', 'invalidtoken'))
    const path = decodeURIComponent(pathname.slice('/webservice/pluginfile.php'.length))
    try {
      const file = findFile(this.site, path)
      const { range, 'if-none-match': ifNoneMatch } = request.headers
      if (file) return fileAnswer(file, { ...(range ? { range } : {}), ...(ifNoneMatch ? { ifNoneMatch } : {}) })
      this.miss('file', path)
      return fileNotFound()
    } catch (error) {
      if (!(error instanceof MoodleError)) throw error
      this.miss('file', path)
      return pageAnswer(pageError(error.message, error.errorcode))
    }
  }
}

const logoPath = '/pluginfile.php/1/core_admin/logocompact/300x300/1790000000/logo.png'

function logo(): SiteFile {
  return { name: 'logo.png', mimetype: 'image/png', bytes: picture('half-moon.png') }
}

/** What a request calls, in the words of `Fault.call`. */
function callOf(url: URL, fields: URLSearchParams): string {
  if (url.pathname === '/login/token.php') return 'login'
  if (url.pathname.startsWith('/webservice/pluginfile.php/')) return 'file'
  return fields.get('wsfunction') ?? url.pathname
}

function courseOf({ scale, scaleForum }: SampleMoodleOptions): Course {
  const course = scale === undefined ? sampleCourse : scaledCourse(scale)
  return scaleForum === undefined ? course : { ...course, forums: [scaledForum(scaleForum)] }
}

/**
 * Serves the sample course as a Moodle 4.5 would, on 127.0.0.1, for tests and for trying things out.
 * It reads nothing from outside the repository and keeps nothing.
 */
export async function startSampleMoodle(options: SampleMoodleOptions = {}): Promise<SampleMoodle> {
  const course = courseOf(options)
  let server: Server | undefined
  const http = createServer((request, response) => {
    server?.handle(request, response).catch((error: unknown) => {
      console.error('sample moodle:', error)
      response.destroy()
    })
  })
  http.keepAliveTimeout = 30_000
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject)
    http.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const address = http.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const url = `http://127.0.0.1:${port}`
  const site = new SampleSite(url, course, randomBytes(16).toString('hex'))
  const running = new Server(site, options)
  server = running
  const close = async (): Promise<void> => {
    if (!http.listening) return
    const closed = new Promise<void>((resolve) => http.close(() => resolve()))
    http.closeAllConnections()
    await closed
  }
  return {
    url,
    token: site.token,
    username: site.teacher.username,
    password,
    setLatency: (forMs) => {
      running.latencyMs = forMs
    },
    stats: () => running.stats(),
    regrade: (attemptId, questionName, mark) => site.regrade(attemptId, questionName, mark),
    removeDiscussion: (id) => site.removeDiscussion(id),
    close,
    [Symbol.asyncDispose]: close,
  }
}
