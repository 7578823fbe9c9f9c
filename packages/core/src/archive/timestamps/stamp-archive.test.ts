import { execFile } from 'node:child_process'
import { mkdir, readFile, readdir, truncate, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { openTestEngine, temporaryFolder, testActivity, type TestEngine } from '../../testing/open-test-engine.ts'
import { FindingCollector } from '../finding-collector.ts'
import { openArchive } from '../open-archive.ts'
import { StoredArchiveService } from '../stored-archive-service.ts'
import { verifyArchive } from '../verify-archive.ts'
import { stampArchive } from './stamp-archive.ts'
import { toStoredTimestamp } from './stored-timestamp.ts'
import { startTestAuthority, type TestAuthority } from './testing/start-authority.ts'
import { createTimestamper } from './timestamper.ts'

const run = promisify(execFile)
/** When the authorities of tests certify. */
const now = () => new Date('2026-11-26T12:00:00Z')

interface Installation extends AsyncDisposable {
  readonly muniment: TestEngine
  readonly archives: StoredArchiveService
  readonly folder: string
  /** Seals an archive; its id. */
  seal(): Promise<string>
}

async function install(authorities: readonly TestAuthority[]): Promise<Installation> {
  await using opened = new AsyncDisposableStack()
  const folder = opened.use(await temporaryFolder())
  const timestamper = createTimestamper(
    authorities.map(({ url }) => url),
    { timeoutMs: 2_000, now },
  )
  const muniment = opened.use(await openTestEngine(folder.path, { ports: { timestamper } }))
  await muniment.engine.start()
  const authorityCertificates = authorities.map(({ rootPem }) => rootPem)
  const { catalog, ports } = muniment
  const archives = new StoredArchiveService({ ...ports, catalog, timestamper, authorityCertificates })
  const everything = opened.move()
  return {
    muniment,
    archives,
    folder: folder.path,
    async seal() {
      const task = await muniment.driver.createTask(testActivity, { items: 3 })
      await muniment.driver.executeTask(task.id)
      await muniment.reached(task.id, 'finished', 'failed')
      return (await muniment.driver.getTask(task.id)).archiveId ?? expect.unreachable('The task should have finished.')
    },
    [Symbol.asyncDispose]: () => everything.disposeAsync(),
  }
}

/** The bytes of each file of an archive. */
async function contentsOf(archivePath: string): Promise<ReadonlyMap<string, string>> {
  await using reader = await openArchive(archivePath, new FindingCollector())
  const contents = new Map<string, string>()
  for (const [name, entry] of reader?.entries ?? []) {
    const chunks: Uint8Array[] = []
    for await (const chunk of entry.open()) chunks.push(chunk)
    contents.set(name, Buffer.concat(chunks).toString('base64'))
  }
  return contents
}

async function unpack(archivePath: string, folder: string): Promise<void> {
  for (const [name, base64] of await contentsOf(archivePath)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true })
    await writeFile(path.join(folder, name), Buffer.from(base64, 'base64'))
  }
}

test('every authority certifies the archive when it is sealed', async () => {
  await using first = await startTestAuthority()
  await using second = await startTestAuthority({ key: 'ec' })
  await using installation = await install([first, second])
  const id = await installation.seal()
  const record = await installation.archives.get(id)
  expect(record.timestamps).toMatchObject([
    { authority: first.url, state: 'granted', signedBy: 'Test time-stamping authority', error: null },
    { authority: second.url, state: 'granted' },
  ])
  const report = await installation.archives.verify(id)
  expect(report).toMatchObject({ verdict: 'intact', findings: [] })
  expect(report.timestamps).toMatchObject([
    { path: 'timestamp.tsr', trusted: true },
    { path: 'timestamp-2.tsr', trusted: true },
  ])
  const untold = await verifyArchive(record.path)
  expect(untold).toMatchObject({ verdict: 'intact', timestamps: [{ trusted: false }, { trusted: false }] })
  expect(untold.findings.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
    'notice timestamp_untrusted',
    'notice timestamp_untrusted',
  ])
})

