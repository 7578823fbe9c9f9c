import { copyFile, readFile, rename, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ArchivingError } from '../errors/index.ts'
import { openTestEngine, temporaryFolder, testActivity, type TestEngine } from '../testing/open-test-engine.ts'
import { toKeptFindings } from './kept-findings.ts'
import { StoredArchiveService, type ArchiveServicePorts } from './stored-archive-service.ts'
import { VerificationSchedule } from './verification-schedule.ts'

const day = 24 * 60 * 60 * 1_000
const running = new AsyncDisposableStack()
let engine: TestEngine
/** Moved by tests; starts when the archives are sealed. */
let now = new Date('2026-11-26T12:00:00Z')

beforeAll(async () => {
  const folder = running.use(await temporaryFolder())
  engine = running.use(await openTestEngine(folder.path, { ports: { now: () => now } }))
  await engine.engine.start()
})
afterAll(() => running.disposeAsync())

async function seal(): Promise<{ readonly id: string; readonly path: string; readonly taskId: string }> {
  const task = await engine.driver.createTask(testActivity, { items: 2 })
  await engine.driver.executeTask(task.id)
  await engine.reached(task.id, 'finished', 'failed')
  const { archiveId } = await engine.driver.getTask(task.id)
  return engine.keeping.archives.get(archiveId ?? expect.unreachable('The task should have finished.'))
}

async function flipByte(path: string): Promise<void> {
  const bytes = await readFile(path)
  bytes[Math.floor(bytes.length / 2)]! ^= 1
  await writeFile(path, bytes)
}

const archives = () => engine.keeping.archives
const historyOf = async (archiveId: string) => (await archives().listVerifications(archiveId)).entries
const newsOf = async (taskId: string) =>
  (await engine.tasks.listLog(taskId)).entries.map(({ message }) => message).filter((text) => /verified/u.test(text))

test('what verifications find is kept, told once in the log, and each time to operators', async () => {
  const { id, path, taskId } = await seal()
  expect(await archives().get(id)).toMatchObject({
    lastVerdict: null,
    nextVerificationAt: new Date(now.getTime() + 30 * day),
  })
  now = new Date(now.getTime() + day)
  await archives().verify(id, { deep: true })
  expect(await newsOf(taskId)).toEqual([])
  const whole = `${path}.whole`
  await copyFile(path, whole)
  await flipByte(path)
  now = new Date(now.getTime() + day)
  for (let time = 0; time < 2; time++) await archives().verify(id)
  await rename(whole, path)
  await archives().verify(id)
  const history = await historyOf(id)
  expect(history.map(({ verdict, deep, occasion }) => [verdict, deep, occasion])).toEqual([
    ['intact', false, 'request'],
    ['damaged', false, 'request'],
    ['damaged', false, 'request'],
    ['intact', true, 'request'],
  ])
  expect(history[1]?.findings).toContainEqual(
    expect.objectContaining({ code: 'checksum_mismatch', severity: 'damage' }),
  )
  expect(history[0]).toMatchObject({ archiveId: id, at: now, findings: [], findingsLeftOut: 0 })
  expect(history[0]?.filesChecked).toBeGreaterThan(0)
  expect(await archives().get(id)).toMatchObject({
    lastVerdict: 'intact',
    lastVerifiedAt: now,
    nextVerificationAt: new Date(now.getTime() + 30 * day),
  })
  expect(await newsOf(taskId)).toEqual([
    expect.stringContaining('is damaged'),
    expect.stringContaining('is intact again'),
  ])
  const told = engine.diagnostics.filter(({ message }) => message.includes(id))
  expect(told).toHaveLength(2)
  expect(told[0]).toMatchObject({ level: 'error', message: expect.stringContaining('checksum_mismatch') })
})

test('the one that was verified longest ago is verified when it is due, also by another process', async () => {
  const [one, two] = [await seal(), await seal()]
  await archives().verify(one.id)
  now = new Date(now.getTime() + 31 * day)
  await rename(two.path, `${two.path}.lost`)
  // As after a restart: nothing is remembered but what the database says.
  const schedule = new VerificationSchedule({
    catalog: engine.catalog,
    verify: (archiveId, signal) => archives().verifyWhenDue(archiveId, signal),
    isBusy: async () => false,
    periodMs: 30 * day,
    now: () => now,
    onFailure: (error) => expect.unreachable(error.message),
  })
  const turns: string[] = []
  do turns.push(await schedule.turn())
  while (turns.at(-1) === 'verified')
  expect(turns.at(-1)).toBe('nothing_due')
  expect(await historyOf(two.id)).toMatchObject([
    { occasion: 'schedule', verdict: 'damaged', findings: [{ code: 'missing' }] },
  ])
  expect(await historyOf(one.id)).toMatchObject([{ occasion: 'schedule', verdict: 'intact' }, { occasion: 'request' }])
  expect(await newsOf(two.taskId)).toHaveLength(1)
})

