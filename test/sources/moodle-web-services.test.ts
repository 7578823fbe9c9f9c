import { connectMoodle, discoverMoodleSite, exchangePasswordForToken, type ActivitySource } from '@muniment/core'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { collect, errorOf, everythingIn, testHttp } from '../support/moodle-connection.ts'
import { hasSharedRecordings, startSharedStandIn, whySkipped, type StandIn } from '../support/shared-recordings.ts'

const courseId = 2
const midtermId = 1

function quizzesOf(from: ActivitySource): NonNullable<ActivitySource['quizzes']> {
  if (!from.quizzes) throw new Error('A Moodle site has quizzes.')
  return from.quizzes
}

describe.skipIf(!hasSharedRecordings)(`a recorded Moodle 4.5${hasSharedRecordings ? '' : ` (${whySkipped})`}`, () => {
  let moodle: StandIn
  let source: ActivitySource

  function connectAs(userName: string): ActivitySource {
    return connectMoodle({ ...testHttp, siteUrl: moodle.url, token: moodle.users[userName] ?? '' })
  }

  beforeAll(async () => {
    moodle = await startSharedStandIn()
    source = connectAs('teacher1')
  })

  afterAll(async () => {
    expect(moodle.stats().misses).toEqual([])
    await source[Symbol.asyncDispose]()
    await moodle[Symbol.asyncDispose]()
  })

  test('is found, signed in to, and described', async () => {
    const site = await discoverMoodleSite(`${moodle.url}/course/view.php?id=2`, testHttp)
    expect(site).toMatchObject({ siteUrl: moodle.url, siteName: 'Example University Moodle', signInBy: 'form' })
    const signIn = { ...testHttp, siteUrl: site.siteUrl, userName: moodle.username, password: moodle.password }
    expect(await exchangePasswordForToken(signIn)).toBe(moodle.token)
    const wrong = await errorOf(exchangePasswordForToken({ ...signIn, password: 'Secret-77' }))
    expect(wrong).toMatchObject({ code: 'source_unauthenticated', details: { moodleErrorCode: 'invalidlogin' } })
    expect(everythingIn(wrong)).not.toContain('Secret-77')
    expect(await source.describe()).toEqual({
      kind: 'moodle-web-services',
      siteName: 'Example University Moodle',
      siteUrl: moodle.url,
      release: '4.5.6 (Build: 20250811)',
      language: 'en',
      userId: 3,
      userName: 'teacher1',
      userFullName: 'Anna Müller-Keller',
    })
  })

  test('lists courses and activities, hidden ones too, with plain names', async () => {
    const courses = await source.listCourses()
    expect(courses.map(({ shortName }) => shortName)).toEqual(['BIG300', 'HIST101'])
    expect(courses[1]).toMatchObject({ id: 2, name: 'History 101: Europe & the World, 1750–1850', visible: true })
    const activities = await source.listActivities(courseId)
    expect(activities).toHaveLength(20)
    expect(activities.find(({ name }) => name === 'Midterm')).toEqual({
      courseModuleId: 1,
      instanceId: 1,
      kind: 'quiz',
      name: 'Midterm',
      courseId,
      sectionName: 'New section',
      idNumber: 'MID',
      visible: true,
      opensAt: '2026-10-05T09:00:00.000Z',
      closesAt: '2027-01-02T01:08:04.000Z',
    })
    expect(activities.find(({ name }) => name === 'Hidden quiz')).toMatchObject({ visible: false, opensAt: null })
  })

  test('lists participants with id numbers and user names, and groups', async () => {
    const people = await collect(source.listParticipants(courseId))
    expect(people).toHaveLength(26)
    expect(people.map(({ userId }) => userId)).toEqual(people.map((_, index) => index + 3))
    expect(people[2]).toEqual({
      userId: 5,
      userName: 'hist01',
      firstName: 'Jürg',
      lastName: 'Häberli',
      fullName: 'Jürg Häberli',
      idNumber: '26-101-007',
      email: 'hist01@example.test',
      groups: [{ id: 2, name: 'Gruppe Ä', idNumber: 'G2' }],
      enrolled: true,
    })
    const students = people.filter(({ userId }) => userId > 4)
    expect(students.filter(({ idNumber }) => idNumber === '').map(({ userId }) => userId)).toEqual([19])
    expect(students.every(({ userName }) => userName.startsWith('hist'))).toBe(true)
    expect(people.find(({ userId }) => userId === 25)?.fullName).toBe('Bob  & Co')
    expect(await source.listGroups(courseId)).toEqual([
      { id: 1, name: 'Group A', idNumber: 'G1' },
      { id: 3, name: 'Group C / late', idNumber: 'G3' },
      { id: 2, name: 'Gruppe Ä', idNumber: 'G2' },
    ])
  })

  test('reads a quiz without its password', async () => {
    const quiz = await quizzesOf(source).getQuiz(courseId, midtermId)
    expect(quiz).toMatchObject({
      name: 'Midterm',
      courseModuleId: 1,
      gradeMethod: 'highest',
      maxGrade: 100,
      sumOfMarks: 63,
      timeLimitSeconds: 5400,
      questionDecimalPoints: 2,
      sequential: false,
    })
    expect(quiz.otherFacts).toMatchObject({ preferredbehaviour: 'deferredfeedback', attempts: 2, hasfeedback: 1 })
    expect(Object.keys(quiz.otherFacts)).not.toContain('password')
    expect(await quizzesOf(source).getFeedbackForGrade(quiz, 44.3)).toBe('<p>Please see me.</p>')
    expect(await errorOf(quizzesOf(source).getQuiz(courseId, 99))).toMatchObject({ code: 'source_missing' })
  })

  test('lists all attempts of all users, in order, in few requests', async () => {
    const quiz = await quizzesOf(source).getQuiz(courseId, midtermId)
    const before = moodle.stats().requests
    const attempts = await collect(quizzesOf(source).listAttempts(quiz))
    expect(moodle.stats().requests - before).toBeLessThanOrEqual(6)
    expect(attempts.map(({ id }) => id)).toEqual(Array.from({ length: 25 }, (_, index) => index + 1))
    const states = attempts.map(({ state }) => state)
    expect(states.filter((state) => state === 'finished')).toHaveLength(22)
    expect(states.slice(22)).toEqual(['in_progress', 'overdue', 'abandoned'])
    expect(attempts[3]).toMatchObject({ number: 2, sumOfMarks: 45.9, participant: { fullName: 'François Lefèvre' } })
    expect(attempts[18]).toMatchObject({ sumOfMarks: null, finishedAt: '2026-10-05T13:19:41.000Z' })
    expect(attempts[0]?.layout.slice(0, 7)).toEqual([1, 2, 3, 4, 5, 0, 6])
  })

  test('reads reviews whole', async () => {
    const review = await quizzesOf(source).getAttemptReview(1)
    expect(review).toMatchObject({ attemptId: 1, grade: 70.31746031746032, missingSlots: [] })
    expect(review.summary).toEqual([{ id: 'feedback', title: 'Feedback', contentHtml: '<p>Excellent!</p>' }])
    expect(review.questions.map(({ slot }) => slot)).toEqual(Array.from({ length: 25 }, (_, index) => index + 1))
    expect(review.questions[0]).toMatchObject({ type: 'description', numberShown: 'i', mark: null, maxMark: 0 })
    const marks = review.questions.reduce((sum, { mark }) => sum + (mark ?? 0), 0)
    expect(marks).toBeCloseTo(review.attempt.sumOfMarks ?? 0, 5)
    expect(review.questions[9]?.responseFiles).toMatchObject([
      { area: 'answer', fileName: 'sketch.png', folder: '/', sizeBytes: 1753, mediaType: 'image/png' },
      { area: 'answer', fileName: 'skizze zwei.jpg', sizeBytes: 7640 },
    ])
    expect(await quizzesOf(source).getAttemptReview(23)).toMatchObject({ grade: null, gradeText: '', missingSlots: [] })
    expect(await errorOf(quizzesOf(source).getAttemptReview(999_999))).toMatchObject({ code: 'source_missing' })
  })

  test('opens files byte for byte', async () => {
    const { questions } = await quizzesOf(source).getAttemptReview(1)
    const files = questions.flatMap(({ responseFiles }) => responseFiles)
    expect(files).toHaveLength(5)
    for (const { address, fileName, sizeBytes, mediaType } of files) {
      const file = await source.openFile(address)
      const bytes = Buffer.concat(await collect(file.content))
      expect(file).toMatchObject({ fileName, sizeBytes, mediaType })
      expect(bytes.byteLength).toBe(sizeBytes)
      expect(createHash('sha1').update(bytes).digest('hex')).toBe(file.sha1)
    }
    const missing = `${moodle.url}/pluginfile.php/38/mod_quiz/intro/x.png`
    expect(await errorOf(source.openFile(missing))).toMatchObject({ code: 'source_missing' })
    const foreign = 'https://elsewhere.example/pluginfile.php/38/mod_quiz/intro/x.png'
    expect(await errorOf(source.openFile(foreign))).toMatchObject({ code: 'source_denied' })
  })

  test('files that are opened and not read do not use up the parallel requests', async () => {
    const { questions } = await quizzesOf(source).getAttemptReview(1)
    const address = questions[8]?.responseFiles[0]?.address ?? ''
    for (let time = 0; time < 6; time++) {
      const file = await source.openFile(address)
      await file.content[Symbol.asyncIterator]().return?.()
    }
    await expect(source.listCourses()).resolves.toHaveLength(2)
  })

  test('a non-editing teacher reads with the rights of one', async () => {
    await using tutor = connectAs('tutor1')
    expect(await tutor.describe()).toMatchObject({ userName: 'tutor1', userId: 4 })
    expect((await tutor.listGroups(courseId)).map(({ idNumber }) => idNumber)).toEqual(['G1', 'G3', 'G2'])
    const quiz = await quizzesOf(tutor).getQuiz(courseId, midtermId)
    expect(await collect(quizzesOf(tutor).listAttempts(quiz))).toHaveLength(25)
    expect((await collect(tutor.listParticipants(courseId)))[2]).toMatchObject({ idNumber: '26-101-007' })
  })

  test('a student is refused, and those who are refused can be skipped knowingly', async () => {
    await using student = connectAs('hist01')
    expect(await errorOf(quizzesOf(student).getAttemptReview(2))).toMatchObject({
      code: 'source_denied',
      retry: 'never',
      details: { reason: 'attempt' },
    })
  })

  test('a wrong token is told, and no token is ever in an error', async () => {
    const token = 'f00dfacef00dfacef00dfacef00dface'
    await using stranger = connectMoodle({ ...testHttp, siteUrl: moodle.url, token })
    const address = `${moodle.url}/pluginfile.php/38/question/response_attachments/1/9/33/essay.pdf?token=${token}`
    const errors = [
      await errorOf(stranger.listCourses()),
      await errorOf(quizzesOf(stranger).getAttemptReview(1)),
      await errorOf(stranger.openFile(address)),
    ]
    for (const error of errors) {
      expect(error).toMatchObject({ code: 'source_unauthenticated', retry: 'never' })
      expect(everythingIn(error)).not.toContain(token)
    }
  })

  test('an aborted call ends at once', async () => {
    const controller = new AbortController()
    const listing = source.listCourses(controller.signal)
    controller.abort()
    expect(await errorOf(listing)).toMatchObject({ code: 'aborted' })
    await expect(source.listCourses()).resolves.toHaveLength(2)
  })
})

