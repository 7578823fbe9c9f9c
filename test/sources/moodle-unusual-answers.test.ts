import { connectMoodle, type ActivitySource, type QuizAttemptReview, type QuizSource } from '@muniment/core'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { fault, startFakeMoodle, type FakeFunction } from '../support/fake-moodle.ts'
import { collect, errorOf, everythingIn, testHttp } from '../support/moodle-connection.ts'
import { startTinyServer } from '../support/tiny-server.ts'

const quizAnswer = {
  quizzes: [
    {
      id: 1,
      coursemodule: 11,
      course: 2,
      name: 'Quiz &amp; more',
      password: 'Sesam-öffne-dich',
      seb_quitpassword: 'Quit-42',
      navmethod: 'sequential',
      grade: 10,
    },
  ],
  warnings: [],
}

function attempt(id: number, userid: number, number = 1): Record<string, unknown> {
  return { id, quiz: 1, userid, attempt: number, state: 'finished', layout: '1,2,0,3,0', timestart: 1791195013 }
}

function user(id: number): Record<string, unknown> {
  return { id, fullname: `Person ${id}` }
}

function open(url: string, more: object = {}): ActivitySource & { readonly quizzes: QuizSource } {
  const source = connectMoodle({ ...testHttp, siteUrl: url, token: 'f00dface', language: 'en', ...more })
  if (!source.quizzes) throw new Error('A Moodle site has quizzes.')
  return Object.assign(source, { quizzes: source.quizzes })
}

/** The functions that listing attempts needs, of a course with these users. */
function courseOf(ids: readonly number[], attempts: FakeFunction): Record<string, FakeFunction> {
  return {
    core_enrol_get_enrolled_users: () => ids.map((id) => user(id)),
    core_group_get_course_groups: () => [],
    mod_quiz_get_quizzes_by_courses: () => quizAnswer,
    mod_quiz_get_user_attempts: attempts,
  }
}

describe('a quiz', () => {
  test('its passwords are nowhere', async () => {
    await using moodle = await startFakeMoodle({ functions: { mod_quiz_get_quizzes_by_courses: () => quizAnswer } })
    await using source = open(moodle.url)
    const quiz = await source.quizzes.getQuiz(2, 1)
    expect(quiz).toMatchObject({ name: 'Quiz & more', sequential: true, decimalPoints: 2, timeLimitSeconds: null })
    expect(JSON.stringify(quiz)).not.toMatch(/Sesam|Quit-42|password/)
  })

  test('a course that may not be entered is told from a quiz that is gone', async () => {
    const functions = {
      mod_quiz_get_quizzes_by_courses: () => ({ quizzes: [], warnings: [{ item: 'course', warningcode: '1' }] }),
    }
    await using moodle = await startFakeMoodle({ functions })
    await using source = open(moodle.url)
    expect(await errorOf(source.quizzes.getQuiz(2, 1))).toMatchObject({ code: 'source_denied' })
  })
})

describe('participants', () => {
  test('people who have left come from the gradebook, in their place', async () => {
    const gradebookIds = [2, 5, 9]
    const functions = {
      core_enrol_get_enrolled_users: () => [user(5), user(7)],
      core_group_get_course_groups: () => fault('nopermissions'),
      core_course_get_contents: () => [],
      core_grades_get_gradable_users: () => fault('nopermissions'),
      gradereport_user_get_grade_items: () => ({
        usergrades: gradebookIds.map((id) => ({ userid: id, userfullname: `Person ${id}`, useridnumber: `N${id}` })),
      }),
    }
    await using moodle = await startFakeMoodle({ functions })
    await using source = open(moodle.url)
    const people = await collect(source.listParticipants(2))
    expect(people.map(({ userId, enrolled, idNumber }) => [userId, enrolled, idNumber])).toEqual([
      [2, false, 'N2'],
      [5, true, 'N5'],
      [7, true, ''],
      [9, false, 'N9'],
    ])
  })

  test('nobody is skipped when someone leaves between two pages', async () => {
    const everyone = Array.from({ length: 450 }, (_, index) => index + 1)
    let pages = 0
    const functions = {
      core_group_get_course_groups: () => [],
      core_enrol_get_enrolled_users: (form: URLSearchParams) => {
        // Three people from the first page have left when the second is asked for.
        const present = pages++ === 0 ? everyone : everyone.slice(3)
        const from = Number(form.get('options[1][value]'))
        return present.slice(from, from + Number(form.get('options[2][value]'))).map((id) => user(id))
      },
    }
    await using moodle = await startFakeMoodle({ functions })
    await using source = open(moodle.url)
    expect((await collect(source.listParticipants(2))).map(({ userId }) => userId)).toEqual(everyone)
  })
})

