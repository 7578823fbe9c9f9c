import { createHash } from 'node:crypto'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createTimestamper, openStorage, verifyArchive, type ArchiveRecord, type SealedArchive } from '@muniment/core'
import { openTestEngine, startTestAuthority, temporaryFolder, testActivity } from '@muniment/core/testing'
import type { TestAuthority, TestEngine, TestEngineChanges } from '@muniment/core/testing'
import { away, refusing, startS3, type TestS3 } from '../support/start-s3.ts'

const running = new AsyncDisposableStack()
let s3: TestS3
let authority: TestAuthority

beforeAll(async () => {
  s3 = running.use(await startS3())
  authority = running.use(await startTestAuthority({ time: new Date() }))
})
afterEach(() => void (s3.intercept = undefined))
afterAll(() => running.disposeAsync())

let count = 0

interface Installation extends AsyncDisposable {
  readonly engine: TestEngine
  readonly folder: string
  readonly prefix: string
  /** What operators were told of the storage. */
  readonly told: readonly string[]
  /** Keys of this installation, of archives or of what else. */
  keys(of: string): Promise<readonly string[]>
  archive(items?: number): Promise<ArchiveRecord>
}

/** An engine whose contents and archives are in the bucket; several in one folder share a database. */
async function install(
  place: { readonly folder?: string; readonly prefix?: string; readonly patienceMs?: number } = {},
  changes: TestEngineChanges = {},
): Promise<Installation> {
  await using opened = new AsyncDisposableStack()
  const folder = place.folder ?? opened.use(await temporaryFolder()).path
  const prefix = place.prefix ?? `installation-${++count}`
  const told: string[] = []
  const storage = opened.use(
    await openStorage({
      dataFolder: join(folder, `machine-${++count}`),
      archiveFolder: join(folder, 'archives'),
      s3: { ...s3.options, prefix },
      patienceMs: place.patienceMs ?? 60_000,
      now: () => new Date(),
      random: () => 0.5,
      onDiagnostic: ({ message }) => told.push(message),
      onChange: (change) => engine.engine.tellOfStorage(change),
    }),
  )
  const timestamper = createTimestamper([authority.url], { now: () => new Date(), timeoutMs: 5_000 })
  const ports = { ...storage.patient, timestamper, ...changes.ports }
  const engine = opened.use(await openTestEngine(folder, { ...changes, ports }))
  await engine.engine.start()
  const everything = opened.move()
  return {
    engine,
    folder,
    prefix,
    told,
    keys: async (of) => (await s3.keys()).filter((key) => key.startsWith(`${prefix}/${of}/`)),
    async archive(items = 4) {
      const task = await engine.driver.createTask(testActivity, { items })
      await engine.driver.executeTask(task.id)
      await engine.reached(task.id, 'finished', 'failed')
      return await engine.keeping.archives.get((await engine.driver.getTask(task.id)).archiveId ?? 'none')
    },
    [Symbol.asyncDispose]: () => everything.disposeAsync(),
  }
}

test('an archive is sealed into the bucket, read from it, found damaged there, and mended', async () => {
  await using installation = await install()
  const { engine, folder } = installation
  const { archives } = engine.keeping
  const { id, path, sha256, sizeBytes, fileName } = await installation.archive()
  const key = `${installation.prefix}/archives/${sha256}/Midterm.zip`
  expect([fileName, path]).toEqual(['Midterm.zip', `s3://muniment/${key}`])
  expect(await installation.keys('archives')).toEqual([key])
  expect(await readdir(join(folder, 'archives')), 'nothing is left on this computer').toEqual([])
  const whole = await buffer(archives.open(id))
  expect([whole.length, createHash('sha256').update(whole).digest('hex')]).toEqual([sizeBytes, sha256])
  expect(await buffer(archives.open(id, { first: 10, last: 20 }))).toEqual(whole.subarray(10, 21))
  await writeFile(join(folder, 'copy.zip'), whole)
  expect(await verifyArchive(join(folder, 'copy.zip'))).toMatchObject({ verdict: 'intact' })
  expect(await archives.verify(id, { deep: true })).toMatchObject({ verdict: 'intact' })

  const middle = sizeBytes >> 1
  await s3.change(key, (bytes) => bytes.fill(bytes.readUInt8(middle) ^ 1, middle, middle + 1))
  expect(await archives.verify(id)).toMatchObject({ verdict: 'damaged' })
  await s3.change(key, () => whole.subarray(0, sizeBytes - 50))
  const { verdict, findings } = await archives.verify(id)
  expect([verdict, findings.map(({ code }) => code)]).toMatchObject([
    'damaged',
    expect.arrayContaining(['zip_invalid']),
  ])
  await s3.change(key, () => whole)
  expect(await archives.verify(id)).toMatchObject({ verdict: 'intact' })
  await s3.lose(key)
  expect(await archives.verify(id)).toMatchObject({ verdict: 'damaged', findings: [{ code: 'missing' }] })
  await expect(buffer(archives.open(id))).rejects.toMatchObject({ code: 'not_found' })
  expect((await archives.listVerifications(id)).entries).toHaveLength(5)
  expect(await readdir(join(folder, `machine-${count}`, 'working'))).toEqual([])
})

