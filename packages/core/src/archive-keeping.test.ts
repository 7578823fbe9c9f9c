import { rename } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openArchiveKeeping, type ArchiveKeepingOptions } from './archive-keeping.ts'
import { openTestEngine, temporaryFolder, testActivity, type TestEngine } from './testing/open-test-engine.ts'

const day = 24 * 60 * 60 * 1_000
const pace = { firstAfterMs: 1, restMs: 1, lookEveryMs: 1, pollMs: 1 }
const running = new AsyncDisposableStack()
let engine: TestEngine
let now = new Date('2026-11-26T12:00:00Z')

beforeAll(async () => {
  const folder = running.use(await temporaryFolder())
  engine = running.use(await openTestEngine(folder.path, { ports: { now: () => now } }))
  await engine.engine.start()
})
afterAll(() => running.disposeAsync())

const open = (options: ArchiveKeepingOptions) =>
  openArchiveKeeping({ ...engine.ports, ...engine.archiveStores }, options)

/** Seals an archive and loses it. */
async function seal(): Promise<string> {
  const task = await engine.driver.createTask(testActivity, { items: 1 })
  await engine.driver.executeTask(task.id)
  await engine.reached(task.id, 'finished', 'failed')
  const { archiveId } = await engine.driver.getTask(task.id)
  const { id, path } = await engine.keeping.archives.get(archiveId ?? '')
  await rename(path, `${path}.lost`)
  return id
}

/** Waits until the log of a task tells something. */
async function told(pattern: RegExp): Promise<void> {
  for await (const event of engine.tasks.watch({ after: 0 }, AbortSignal.timeout(20_000))) {
    if (event.kind === 'log' && pattern.test(event.entry.message)) return
  }
  expect.unreachable(`Nobody told ${pattern}.`)
}

test('once started, it verifies by itself what is due, after the task that runs', async () => {
  const archiveId = await seal()
  const [running, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  engine.driver.script = async () => {
    running.resolve()
    await held.promise
  }
  const task = await engine.driver.createTask(testActivity, { items: 1 })
  await engine.driver.executeTask(task.id)
  await running.promise
  now = new Date(now.getTime() + 11 * day)
  await using keeping = open({ verifyEveryDays: 10, pace })
  keeping.start()
  expect(await keeping.archives.get(archiveId)).toMatchObject({
    nextVerificationAt: new Date(now.getTime() - day),
    lastVerdict: null,
  })
  held.resolve()
  await told(/is damaged/u)
  expect((await keeping.archives.listVerifications(archiveId)).entries).toMatchObject([
    { occasion: 'schedule', verdict: 'damaged', at: now },
  ])
  expect(await keeping.archives.get(archiveId)).toMatchObject({
    lastVerdict: 'damaged',
    nextVerificationAt: new Date(now.getTime() + 10 * day),
  })
})

test('how often may be said, in days; 0 means never', async () => {
  const archiveId = await seal()
  await using never = open({ verifyEveryDays: 0, pace })
  never.start()
  expect(await never.archives.get(archiveId)).toMatchObject({ nextVerificationAt: null })
  for (const verifyEveryDays of [-1, Number.NaN, Infinity]) {
    expect(() => open({ verifyEveryDays })).toThrow(expect.objectContaining({ code: 'input_invalid' }))
  }
})