const refusing: FakeFunction = (form) => {
  const userid = Number(form.get('userid'))
  if (userid === 3) return fault('notingroup')
  if (userid === 5) return fault('invaliduser')
  return { attempts: [attempt(userid * 10 + 2, userid, 2), attempt(userid * 10 + 1, userid)], warnings: [] }
}

describe('many calls in one request', () => {
  test.each([
    ['batched', true],
    ['one by one', false],
  ])('go on after an error: %s', async (_how, batches) => {
    await using moodle = await startFakeMoodle({ functions: courseOf([1, 2, 3, 4, 5, 6], refusing), batches })
    await using source = open(moodle.url)
    const quiz = await source.quizzes.getQuiz(2, 1)
    const refused: [number, string][] = []
    const options = {
      onRefused: (participant: { readonly userId: number }, error: { readonly code: string }) => {
        refused.push([participant.userId, error.code])
      },
    }
    const attempts = await collect(source.quizzes.listAttempts(quiz, options))
    expect(attempts.map(({ id }) => id)).toEqual([11, 12, 21, 22, 41, 42, 61, 62])
    expect(refused).toEqual([
      [3, 'source_denied'],
      [5, 'source_missing'],
    ])
    expect(await errorOf(collect(source.quizzes.listAttempts(quiz)))).toMatchObject({ code: 'source_denied' })
  })

  test('a passing error within a batch is tried again', async () => {
    let failures = 0
    const functions = courseOf([1, 2, 3], (form) => {
      const userid = Number(form.get('userid'))
      return userid === 2 && failures++ < 2 ? fault('dmlreadexception') : { attempts: [attempt(userid, userid)] }
    })
    await using moodle = await startFakeMoodle({ functions, batches: true })
    await using source = open(moodle.url)
    const attempts = await collect(source.quizzes.listAttempts(await source.quizzes.getQuiz(2, 1)))
    expect(attempts.map(({ id }) => id)).toEqual([1, 2, 3])
  })

  test('Moodle 5 is asked for attempts that are not yet started, too', async () => {
    const functions = {
      ...courseOf([1], () => fault('deprecated')),
      mod_quiz_get_user_quiz_attempts: () => ({ attempts: [{ ...attempt(1, 1), state: 'notstarted', timestart: 0 }] }),
    }
    await using moodle = await startFakeMoodle({ functions, batches: true })
    await using source = open(moodle.url)
    const attempts = await collect(source.quizzes.listAttempts(await source.quizzes.getQuiz(2, 1)))
    expect(attempts).toMatchObject([{ state: 'not_started', startedAt: null, sumOfMarks: null }])
  })
})

const question = { type: 'essay', page: 0, html: '<p>x</p>', number: 1, mark: '7,90', maxmark: 10 }

async function reviewOf(questions: readonly unknown[]): Promise<QuizAttemptReview> {
  const answer = { grade: 'notyetgraded', attempt: attempt(1, 1), questions }
  await using moodle = await startFakeMoodle({ functions: { mod_quiz_get_attempt_review: () => answer } })
  await using source = open(moodle.url)
  return await source.quizzes.getAttemptReview(1)
}

/** Questions for all three slots. */
function questionsWith(more: object): readonly unknown[] {
  return [1, 2, 3].map((slot) => Object.assign({ slot }, question, more))
}

describe('reviews', () => {
  test('say which slots of a sequential quiz are missing, whether they come empty or not at all', async () => {
    const empty = { slot: 2, type: '', page: 0, html: '', flagged: false }
    const review = await reviewOf([{ ...question, slot: 1 }, empty])
    expect(review.missingSlots).toEqual([2, 3])
    expect(review.questions.map(({ slot }) => slot)).toEqual([1])
  })

  test('marks are read whatever the decimal sign, missing fields of older versions are bearable', async () => {
    const review = await reviewOf(questionsWith({}))
    expect(review).toMatchObject({ grade: null, gradeText: '', missingSlots: [], summary: [] })
    expect(review.questions[0]).toMatchObject({ mark: 7.9, markText: '7,90', numberShown: '1', responseFiles: [] })
  })

  test('hold no private access key', async () => {
    const key = '0123456789abcdef0123456789abcdef'
    const html = `<img src="http://moodle.example/tokenpluginfile.php/${key}/38/question/a/1/b.png">`
    const review = await reviewOf(questionsWith({ html }))
    expect(JSON.stringify(review)).not.toContain(key)
    expect(review.questions[0]?.html).toContain('http://moodle.example/pluginfile.php/38/question/a/1/b.png')
  })

  test('a form that is not known is refused with function and field, without what was in it', async () => {
    const error = await errorOf(reviewOf([{ ...question, slot: 1, html: { secret: 'Wilhelm' } }]))
    expect(error).toMatchObject({
      code: 'source_unexpected',
      details: { function: 'mod_quiz_get_attempt_review', field: 'review.questions.0.html' },
    })
    expect(everythingIn(error)).not.toContain('Wilhelm')
  })
})

