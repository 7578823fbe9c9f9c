import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { finalQuizAttempts } from '../sample-course/attempts.ts'
import { at, callSample, listAt, numberAt, textAt } from './sample-moodle-client.ts'
import type { SampleMoodle } from './start-sample-moodle.ts'
import { startSampleMoodle } from './start-sample-moodle.ts'

let moodle: SampleMoodle

beforeAll(async () => {
  moodle = await startSampleMoodle()
})

afterAll(async () => {
  await moodle.close()
})

async function review(attemptId: number, page = -1) {
  return callSample(moodle, 'mod_quiz_get_attempt_review', { attemptid: String(attemptId), page: String(page) })
}

async function postFile(address: string, headers: Record<string, string> = {}): Promise<Response> {
  const url = address.replace('/pluginfile.php/', '/webservice/pluginfile.php/')
  return fetch(url, { method: 'POST', body: new URLSearchParams({ token: moodle.token }), headers })
}

async function attemptCount(userId: number, more: Record<string, string> = {}): Promise<number> {
  return listAt(
    await callSample(moodle, 'mod_quiz_get_user_attempts', { quizid: '11', userid: String(userId), ...more }),
    'attempts',
  ).length
}

function withoutElementIds(text: string): string {
  return text.replaceAll(/(?:random|action_link)[0-9a-f]+/g, 'ID')
}

async function slotsOfPage(page: number) {
  return listAt(await review(101, page), 'questions').map((question) => at(question, 'slot'))
}

describe('what a teacher finds', () => {
  it('signs in, and says who may and who may not', async () => {
    const post = async (fields: Record<string, string>) =>
      (await fetch(`${moodle.url}/login/token.php`, { method: 'POST', body: new URLSearchParams(fields) })).json()
    const good = { username: moodle.username, password: moodle.password, service: 'moodle_mobile_app' }
    expect(await post(good)).toEqual({ token: moodle.token, privatetoken: null })
    expect(await post({ ...good, password: 'no' })).toMatchObject({ errorcode: 'invalidlogin' })
    expect(await post({ ...good, service: 'other' })).toMatchObject({ errorcode: 'servicenotavailable' })
  })

  it('tells its public configuration without a token', async () => {
    const body = JSON.stringify([{ index: 0, methodname: 'tool_mobile_get_public_config', args: {} }])
    const response = await fetch(`${moodle.url}/lib/ajax/service-nologin.php`, { method: 'POST', body })
    expect(await response.json()).toMatchObject([{ error: false, data: { wwwroot: moodle.url, typeoflogin: 1 } }])
  })

  it('hides id numbers among the enrolled and shows them in the grade report', async () => {
    const users = await callSample(moodle, 'core_enrol_get_enrolled_users', { courseid: '7' })
    const withNumber = listAt(users).filter((user) => textAt(user, 'idnumber') !== '')
    expect(withNumber.map((user) => textAt(user, 'lastname'))).toEqual(['Sørensen'])
    const grades = listAt(await callSample(moodle, 'gradereport_user_get_grade_items', { courseid: '7' }), 'usergrades')
    const numbers = grades.map((grade) => textAt(grade, 'useridnumber'))
    expect(numbers).toContain('AST-1011')
    expect(numbers.filter((number) => number === '')).toHaveLength(1)
    expect(grades.map((grade) => at(grade, 'userid'))).not.toContain(18)
  })

  it('pages enrolled users and leaves out fields that were not asked for', async () => {
    const page = await callSample(moodle, 'core_enrol_get_enrolled_users', {
      courseid: '7',
      'options[0][name]': 'limitfrom',
      'options[0][value]': '3',
      'options[1][name]': 'limitnumber',
      'options[1][value]': '2',
      'options[2][name]': 'userfields',
      'options[2][value]': 'id,fullname',
    })
    expect(page).toEqual([
      { id: 6, fullname: 'Ελένη Καραγιάννη' },
      { id: 7, fullname: 'Дарья Соколова' },
    ])
  })

  it('has two quizzes of one name, and a name in two languages', async () => {
    const plain = listAt(await callSample(moodle, 'core_course_get_contents', { courseid: '7' }))
    const names = (sections: typeof plain) =>
      sections.flatMap((section) => listAt(section, 'modules').map((module) => textAt(module, 'name')))
    expect(names(plain).filter((name) => name === 'Weekly check')).toHaveLength(2)
    expect(names(plain)).toContain('Observation diaryBeobachtungstagebuch')
    const filtered = await callSample(moodle, 'core_course_get_contents', { courseid: '7', moodlewssettingfilter: '1' })
    expect(names(listAt(filtered))).toContain('Observation diary')
  })

  it('lists attempts as asked for: finished ones by default', async () => {
    expect(await attemptCount(7)).toBe(2)
    expect(await attemptCount(11)).toBe(0)
    expect(await attemptCount(11, { status: 'all', includepreviews: '1' })).toBe(1)
    expect(await attemptCount(17, { status: 'all' })).toBe(0)
    expect(await attemptCount(18)).toBe(1)
  })
})