test('an authority that fails is remembered, and asked again later; the payload stays as it is', async () => {
  await using first = await startTestAuthority()
  await using second = await startTestAuthority()
  second.mode = 'status 500'
  await using installation = await install([first, second])
  const id = await installation.seal()
  const before = await installation.archives.get(id)
  expect(before.timestamps).toMatchObject([
    { state: 'granted' },
    { authority: second.url, state: 'failed', signedBy: null, error: { code: 'timestamp_failed' } },
  ])
  expect((await installation.archives.verify(id)).verdict).toBe('intact')
  const contents = await contentsOf(before.path)
  expect((await installation.archives.timestamp(id)).timestamps[1], 'still failing').toMatchObject({ state: 'failed' })
  expect(await installation.archives.get(id)).toMatchObject({ sha256: before.sha256 })

  second.mode = 'granted'
  const after = await installation.archives.timestamp(id)
  expect(after.timestamps.map(({ state }) => state)).toEqual(['granted', 'granted'])
  expect(after.sha256).not.toBe(before.sha256)
  expect(first.queries, 'who has certified is not asked again').toHaveLength(1)
  expect(await installation.archives.verify(id)).toMatchObject({ verdict: 'intact', findings: [] })
  const contentsNow = await contentsOf(after.path)
  for (const [name, bytes] of contents) expect(contentsNow.get(name), name).toBe(bytes)
  expect([...contentsNow.keys()].filter((name) => !contents.has(name))).toEqual(['timestamp-2.tsq', 'timestamp-2.tsr'])
  expect(await readdir(installation.muniment.archiveFolder)).toEqual(['Midterm.zip'])
})

test('a renewal certifies every file and every earlier timestamp, and is checked against them', async () => {
  await using authority = await startTestAuthority()
  await using installation = await install([authority])
  const id = await installation.seal()
  await installation.archives.timestamp(id, { renew: true })
  const { path: archivePath } = await installation.archives.timestamp(id, { renew: true })
  const report = await installation.archives.verify(id)
  expect(report).toMatchObject({ verdict: 'intact', findings: [] })
  expect(report.timestamps.map((timestamp) => timestamp.path)).toEqual([
    'timestamp.tsr',
    'renewal-1.tsr',
    'renewal-2.tsr',
  ])
  const folder = path.join(installation.folder, 'unpacked')
  await unpack(archivePath, folder)
  const list = await readFile(path.join(folder, 'renewal-2-manifest-sha512.txt'), 'utf8')
  expect(list).toContain('  renewal-1.tsr\n')
  expect(list).toContain('  timestamp.tsr\n')
  const query = path.join(folder, 'renewal-1.tsq')
  await writeFile(query, Buffer.concat([await readFile(query), Buffer.of(0)]))
  const damaged = await verifyArchive(folder)
  expect(damaged.verdict).toBe('damaged')
  expect(damaged.findings.filter(({ code }) => code === 'timestamp_invalid').length).toBeGreaterThan(0)
})

test('who failed can certify after a renewal as well; two that ask at once do not lose what the other added', async () => {
  await using first = await startTestAuthority()
  await using second = await startTestAuthority()
  second.mode = 'status 500'
  await using installation = await install([first, second])
  const id = await installation.seal()
  await installation.archives.timestamp(id, { renew: true })
  second.mode = 'granted'
  await Promise.all([installation.archives.timestamp(id), installation.archives.timestamp(id, { renew: true })])
  const report = await installation.archives.verify(id)
  expect(report).toMatchObject({ verdict: 'intact', findings: [] })
  expect(report.timestamps.map((timestamp) => timestamp.path)).toEqual([
    'timestamp.tsr',
    'timestamp-2.tsr',
    'renewal-1.tsr',
    'renewal-2.tsr',
  ])
})

test('bytes of the certificate that signed, and of who is said to have signed, are covered', async () => {
  await using authority = await startTestAuthority({ key: 'ec' })
  await using installation = await install([authority])
  const { path: archivePath } = await installation.archives.get(await installation.seal())
  const folder = path.join(installation.folder, 'unpacked')
  await unpack(archivePath, folder)
  const file = path.join(folder, 'timestamp.tsr')
  const answer = await readFile(file)
  // The name of the root stands in both certificates, and where the answer says who has signed.
  const places = [...answer.toString('latin1').matchAll(/Test time|Test root/gu)].map(({ index }) => index + 2)
  expect(places.length).toBeGreaterThan(4)
  for (const place of [...places.slice(0, 2), ...places.slice(-1)]) {
    await writeFile(file, Buffer.from(answer).fill((answer[place] ?? 0) ^ 1, place, place + 1))
    const report = await verifyArchive(folder, { authorityCertificates: [authority.rootPem] })
    expect(report.verdict, `byte ${place}`).toBe('damaged')
  }
})

test('an answer that is too large is told, not passed over', async () => {
  await using authority = await startTestAuthority()
  await using installation = await install([authority])
  const { path: archivePath } = await installation.archives.get(await installation.seal())
  const folder = path.join(installation.folder, 'unpacked')
  await unpack(archivePath, folder)
  await truncate(path.join(folder, 'timestamp.tsr'), 513 * 1024 * 1024)
  expect((await verifyArchive(folder)).findings).toContainEqual(
    expect.objectContaining({ code: 'timestamp_invalid', message: expect.stringContaining('larger') }),
  )
})

