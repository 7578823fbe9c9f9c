import { sendJson, startTinyServer, type TinyServer } from './tiny-server.ts'

/** What a web service function of a {@link FakeMoodle} answers, given the form that it was sent. */
export type FakeFunction = (form: URLSearchParams) => unknown

/** What a fake Moodle is like where it is not like every other. */
export interface FakeMoodleOptions {
  readonly functions: Readonly<Record<string, FakeFunction>>
  /** Whether it takes several calls in one request. */
  readonly batches?: boolean
}

/** A Moodle whose every answer a test makes up, for what recordings do not have. */
export interface FakeMoodle extends TinyServer {
  /** The forms that were sent, in order. */
  forms(): readonly URLSearchParams[]
}

const batchFunction = 'tool_mobile_call_external_functions'

/** Moodle's way to say that something went wrong. */
export function fault(errorcode: string, message = errorcode): unknown {
  return { exception: 'core\\exception\\moodle_exception', errorcode, message }
}

export async function startFakeMoodle(options: FakeMoodleOptions): Promise<FakeMoodle> {
  const names = ['core_webservice_get_site_info', ...Object.keys(options.functions)]
  if (options.batches === true) names.push(batchFunction)

  function answer(name: string, form: URLSearchParams): unknown {
    const known = options.functions[name]
    if (known) return known(form)
    if (name === 'core_webservice_get_site_info') return siteInfo(names)
    if (name === batchFunction && options.batches === true) return { responses: answerBatch(form, answer) }
    return fault('accessexception')
  }

  const server: TinyServer = await startTinyServer((request, response) => {
    if (request.path.startsWith('/lib/ajax/service-nologin.php')) sendJson(response, publicConfig('de'))
    else {
      const form = new URLSearchParams(request.body)
      sendJson(response, answer(form.get('wsfunction') ?? '', form))
    }
  })
  return Object.assign(server, { forms: () => server.received.map(({ body }) => new URLSearchParams(body)) })
}

/** Moodle stops at the first error, and this does too. */
function answerBatch(form: URLSearchParams, answer: (name: string, form: URLSearchParams) => unknown): unknown[] {
  const responses: unknown[] = []
  for (let index = 0; form.has(`requests[${index}][function]`); index++) {
    const values: unknown = JSON.parse(form.get(`requests[${index}][arguments]`) ?? '{}')
    const inner = new URLSearchParams()
    for (const [name, value] of Object.entries(values ?? {})) inner.set(name, String(value))
    const result = answer(form.get(`requests[${index}][function]`) ?? '', inner)
    const isFault = typeof result === 'object' && result !== null && 'errorcode' in result
    responses.push({ error: isFault, [isFault ? 'exception' : 'data']: JSON.stringify(result) })
    if (isFault) break
  }
  return responses
}

/** What the public configuration page of a site answers. */
export function publicConfig(lang: string, wwwroot = 'http://moodle.example'): unknown {
  return [{ error: false, data: { wwwroot, sitename: 'Fake &amp; Co', typeoflogin: 2, lang, enablewebservices: 1 } }]
}

function siteInfo(functions: readonly string[]): unknown {
  return {
    sitename: 'Fake',
    siteurl: 'http://moodle.example',
    userid: 3,
    username: 'teacher',
    fullname: 'T. Teacher',
    lang: 'de',
    release: '5.0',
    userprivateaccesskey: 'abcdefabcdefabcdefabcdefabcdefab',
    functions: functions.map((name) => ({ name })),
  }
}