describe('the language', () => {
  test('is the default of the site, also within batches; names come in one language', async () => {
    await using moodle = await startFakeMoodle({
      functions: courseOf([1, 2], (form) => ({ attempts: [attempt(1, Number(form.get('userid')))] })),
      batches: true,
    })
    await using source = open(moodle.url, { language: undefined, timeZone: 'Europe/Zurich' })
    await collect(source.quizzes.listAttempts(await source.quizzes.getQuiz(2, 1)))
    const forms = moodle.forms().filter((form) => form.has('wsfunction'))
    expect(forms.every((form) => form.get('moodlewssettinglang') === 'de')).toBe(true)
    expect(forms.every((form) => form.get('moodlewssettingfilter') === '1')).toBe(true)
    expect(forms.every((form) => form.get('moodlewssettingtimezone') === 'Europe/Zurich')).toBe(true)
    const batch = forms.find((form) => form.has('requests[0][function]'))
    expect(batch?.get('requests[1][settinglang]')).toBe('de')
    expect(batch?.get('requests[1][settingfilter]')).toBe('1')
  })
})

describe('the wire', () => {
  const info = {
    sitename: 'Tiny',
    siteurl: 'http://moodle.example',
    userid: 3,
    username: 't',
    fullname: 'T',
    functions: [],
  }

  test('compressed answers are read, cut ones are tried again', async () => {
    const zipped = gzipSync(JSON.stringify(info))
    let asked = 0
    await using server = await startTinyServer((_request, response) => {
      const body = asked++ === 0 ? zipped.subarray(0, zipped.length - 9) : zipped
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(body)
    })
    await using source = open(server.url)
    expect(await source.describe()).toMatchObject({ siteName: 'Tiny' })
    expect(asked).toBe(2)
  })

  test('an answer shorter than announced is not taken for whole', async () => {
    await using server = await startTinyServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
      response.write(JSON.stringify(info), () => response.destroy())
    })
    await using source = open(server.url)
    expect(await errorOf(source.describe())).toMatchObject({ details: { reason: 'connection_lost' }, retry: 'later' })
  })

  test('a site that falls silent in the middle of an answer times out', async () => {
    await using server = await startTinyServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"sitename":')
    })
    await using source = open(server.url, { timeouts: { idleMs: 50 }, retry: { tries: 1 } })
    expect(await errorOf(source.describe())).toMatchObject({ code: 'timed_out', details: { reason: 'timed_out' } })
  })

  test.each([
    [403, '', 'source_denied', 'never', undefined],
    [403, '<html>blocked</html>', 'source_denied', 'never', undefined],
    [404, '<html>not found</html>', 'source_missing', 'never', undefined],
    [429, '', 'source_rate_limited', 'later', 300_000],
    [503, '<html>maintenance</html>', 'source_unavailable', 'later', 300_000],
  ])('status %i with %j is %s', async (status, body, ...expected) => {
    const [code, retry, retryAfterMs] = expected
    await using server = await startTinyServer((_request, response) =>
      response.writeHead(status, { 'content-type': 'text/html', 'retry-after': '300' }).end(body),
    )
    await using source = open(server.url)
    expect(await errorOf(source.describe())).toMatchObject({ code, retry, retryAfterMs })
    expect(server.received).toHaveLength(1)
  })

  test('closing a source ends what is under way', async () => {
    const asked = Promise.withResolvers<undefined>()
    await using server = await startTinyServer(() => asked.resolve(undefined))
    const source = open(server.url)
    const describing = errorOf(source.describe())
    await asked.promise
    await source[Symbol.asyncDispose]()
    expect(await describing).toMatchObject({ code: 'aborted' })
  })
})