test.each(['timestamp.tsr', 'timestamp.tsq', 'tagmanifest-sha256.txt'])('a change of %s is found', async (name) => {
  await using authority = await startTestAuthority()
  await using installation = await install([authority])
  const { path: archivePath } = await installation.archives.get(await installation.seal())
  const folder = path.join(installation.folder, 'unpacked')
  await unpack(archivePath, folder)
  expect((await verifyArchive(folder, { authorityCertificates: [authority.rootPem] })).findings).toEqual([])
  const bytes = await readFile(path.join(folder, name))
  // The end of an answer is its signature, that of a query its nonce.
  const place = bytes.length - 4
  await writeFile(path.join(folder, name), bytes.fill((bytes[place] ?? 0) ^ 1, place, place + 1))
  const report = await verifyArchive(folder, { authorityCertificates: [authority.rootPem] })
  expect(report.verdict).toBe('damaged')
})

test('a timestamp of another archive, or half of one, is found', async () => {
  await using authority = await startTestAuthority()
  await using installation = await install([authority])
  const { path: one } = await installation.archives.get(await installation.seal())
  const folder = path.join(installation.folder, 'unpacked')
  await unpack(one, folder)
  await writeFile(path.join(folder, 'timestamp-2.tsr'), await readFile(path.join(folder, 'timestamp.tsr')))
  expect((await verifyArchive(folder)).findings).toContainEqual(
    expect.objectContaining({ code: 'timestamp_invalid', path: 'timestamp-2.tsq' }),
  )
  await writeFile(path.join(folder, 'timestamp-2.tsq'), 'no query')
  expect((await verifyArchive(folder)).findings).toContainEqual(
    expect.objectContaining({ code: 'timestamp_invalid', path: 'timestamp-2.tsr' }),
  )
})

test('a process that ends between the file and its row is healed by the next verification', async () => {
  await using authority = await startTestAuthority()
  await using installation = await install([])
  const id = await installation.seal()
  const { path: archivePath, sha256 } = await installation.archives.get(id)
  const { catalog, ports } = installation.muniment
  await stampArchive(
    {
      archivePath,
      timestamper: createTimestamper([authority.url], { now }),
      beforePublish: async ({ sha256: newHash, sizeBytes }, outcomes) => {
        const timestamps = outcomes.map((outcome) => toStoredTimestamp(outcome, 'timestamp', ports.now()))
        expect(await catalog.intendReplacement(id, { sha256: newHash, sizeBytes, timestamps })).toBe(true)
      },
    },
    new AbortController().signal,
  )
  expect((await catalog.get(id))?.sha256, 'the row is still the old one').toBe(sha256)
  expect(await installation.archives.verify(id)).toMatchObject({ verdict: 'intact' })
  expect(await catalog.get(id)).toMatchObject({ timestamps: [{ state: 'granted' }] })
})

test('an archive that is damaged is not certified, nor one without an authority', async () => {
  await using authority = await startTestAuthority()
  await using installation = await install([authority])
  const id = await installation.seal()
  const { path: archivePath } = await installation.archives.get(id)
  const bytes = await readFile(archivePath)
  await writeFile(archivePath, bytes.fill(0, 200, 220))
  await expect(installation.archives.timestamp(id)).rejects.toMatchObject({ code: 'manifest_invalid' })
  await using without = await install([])
  await expect(without.archives.timestamp(await without.seal())).rejects.toMatchObject({ code: 'not_supported' })
})

test('openssl agrees', async ({ skip }) => {
  const isThere = await run('openssl', ['version']).then(
    () => true,
    () => false,
  )
  skip(!isThere, 'openssl is not installed')
  await using authority = await startTestAuthority()
  await using installation = await install([authority])
  const { path: archivePath } = await installation.archives.get(await installation.seal())
  const folder = path.join(installation.folder, 'unpacked')
  await unpack(archivePath, folder)
  const root = path.join(installation.folder, 'root.pem')
  await writeFile(root, authority.rootPem)
  const verify = (data: string) =>
    run('openssl', ['ts', '-verify', '-data', data, '-in', 'timestamp.tsr', '-CAfile', root], { cwd: folder })
  const { stdout, stderr } = await verify('tagmanifest-sha256.txt')
  expect(stdout + stderr).toContain('Verification: OK')
  await expect(verify('bag-info.txt')).rejects.toThrow()
  await installation.archives.timestamp((await installation.muniment.catalog.page()).entries[0]?.id ?? '', {
    renew: true,
  })
  const renewed = path.join(installation.folder, 'renewed')
  await unpack(archivePath, renewed)
  await run('sha512sum', ['--check', '--quiet', 'renewal-1-manifest-sha512.txt'], { cwd: renewed })
})