test('an archive in the bucket is looked into, copied from it, and removed from it', async () => {
  await using installation = await install()
  const { engine, folder } = installation
  const { archives } = engine.keeping
  const { id, sha256 } = await installation.archive(2)
  await expect.poll(async () => (await archives.listEntries(id)).listing, { interval: 5 }).toBe('listed')
  await engine.ports.entries.conclude(id, 'pending')
  await engine.keeping.lister.listAll(['pending'])
  const { entries } = await archives.listEntries(id, { search: 'item 2' })
  const { content } = await archives.readFile(id, { path: entries[0]?.reportPath ?? '' })
  expect(Buffer.from(content).toString()).toBe('This is item 2.')
  expect(await archives.export(id, folder)).toMatchObject({ path: join(folder, 'Midterm.zip'), sha256 })
  await archives.remove(id, { reason: 'A test.', removedBy: 'Ann' })
  expect(await installation.keys('archives')).toEqual([])
  // What was fetched to be looked into is gone with it.
  await expect.poll(() => readdir(join(folder, `machine-${count}`, 'working')), { interval: 5 }).toEqual([])
})

test('a storage that does not answer is no finding: the archive was not fully checked', async () => {
  await using installation = await install({ patienceMs: 0 })
  const { id } = await installation.archive()
  s3.intercept = away
  await expect(installation.engine.keeping.archives.verify(id)).rejects.toMatchObject({ code: 'storage_busy' })
  await installation.engine.keeping.archives.verifyWhenDue(id, new AbortController().signal)
  s3.intercept = undefined
  const { entries } = await installation.engine.keeping.archives.listVerifications(id)
  expect(entries).toMatchObject([{ verdict: 'not_fully_checked', findings: [{ code: 'unreadable' }] }])
})

test('an archive is put on condition that there is none; a service that knows no conditions does without', async () => {
  const conditions: (string | undefined)[] = []
  await using installation = await install()
  const answers = [refusing(501, 'NotImplemented'), refusing(412, 'PreconditionFailed')]
  s3.intercept = (request, response) => {
    if (request.method !== 'PUT' || !request.url?.includes('/archives/')) return 'pass'
    conditions.push(request.headers['if-none-match'])
    return conditions.length === 1 ? (answers[0]?.(request, response) ?? 'pass') : 'pass'
  }
  await installation.archive()
  await installation.archive(3)
  expect(conditions).toEqual(['*', undefined, undefined])

  // One that is there already, and is not what it should be, is put right.
  await using other = await install()
  conditions.length = 0
  s3.intercept = (request, response) => {
    if (request.method !== 'PUT' || !request.url?.includes('/archives/')) return 'pass'
    conditions.push(request.headers['if-none-match'])
    return conditions.length === 1 ? (answers[1]?.(request, response) ?? 'pass') : 'pass'
  }
  const { id } = await other.archive()
  expect(conditions).toEqual(['*', undefined])
  expect(await other.engine.keeping.archives.verify(id)).toMatchObject({ verdict: 'intact' })
})