/** The service on the same catalogue, except for one part. */
function serviceWith(catalog: Partial<ArchiveServicePorts['catalog']>): StoredArchiveService {
  const { timestamper, storage, now: clock } = engine.ports
  const usual = engine.catalog
  return new StoredArchiveService({
    timestamper,
    storage,
    authorityCertificates: [],
    now: clock,
    catalog: {
      get: (id) => usual.get(id),
      page: (options) => usual.page(options),
      intendedReplacement: (id) => usual.intendedReplacement(id),
      intendReplacement: (id, replacement) => usual.intendReplacement(id, replacement),
      adoptReplacement: (id, sha256) => usual.adoptReplacement(id, sha256),
      recordTimestamps: (id, timestamps) => usual.recordTimestamps(id, timestamps),
      recordVerification: (verification) => usual.recordVerification(verification),
      pageVerifications: (id, options) => usual.pageVerifications(id, options),
      longestUnverified: () => usual.longestUnverified(),
      remove: (id, how) => usual.remove(id, how),
      fileRemoved: (id) => usual.fileRemoved(id),
      pageRemovals: (options) => usual.pageRemovals(options),
      filesToRemove: () => usual.filesToRemove(),
      isPlaceTaken: (path) => usual.isPlaceTaken(path),
      ...catalog,
    },
  })
}

test('an archive that cannot be read on schedule counts as not fully checked, and does not hold the others up', async () => {
  const { id, path } = await seal()
  await flipByte(path)
  const unreadable = serviceWith({
    adoptReplacement: () => Promise.reject(new ArchivingError('storage_failed', 'The disk does not answer.')),
  })
  await unreadable.verifyWhenDue(id, new AbortController().signal)
  const [kept] = await historyOf(id)
  expect(kept).toMatchObject({ verdict: 'not_fully_checked', findings: [{ code: 'unreadable' }] })
  expect(kept?.findings[0]?.message).toContain('The disk does not answer.')
  expect(await unreadable.get(id)).toMatchObject({ nextVerificationAt: null })
  await expect(unreadable.verify(id)).rejects.toMatchObject({ code: 'storage_failed' })
  expect(await historyOf(id)).toHaveLength(1)
  const aborted = archives().verifyWhenDue(id, AbortSignal.abort())
  await expect(aborted).rejects.toMatchObject({ code: 'aborted' })
  expect(await historyOf(id)).toHaveLength(1)
})

test('an archive that gets timestamps while it is verified is not taken for another one', async () => {
  const { id, path } = await seal()
  const other = await seal()
  const before = await archives().get(id)
  const { sha256, sizeBytes } = await archives().get(other.id)
  let looks = 0
  // The catalogue is told of the file's new bytes between the first look and the comparison.
  const service = serviceWith({
    async get(archiveId) {
      if (looks++ === 0) {
        await copyFile(other.path, path)
        await engine.catalog.intendReplacement(id, { sha256, sizeBytes, timestamps: [] })
        await engine.catalog.adoptReplacement(id, sha256)
        return before
      }
      return engine.catalog.get(archiveId)
    },
  })
  expect(await service.verify(id)).toMatchObject({ verdict: 'intact', findings: [] })
})

test('findings and history are bounded, and the history comes in pages', async () => {
  const { id } = await seal()
  const path = 'x'.repeat(5_000)
  const finding = { code: 'unexpected', severity: 'notice', path, message: path } as const
  const verification = { archiveId: id, occasion: 'request', deep: false, verdict: 'intact', findings: [] } as const
  for (let time = 0; time < 205; time++) {
    const counts = { filesChecked: time, bytesChecked: 0, findingsLeftOut: 0 }
    await engine.catalog.recordVerification({ ...verification, ...counts, at: now })
  }
  const page = await archives().listVerifications(id, { limit: 150 })
  expect(page.entries.map(({ filesChecked }) => filesChecked)).toEqual(Array.from({ length: 150 }, (_, i) => 204 - i))
  const rest = await archives().listVerifications(id, { limit: 150, cursor: page.nextCursor ?? '' })
  expect(rest).toMatchObject({ entries: { length: 50 } })
  expect(rest.nextCursor).toBeUndefined()
  const damage = { ...finding, code: 'missing', severity: 'damage' } as const
  const report = {
    ...(await archives().verify(id)),
    findings: [...Array.from({ length: 150 }, () => finding), damage],
    findingsLeftOut: 7,
  }
  const kept = toKeptFindings(report)
  expect(kept).toMatchObject({ findings: { length: 100 }, findingsLeftOut: 58 })
  expect(kept.findings[0]).toMatchObject({ code: 'missing', path: `${'x'.repeat(1_000)}…` })
  await expect(archives().listVerifications('none')).rejects.toMatchObject({ code: 'not_found' })
})