describe('the review of an attempt', () => {
  it('covers every slot of the layout, for every attempt', async () => {
    for (const { id } of finalQuizAttempts) {
      const answer = await review(id)
      const slots = textAt(answer, 'attempt', 'layout')
        .split(',')
        .filter((slot) => slot !== '0')
      expect(listAt(answer, 'questions').map((question) => String(numberAt(question, 'slot')))).toEqual(slots)
    }
  })

  it('adds up: marks to the sum, the sum to the grade, the grade to its feedback', async () => {
    const answer = await review(104)
    const marks = listAt(answer, 'questions').map((question) => Number(textAt(question, 'mark')))
    const sum = marks.reduce((total, mark) => total + mark, 0)
    expect(at(answer, 'attempt', 'sumgrades')).toBeCloseTo(sum, 5)
    expect(at(answer, 'grade')).toBeCloseTo((sum / 40) * 10, 5)
    expect(textAt(answer, 'additionaldata', 0, 'content')).toContain('stellar')
    expect(textAt(answer, 'additionaldata', 0, 'content')).toContain('<span class="nolink">')
  })

  it('is the same every time, but for the ids of elements', async () => {
    const [first, second] = [JSON.stringify(await review(105)), JSON.stringify(await review(105))]
    expect(first).not.toBe(second)
    expect(withoutElementIds(first)).toBe(withoutElementIds(second))
  })

  it('gives one page, and the last for one beyond it', async () => {
    expect(await slotsOfPage(1)).toEqual([4, 5, 6])
    expect(await slotsOfPage(99)).toEqual([13, 14])
  })

  it('shows neither marks nor feedback while the attempt is in progress', async () => {
    const answer = await review(108)
    expect(at(answer, 'grade')).toBeNull()
    const [, second] = listAt(answer, 'questions')
    expect(second).toMatchObject({ state: 'complete', stateclass: 'answersaved', mark: '' })
    expect(textAt(second ?? null, 'html')).not.toContain('class="outcome')
    const incomplete = listAt(answer, 'questions').filter((question) => at(question, 'state') === 'invalid')
    expect(incomplete.map((question) => textAt(question, 'type'))).toEqual(['ddwtos', 'ddimageortext'])
  })

  it('hands the places of the picture to its script alone', async () => {
    const html = textAt(await review(101), 'questions', 10, 'html')
    const beforeScripts = html.slice(0, html.indexOf('<script>\n'))
    expect(beforeScripts).not.toContain('"xy"')
    expect(html).toContain(
      'amd.init("question-101-11", true, {"1":{"no":"1","text":"red giant","group":"1","xy":["236","108"]',
    )
  })

  it('leaves in what a student tried', async () => {
    const html = textAt(await review(110), 'questions', 12, 'html')
    expect(html).toContain('&lt;script&gt;fetch(')
    expect(html).toContain('onerror="window.attacked=true"')
    expect(html).toContain('<code>amd.init("question-110-11"')
  })

  it('changes when the attempt is marked again', async () => {
    await using other = await startSampleMoodle()
    const read = async () => callSample(other, 'mod_quiz_get_attempt_review', { attemptid: '106' })
    const before = await read()
    other.regrade(106, 'essay', 9)
    const after = await read()
    expect(at(after, 'attempt', 'timemodified')).toBeGreaterThan(numberAt(before, 'attempt', 'timemodified'))
    expect(numberAt(after, 'attempt', 'sumgrades')).toBe(numberAt(before, 'attempt', 'sumgrades') + 3.5)
  })
})

describe('files', () => {
  it('serves every file that the reviews name', async () => {
    const addresses = new Set<string>()
    for (const { id } of finalQuizAttempts) {
      const found = JSON.stringify(await review(id)).matchAll(
        /"?(http:\/\/127\.0\.0\.1:\d+\/pluginfile\.php\/[^"\\]+)/g,
      )
      for (const [, address = ''] of found) addresses.add(address)
    }
    expect(addresses.size).toBeGreaterThan(60)
    for (const address of addresses) {
      const response = await postFile(address)
      const bytes = Buffer.from(await response.arrayBuffer())
      expect(response.headers.get('content-disposition'), address).toContain('filename=')
      expect(response.headers.get('etag')).toBe(`"${createHash('sha1').update(bytes).digest('hex')}"`)
    }
    expect(moodle.stats().misses).toEqual([])
  })

  it('answers ranges, known versions, bad tokens and plain addresses as Moodle does', async () => {
    const address = `${moodle.url}/pluginfile.php/151/question/response_attachments/101/13/10113/parallax-report.pdf`
    const whole = await postFile(address)
    const part = await postFile(address, { range: 'bytes=0-7' })
    expect([part.status, await part.text()]).toEqual([206, '%PDF-1.4'])
    const same = await postFile(address, { 'if-none-match': whole.headers.get('etag') ?? '' })
    expect(same.status).toBe(304)
    const web = address.replace('/pluginfile.php', '/webservice/pluginfile.php')
    const bad = await fetch(web, { method: 'POST', body: new URLSearchParams({ token: '0'.repeat(32) }) })
    expect([bad.status, await bad.json()]).toMatchObject([200, { errorcode: 'invalidtoken' }])
    const plain = await fetch(`${address}?token=${moodle.token}`, { redirect: 'manual' })
    expect([plain.status, plain.headers.get('location')]).toEqual([303, `${moodle.url}/login/index.php`])
  })
})