test('timestamps are renewed, and the former archive goes', async () => {
  await using installation = await install()
  const { archives } = installation.engine.keeping
  const sealed = await installation.archive()
  const renewed = await archives.timestamp(sealed.id, { renew: true })
  expect(renewed.timestamps).toMatchObject([{ kind: 'timestamp' }, { kind: 'renewal', state: 'granted' }])
  expect(renewed.path).toBe(sealed.path.replace(sealed.sha256, renewed.sha256))
  expect(await installation.keys('archives')).toHaveLength(1)
  expect(await archives.verify(sealed.id)).toMatchObject({ verdict: 'intact' })
})

test('timestamps that came into the bucket and not into the catalogue are found by the next verification', async () => {
  await using installation = await install()
  const { engine } = installation
  const sealed = await installation.archive()
  // As if the process were killed when the new archive lies there: the catalogue is told nothing.
  const adopt = engine.catalog.adoptReplacement.bind(engine.catalog)
  engine.catalog.adoptReplacement = () => Promise.reject(new Error('killed'))
  await expect(engine.keeping.archives.timestamp(sealed.id, { renew: true })).rejects.toThrow('killed')
  engine.catalog.adoptReplacement = adopt
  expect(await installation.keys('archives')).toHaveLength(2)
  expect(await engine.keeping.archives.verify(sealed.id)).toMatchObject({ verdict: 'intact' })
  const healed = await engine.keeping.archives.get(sealed.id)
  expect(healed.timestamps).toHaveLength(2)
  expect(await installation.keys('archives')).toEqual([
    `${installation.prefix}/archives/${healed.sha256}/${healed.fileName}`,
  ])
})

test('a task waits for a storage that went away in its middle, and goes on; no attempt is counted', async () => {
  await using installation = await install()
  const { engine } = installation
  engine.driver.script = async ({ key }) => {
    if (key === 'item-3') s3.intercept = away
  }
  const task = await engine.driver.createTask(testActivity, { items: 8 })
  await engine.driver.executeTask(task.id)
  await expect.poll(() => installation.told.length, { timeout: 20_000 }).toBe(1)
  expect(installation.told[0]).toMatch(/does not answer; tasks wait for it/u)
  s3.intercept = undefined
  engine.driver.script = async () => {}
  await engine.reached(task.id, 'finished', 'failed')
  const { entries } = await engine.tasks.listItems(task.id)
  expect(entries.map(({ state, attempts }) => [state, attempts])).toEqual(entries.map(() => ['finished', 1]))
  expect(engine.driver.workedOn).toHaveLength(8)
  await expect.poll(() => installation.told.at(-1)).toMatch(/answers again/u)
  const log = (await engine.tasks.listLog(task.id)).entries.map(({ message }) => message)
  expect(log.filter((message) => message.startsWith('The storage'))).toEqual([
    expect.stringContaining('The task waits for it'),
    'The storage of the archives answers again.',
  ])
})

test('a storage that stays away, or refuses, ends the task with what to do; executed again, only the rest is done', async () => {
  await using installation = await install({ patienceMs: 300 })
  const { engine } = installation
  engine.driver.script = async ({ key }) => {
    if (key === 'item-3') s3.intercept = away
  }
  const task = await engine.driver.createTask(testActivity, { items: 8 })
  await engine.driver.executeTask(task.id)
  await engine.reached(task.id, 'failed')
  const failed = await engine.driver.getTask(task.id)
  expect(failed.status.error).toMatchObject({ code: 'storage_busy', message: expect.stringContaining('execute the') })
  const doneBefore = engine.driver.workedOn.length
  engine.driver.script = async () => {}
  s3.intercept = refusing(507, 'InsufficientStorage')
  await engine.driver.executeTask(task.id)
  await engine.reached(task.id, 'failed')
  expect((await engine.driver.getTask(task.id)).status.error).toMatchObject({ code: 'storage_full' })
  s3.intercept = undefined
  await engine.driver.executeTask(task.id)
  await engine.reached(task.id, 'finished', 'failed')
  expect((await engine.driver.getTask(task.id)).status.state).toBe('finished')
  expect(doneBefore).toBeLessThan(8)
})

