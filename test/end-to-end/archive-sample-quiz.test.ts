import { createHash } from 'node:crypto'
import { verifyArchive } from '@muniment/core'
import { expect, test } from 'vitest'
import { startSampleMoodle } from '../moodle-stand-in/start-sample-moodle.ts'
import { archiveQuiz, findQuiz, openCore, openWorkspace, readRows } from '../support/open-muniment.ts'

const course = '7'
const quiz = 'Stars & Planets: final quiz'

test('the sample quiz becomes an archive that is whole and says so', async () => {
  await using workspace = await openWorkspace()
  await using moodle = await startSampleMoodle()
  await using core = await openCore(workspace.path)
  const activity = await findQuiz(core, moodle, course, quiz)
  const { archive, payload, task } = await archiveQuiz(core, activity, { htmlCopy: true })
  const rows = readRows(payload)
  const finished = rows.length
  expect(finished).toBeGreaterThanOrEqual(10)
  expect(rows.every((row) => row['state'] === 'finished')).toBe(true)
  expect([...payload.keys()].filter((path) => path.endsWith('.pdf') && !path.includes('attachments/'))).toHaveLength(
    finished,
  )
  expect([...payload.keys()].filter((path) => path.endsWith('.html'))).toHaveLength(finished + 1)
  for (const path of ['index.html', 'activity.json', 'items.csv', 'items.jsonl']) expect(payload.has(path)).toBe(true)
  expect(archive).toMatchObject({ complete: true, items: finished })
  expect(task.status.progress).toMatchObject({ itemsTotal: finished, itemsFinished: finished, itemsFailed: 0 })
  expect(await verifyArchive(archive.path)).toMatchObject({ verdict: 'intact', complete: true, findings: [] })
  expect(await core.archives.verify(archive.id, { deep: true })).toMatchObject({
    verdict: 'intact',
    findings: [],
    contentsChecked: { reports: finished, recordsCompared: finished, copies: finished },
  })
  expect(moodle.stats().misses).toEqual([])
})

test('every file that was handed in is in the archive, byte for byte', async () => {
  await using workspace = await openWorkspace()
  await using moodle = await startSampleMoodle()
  await using core = await openCore(workspace.path)
  const { payload } = await archiveQuiz(core, await findQuiz(core, moodle, course, quiz))
  const files = readRows(payload).flatMap((row) => (Array.isArray(row['files']) ? row['files'] : []))
  const attachments = files.filter((file) => file.role === 'attachment')
  expect(attachments.length).toBeGreaterThan(2)
  for (const { path, sha256, sizeBytes } of files) {
    const bytes = payload.get(path)
    expect(bytes?.length).toBe(sizeBytes)
    expect(
      createHash('sha256')
        .update(bytes ?? '')
        .digest('hex'),
    ).toBe(sha256)
  }
})

test('the same source data twice give the same payload', async () => {
  await using workspace = await openWorkspace()
  await using moodle = await startSampleMoodle()
  const manifests: string[] = []
  const payloads: ReadonlyMap<string, Buffer>[] = []
  for (const name of ['first', 'second']) {
    await using core = await openCore(await workspace.folder(name))
    const { payload } = await archiveQuiz(core, await findQuiz(core, moodle, course, quiz), {
      archiveName: name,
      htmlCopy: true,
    })
    payloads.push(payload)
    manifests.push(
      [...payload].map(([path, bytes]) => `${path} ${createHash('sha256').update(bytes).digest('hex')}`).join('\n'),
    )
  }
  const strip = (text = '') => text.split('\n').filter((line) => !/^(activity\.json|index\.html) /u.test(line))
  expect(strip(manifests[0])).toEqual(strip(manifests[1]))
  expect(payloads[0]?.get('activity.json')?.toString().replace('"first"', '"second"')).toBe(
    payloads[1]?.get('activity.json')?.toString(),
  )
})

test('smaller pictures and a watermark change reports and copies, never what was handed in', async () => {
  await using workspace = await openWorkspace()
  await using moodle = await startSampleMoodle()
  await using core = await openCore(workspace.path)
  const activity = await findQuiz(core, moodle, course, quiz)
  const settings = { htmlCopy: true, scope: { mode: 'attempts', ids: [101, 107] } }
  const plain = (await archiveQuiz(core, activity, settings)).payload
  const reduce = { reduceImages: true, imageMaximumPixels: 100, imageQuality: 40, watermark: 'Copy of <b>nobody</b>' }
  const reduced = (await archiveQuiz(core, activity, { ...settings, ...reduce })).payload
  const attachments = [...plain].filter(([path]) => path.includes('/attachments/'))
  expect(attachments.length).toBeGreaterThan(1)
  for (const [path, bytes] of attachments) expect(reduced.get(path)?.equals(bytes), path).toBe(true)
  const reports = [...plain].filter(([path]) => /\.(?:pdf|html)$/u.test(path) && path.includes('attempt 1.'))
  expect(reports).toHaveLength(4)
  for (const [path, bytes] of reports) {
    expect(reduced.get(path)?.equals(bytes), path).toBe(false)
  }
  const copies = [...reduced].filter(([path]) => path.endsWith('attempt 1.html'))
  for (const [path, bytes] of copies) {
    const before = plain.get(path)?.length ?? 0
    expect(bytes.length, path).toBeLessThan(before)
    expect(bytes.toString()).toContain('Copy of &lt;b&gt;nobody&lt;/b&gt;')
    expect(bytes.toString()).toContain('Pictures were reduced to at most 100 pixels.')
  }
})

test('no secret of the site is in the archive', async () => {
  await using workspace = await openWorkspace()
  await using moodle = await startSampleMoodle()
  await using core = await openCore(workspace.path)
  const { payload } = await archiveQuiz(core, await findQuiz(core, moodle, course, quiz), { htmlCopy: true })
  for (const [path, bytes] of payload) expect(bytes.includes(moodle.token), path).toBe(false)
  const log = JSON.stringify(await core.tasks.all.page())
  expect(log).not.toContain(moodle.token)
})

test('an attempt that cannot be read fails alone, and the archive waits for it', async () => {
  await using workspace = await openWorkspace()
  await using moodle = await startSampleMoodle({
    faults: [{ call: 'mod_quiz_get_attempt_review', kind: 'http503', where: { attemptid: '103' }, firstCalls: 40 }],
  })
  await using core = await openCore(workspace.path, {
    retryPolicy: { maximumAttempts: 2, firstDelayMs: 5, longestDelayMs: 5 },
  })
  const activity = await findQuiz(core, moodle, course, quiz)
  const created = await core.tasks.create('quiz', activity)
  await core.start()
  const execute = async () => {
    await core.tasks.execute(created.id)
    for await (const _event of core.tasks.watch({ taskId: created.id }, AbortSignal.timeout(120_000))) {
      // Watched to the end.
    }
    return core.tasks.get(created.id)
  }
  const failed = await execute()
  expect(failed.status).toMatchObject({ state: 'failed', progress: { itemsFailed: 1 } })
  const { entries } = await core.tasks.listItems(created.id, { limit: 1 })
  expect(entries[0]).toMatchObject({ key: 'attempt-103', state: 'failed', error: { code: 'source_unavailable' } })
  for (let round = 0; round < 8; round++) {
    const task = await execute()
    if (task.status.state === 'finished') return
  }
  expect.unreachable('The task should have finished once the site had recovered.')
})