describe('refusals', () => {
  it.each([
    ['core_no_such_function', {}, 'invalidrecord'],
    ['mod_quiz_get_attempt_review', {}, 'invalidparameter'],
    ['mod_quiz_get_attempt_review', { attemptid: 'abc' }, 'invalidparameter'],
    ['mod_quiz_get_attempt_review', { attemptid: '101', more: '1' }, 'invalidparameter'],
    ['mod_quiz_get_attempt_review', { attemptid: '999' }, 'invalidrecord'],
    ['mod_quiz_get_user_attempts', { quizid: '11', includepreviews: 'true' }, 'invalidparameter'],
    ['mod_quiz_get_user_attempts', { quizid: '11', userid: '999' }, 'invaliduser'],
    ['core_course_get_contents', { courseid: '9' }, 'invalidrecord'],
  ])('%s %o is %s', async (name, given, errorcode) => {
    await using other = await startSampleMoodle()
    expect(await callSample(other, name, given)).toMatchObject({ errorcode })
    expect(other.stats().misses).toHaveLength(name === 'core_no_such_function' ? 1 : 0)
  })

  it('knows its token', async () => {
    expect(await callSample({ ...moodle, token: 'wrong' }, 'core_webservice_get_site_info')).toMatchObject({
      errorcode: 'invalidtoken',
    })
  })

  it('stops a batch at the first error', async () => {
    const batch = Object.fromEntries(
      [101, 999, 102].flatMap((attemptid, index) => [
        [`requests[${index}][function]`, 'mod_quiz_get_attempt_review'],
        [`requests[${index}][arguments]`, JSON.stringify({ attemptid })],
      ]),
    )
    const responses = listAt(await callSample(moodle, 'tool_mobile_call_external_functions', batch), 'responses')
    expect(responses.map((response) => at(response, 'error'))).toEqual([false, true])
    expect(JSON.parse(textAt(responses[0] ?? null, 'data'))).toMatchObject({ attempt: { id: 101 } })
    expect(JSON.parse(textAt(responses[1] ?? null, 'exception'))).toMatchObject({ errorcode: 'invalidrecord' })
  })
})

describe('for tests of trouble and of load', () => {
  it('fails the first calls of a function in the way asked for', async () => {
    const call = 'core_webservice_get_site_info'
    await using other = await startSampleMoodle({
      faults: [
        { call, kind: 'http503', firstCalls: 1 },
        { call, kind: 'reset', firstCalls: 1 },
        { call, kind: 'truncated', firstCalls: 1 },
        { call, kind: 'html', firstCalls: 1 },
        { call: 'mod_quiz_get_attempt_review', kind: 'http503', where: { attemptid: '103' } },
      ],
    })
    const post = async (given: Record<string, string> = { wsfunction: call }) =>
      fetch(`${other.url}/webservice/rest/server.php`, {
        method: 'POST',
        body: new URLSearchParams({ wstoken: other.token, moodlewsrestformat: 'json', ...given }),
      })
    expect((await post()).status).toBe(503)
    await expect(post()).rejects.toThrow()
    await expect(post().then(async (response) => response.text())).rejects.toThrow()
    expect(await (await post()).text()).toContain('<!DOCTYPE html>')
    expect((await post()).status).toBe(200)
    const reviewOf = async (attemptid: string) =>
      (await post({ wsfunction: 'mod_quiz_get_attempt_review', attemptid })).status
    expect([await reviewOf('103'), await reviewOf('104'), await reviewOf('103')]).toEqual([503, 200, 503])
  })

  it('has as many finished attempts as asked for', async () => {
    await using other = await startSampleMoodle({ scale: 250 })
    const users = listAt(await callSample(other, 'core_enrol_get_enrolled_users', { courseid: '7' }))
    expect(users).toHaveLength(252)
    const attempts = await callSample(other, 'mod_quiz_get_user_attempts', {
      quizid: '11',
      userid: String(numberAt(users.at(-1) ?? null, 'id')),
    })
    expect(at(attempts, 'attempts', 0, 'state')).toBe('finished')
  })
})