/** Addresses of the files that were handed in to the first assignment. */
async function submittedFiles(moodle: StandIn): Promise<readonly string[]> {
  const asked = { wsfunction: 'mod_assign_get_submissions', moodlewsrestformat: 'json', 'assignmentids[0]': '1' }
  const body = new URLSearchParams({ ...asked, wstoken: moodle.token })
  const answer = await (await fetch(`${moodle.url}/webservice/rest/server.php`, { method: 'POST', body })).text()
  return answer.match(/http[^"]+submission_files[^"]+/g)?.map((address) => address.replaceAll('\\/', '/')) ?? []
}

describe.skipIf(!hasSharedRecordings)('a recorded Moodle in trouble', () => {
  test('an expired token is told from a missing right', async () => {
    await using moodle = await startSharedStandIn({ expireTokenAfter: 2 })
    await using source = connectMoodle({ ...testHttp, siteUrl: moodle.url, token: moodle.token })
    await source.listCourses()
    const error = await errorOf(source.listGroups(courseId))
    expect(error).toMatchObject({ code: 'source_unauthenticated', details: { moodleErrorCode: 'invalidtoken' } })
    expect(everythingIn(error)).not.toContain(moodle.token)
  })

  test.each([
    ['http500', 'source_unavailable'],
    ['http503', 'source_unavailable'],
    ['reset', 'source_unavailable'],
    ['truncate', 'source_unavailable'],
    ['html', 'source_unavailable'],
    ['maintenance', 'source_unavailable'],
    ['emptybody', 'source_unavailable'],
    ['hang', 'timed_out'],
  ])('%s without end is %s, after four tries', async (kind, code) => {
    await using moodle = await startSharedStandIn({ faultRate: 1, faultKinds: [kind] })
    const access = { ...testHttp, siteUrl: moodle.url, token: moodle.token, language: 'en' }
    await using source = connectMoodle({ ...access, timeouts: { firstByteMs: 50 } })
    const error = await errorOf(source.listCourses())
    expect(error).toMatchObject({ code, retry: 'later' })
    expect(moodle.stats().requests).toBe(4)
    expect(everythingIn(error)).not.toContain(moodle.token)
  })

  test('one request in twenty failing in every way changes nothing', async () => {
    const faultKinds = ['http500', 'http503', 'reset', 'truncate', 'hang', 'html', 'slow', 'maintenance', 'emptybody']
    await using moodle = await startSharedStandIn({ faultRate: 0.05, faultKinds, slowMs: 20, seed: 'seven' })
    const access = { ...testHttp, siteUrl: moodle.url, token: moodle.token }
    await using source = connectMoodle({ ...access, timeouts: { firstByteMs: 400 } })
    const quiz = await source.quizzes?.getQuiz(courseId, midtermId)
    if (!quiz || !source.quizzes) throw new Error('There is no quiz.')
    const attempts = await collect(source.quizzes.listAttempts(quiz))
    expect(attempts).toHaveLength(25)
    let files = 0
    for (const { id } of attempts) {
      const { questions } = await source.quizzes.getAttemptReview(id)
      expect(questions).toHaveLength(25)
      for (const { address, sizeBytes } of questions.flatMap(({ responseFiles }) => responseFiles)) {
        const bytes = Buffer.concat(await collect((await source.openFile(address)).content))
        expect(bytes.byteLength).toBe(sizeBytes)
        files++
      }
    }
    expect(files).toBeGreaterThan(80)
    expect(Object.keys(moodle.stats().faults).length).toBeGreaterThan(3)
    expect(moodle.stats().missCount).toBe(0)
  })

  test('files of several MB arrive whole, though one transfer in two is damaged', async () => {
    await using moodle = await startSharedStandIn({ scaleAssign: ['Essay 1=12'], fileKb: 3072, seed: 'g' })
    const addresses = await submittedFiles(moodle)
    expect(addresses).toHaveLength(12)
    await using source = connectMoodle({
      ...testHttp,
      siteUrl: moodle.url,
      token: moodle.token,
      language: 'en',
      retry: { tries: 12 },
      timeouts: { firstByteMs: 400 },
    })
    await source.describe()
    moodle.set({ faultRate: 0.5, faultKinds: ['truncate', 'truncate', 'truncate', 'reset', 'hang'] })
    for (const address of addresses) {
      const { content } = await source.openFile(address)
      let size = 0
      for await (const chunk of content) size += chunk.byteLength
      expect(size).toBe(3072 * 1024)
    }
    expect(moodle.stats().faults['truncate']).toBeGreaterThan(1)
    expect(moodle.stats().missCount).toBe(0)
  })

  test('500 attempts come in batches, with no more requests at once than allowed', async () => {
    await using moodle = await startSharedStandIn({ scale: ['Midterm=500'] })
    await using source = connectMoodle({
      ...testHttp,
      siteUrl: moodle.url,
      token: moodle.token,
      maxParallelRequests: 2,
    })
    const quiz = await source.quizzes?.getQuiz(courseId, midtermId)
    if (!quiz || !source.quizzes) throw new Error('There is no quiz.')
    const attempts = await collect(source.quizzes.listAttempts(quiz))
    expect(attempts).toHaveLength(500)
    expect(new Set(attempts.map(({ participant }) => participant.userId)).size).toBe(500)
    expect(moodle.stats().peakAtOnce).toBeLessThanOrEqual(2)
    expect(moodle.stats().requests).toBeLessThan(30)
    expect(moodle.stats().missCount).toBe(0)
  })
})