test.each(['reads its items', 'looks at what has not changed', 'seals'])(
  'an abort does not wait for a storage that is away, while a task %s',
  async (when) => {
    await using installation = await install()
    const { engine } = installation
    const goAway = async () => void (s3.intercept = away)
    engine.driver.fingerprintOf = (number) => number
    if (when === 'looks at what has not changed') await installation.archive(2)
    if (when === 'reads its items') engine.driver.script = goAway
    else engine.driver.listingScript = when === 'seals' ? async () => {} : goAway
    if (when === 'seals') {
      s3.intercept = (request, response) =>
        request.method === 'PUT' && request.url?.includes('/archives/') === true ? away(request, response) : 'pass'
    }
    const task = await engine.driver.createTask(testActivity, { items: 2 }, { reuseUnchanged: true })
    await engine.driver.executeTask(task.id)
    await expect.poll(() => installation.told.length, { timeout: 20_000 }).toBe(1)
    await engine.driver.abortTask(task.id)
    expect(await engine.reached(task.id, 'aborted')).toBe('aborted')
  },
)

test.each([
  ['that is published too late is removed again', 'noted'],
  ['that a process published before it was stopped is taken over', 'published'],
] as const)('an archive %s', async (_what, sleepsWhen) => {
  await using folder = await temporaryFolder()
  const asleep = Promise.withResolvers<void>()
  const wake = Promise.withResolvers<void>()
  const hourMs = 3_600_000
  const prefix = `installation-${++count}`
  const sleep = async (when: typeof sleepsWhen): Promise<void> => {
    if (when !== sleepsWhen) return
    asleep.resolve()
    await wake.promise
  }
  await using sleeper = await install(
    { folder: folder.path, prefix },
    {
      options: { pollMs: 24 * hourMs },
      changePorts: ({ sealArchive }) => ({
        async sealArchive(request, signal) {
          const beforePublish = async (archive: SealedArchive) => {
            await request.beforePublish?.(archive)
            await sleep('noted')
          }
          const sealed = await sealArchive({ ...request, beforePublish }, signal)
          await sleep('published')
          return sealed
        },
      }),
    },
  )
  const { id } = await sleeper.engine.driver.createTask(testActivity, { items: 2 })
  await sleeper.engine.driver.executeTask(id)
  await asleep.promise
  const published = await sleeper.keys('archives')
  await using heir = await install(
    { folder: folder.path, prefix },
    { options: { leaseMs: 2 * hourMs }, ports: { now: () => new Date(Date.now() + hourMs) } },
  )
  await heir.engine.reached(id, 'finished')
  const { entries } = await heir.engine.catalog.page()
  wake.resolve()
  await expect.poll(() => sleeper.engine.engine.executionOf(id), { interval: 5 }).toBeUndefined()
  const kept = await heir.keys('archives')
  expect(kept).toEqual([entries[0]?.path.replace('s3://muniment/', '')])
  expect(published).toEqual(sleepsWhen === 'published' ? kept : [])
})

test('contents that nothing needs are put aside in the bucket, then removed; damaged ones are moved away', async () => {
  let at = new Date()
  await using installation = await install({}, { ports: { now: () => at } })
  const { engine } = installation
  await installation.archive()
  const needed = (await installation.keys('artifacts')).length
  const { sha256 } = await engine.ports.artifacts.put(Buffer.from('nothing needs this'))
  const days = (number: number): Date => new Date(Date.now() + number * 86_400_000 + 60_000)
  at = days(1)
  expect(await engine.keeping.clean()).toMatchObject({ setAside: 1, removed: 0 })
  expect(await installation.keys('artifacts-aside')).toEqual([
    `${installation.prefix}/artifacts-aside/${sha256}/${at.getTime()}`,
  ])
  at = days(1.5)
  expect(await engine.keeping.clean()).toMatchObject({ setAside: 0, removed: 0 })
  at = days(2.1)
  expect(await engine.keeping.clean()).toMatchObject({ removed: 1, removedBytes: 18 })
  expect(await installation.keys('artifacts-aside')).toEqual([])
  const [changed = '', lost = ''] = await installation.keys('artifacts')
  await s3.change(changed, (bytes) => Buffer.concat([bytes, Buffer.from('x')]))
  await s3.lose(lost)
  const { damages, contentsChecked } = await engine.keeping.checkArtifacts()
  expect([contentsChecked, damages.map(({ kind }) => kind).toSorted()]).toEqual([needed - 1, ['changed', 'missing']])
  expect(await installation.keys('artifacts-damaged')).toHaveLength(1)
})
