import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sampleCourse } from '../sample-course/course.ts'
import { startSampleMoodle } from '../moodle-stand-in/start-sample-moodle.ts'
import { findQuiz, openCore, openWorkspace } from '../support/open-muniment.ts'
import { runMuniment } from '../support/run-muniment.ts'

/** Every text of some length that is somewhere in a value. */
function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value
  else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) yield* textsIn(part)
}

test('a report of a fault names nobody and holds no secret', async () => {
  await using workspace = await openWorkspace()
  await using moodle = await startSampleMoodle({
    faults: [{ call: 'mod_quiz_get_attempt_review', kind: 'http503', where: { attemptid: '103' }, firstCalls: 400 }],
  })
  const data = join(workspace.path, 'data')
  let taskId = ''
  {
    await using core = await openCore(data, { retryPolicy: { maximumAttempts: 2, firstDelayMs: 5, longestDelayMs: 5 } })
    const activity = await findQuiz(core, moodle, '7', 'Stars & Planets: final quiz')
    const task = await core.tasks.create('quiz', activity, {
      scope: { mode: 'attempts', ids: [101, 103] },
      watermark: 'For Ada Lovelace',
    })
    taskId = task.id
    await core.start()
    await core.tasks.execute(taskId)
    for await (const _event of core.tasks.watch({ taskId }, AbortSignal.timeout(60_000))) {
      // Watched to the end.
    }
  }
  const file = join(workspace.path, 'report.json')
  const made = await runMuniment(['diagnostics', '--task', taskId, '--out', file], {
    MUNIMENT_DATA: data,
    // That of the core which made the task.
    MUNIMENT_SECRET_KEY: Buffer.alloc(32, 1).toString('base64'),
  })
  expect(made, made.stderr).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(file) })
  const content = await readFile(file, 'utf8')
  expect(JSON.parse(content)).toMatchObject({
    format: 'muniment-diagnostics',
    components: expect.arrayContaining([expect.objectContaining({ name: 'Typst' })]),
    tasksByState: { failed: 1 },
    task: {
      driverId: 'quiz',
      state: 'failed',
      error: { code: 'state_conflict' },
      settings: { scope: 'attempts (2)', watermark: '16 characters' },
      items: [{ item: 1, state: 'failed', error: { code: 'source_unavailable' } }],
      log: expect.arrayContaining([{ at: expect.any(String), level: 'error', kind: 'item_failed', item: 1 }]),
    },
  })
  const secrets = [moodle.token, moodle.username, new URL(moodle.url).host, 'Lovelace', 'attempt-103', 'Stars']
  for (const secret of secrets) expect(content).not.toContain(secret)
  // Names and sentences; single small words are those of the program, too.
  const told = [...textsIn(sampleCourse)].filter((text) => text.length >= 6 && /[\p{Lu}\s]/u.test(text))
  expect(told.length).toBeGreaterThan(100)
  for (const text of told) expect(content.includes(text), text).toBe(false)
  for (const encoded of [Buffer.from(moodle.token).toString('base64'), encodeURIComponent(moodle.url)]) {
    expect(content).not.toContain(encoded)
  }
}, 120_000)
