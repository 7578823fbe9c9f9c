import { execFile } from 'node:child_process'
import { symlink } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { verifyArchive } from '@muniment/core'
import { smallDriver, writeDriverPackage } from '@muniment/core/testing'
import { activityMetadataOf, createMunimentClient, type MunimentClient } from '@muniment/sdk'
import { createHttpServer, createInProcessPort } from '@muniment/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { FakeMoodle } from '../support/fake-moodle.ts'
import { openCore, openWorkspace, readPayload, readRows, type Workspace } from '../support/open-muniment.ts'
import { runMuniment } from '../support/run-muniment.ts'
import { hasSharedRecordings, startSharedStandIn, whySkipped } from '../support/shared-recordings.ts'
import { glossaryToken, startGlossarySite } from './glossary-site.ts'
import { installExample } from './install-package.ts'
import { installServer } from './install-server.ts'

const broken: Readonly<Record<string, string>> = {
  'cannot-be-parsed': 'export const drivers = [',
  'has-a-taken-id': smallDriver('quiz'),
  'has-bad-settings': smallDriver('bad', "availableTaskSettings = [{ kind: 'boolean', key: 'flag' }]"),
  'throws-when-made': smallDriver('thrower', 'broken = null.x'),
}

let workspace: Workspace
let moodle: FakeMoodle
let dataFolder: string
let driverFolder: string

beforeAll(async () => {
  workspace = await openWorkspace()
  moodle = await startGlossarySite()
  dataFolder = join(workspace.path, 'data')
  driverFolder = join(dataFolder, 'drivers')
  await installExample(driverFolder)
  for (const [name, source] of Object.entries(broken)) await writeDriverPackage(driverFolder, { name, source })
  const muniment = { contract: 99, drivers: './index.js' }
  await writeDriverPackage(driverFolder, { name: '@later/contract', muniment, source: 'export const drivers = []' })
}, 120_000)
afterAll(async () => {
  await moodle?.[Symbol.asyncDispose]()
  await workspace?.[Symbol.asyncDispose]()
})

const muniment = (args: readonly string[], more: Record<string, string> = {}) =>
  runMuniment(args, { MUNIMENT_DATA: dataFolder, MUNIMENT_TOKEN: glossaryToken, ...more })

const atSite = (activity = 'Key & core terms') => ['--moodle', moodle.url, '--course', 'HIST', '--activity', activity]
const archiveLine = z.object({ archive: z.string() })

test('the installed archiver is listed with its origin, and broken ones by name and reason', async () => {
  const { stdout, stderr, exitCode } = await muniment(['drivers'])
  expect(exitCode, stderr).toBe(0)
  expect(stdout).toMatch(/quiz +Quiz +archives quiz +comes with Muniment/u)
  expect(stdout).toMatch(/glossary +Glossary +archives glossary +muniment-archiver-glossary 1\.0\.0 in .*drivers/u)
  for (const name of [...Object.keys(broken), '@later/contract'])
    expect(stdout).toContain(`! The package ${name} 1.2.3 in `)
  expect(stdout).toMatch(/cannot-be-parsed.*SyntaxError.*node --check .*index\.js/u)
  const { drivers, problems } = JSON.parse((await muniment(['drivers', '--json'])).stdout)
  expect(drivers).toContainEqual({
    id: 'glossary',
    name: { en: 'Glossary', de: 'Glossar' },
    activityKind: 'glossary',
    origin: expect.objectContaining({ kind: 'package', packageName: 'muniment-archiver-glossary' }),
  })
  expect(problems).toHaveLength(5)
})

test('it works in the command line like a built-in one, and its archive is verified', async () => {
  const listed = await muniment(['list', ...atSite().slice(0, 4)])
  expect(listed.stdout).toMatch(/glossary +Key & core terms\n/u)
  expect((await muniment(['settings', 'glossary'])).stdout).toContain('paperSize')
  const out = join(workspace.path, 'out')
  const ended = await muniment(['archive', ...atSite(), '--out', out, '--set', 'htmlCopy=yes', '--json'])
  expect(ended.exitCode, ended.stderr).toBe(0)
  const { archive } = archiveLine.parse(JSON.parse(ended.stdout))
  expect(await muniment(['verify', archive, '--deep'])).toMatchObject({ exitCode: 0 })
  const payload = await readPayload(archive)
  expect(readRows(payload).map((row) => [row['concept'], row['last_name'], row['enrolled']])).toEqual([
    ['Ancien Régime', 'Häberli', true],
    ['CON', 'Häberli', true],
    ['../../Thermidor', 'Someone Gone', false],
    ['Assignat', 'Ångström', true],
  ])
  expect([...payload.keys()]).toContain('Häberli Jürg A1/Key & core terms Ancien Régime.pdf')
  const copies = [...payload].filter(([path]) => path.endsWith('.html')).map(([, bytes]) => bytes.toString())
  expect(copies.join('\n')).not.toMatch(/<script>alert|onerror/u)
})

test('the same entries twice give the same reports', async () => {
  const [first, second] = await Promise.all(['first', 'second'].map(archiveInto))
  const reports = (payload: ReadonlyMap<string, Buffer>) => [...payload].filter(([path]) => path.includes('/'))
  expect(reports(first ?? new Map()).length).toBeGreaterThan(4)
  expect(reports(second ?? new Map())).toEqual(reports(first ?? new Map()))
})

async function archiveInto(name: string) {
  const data = { MUNIMENT_DATA: join(workspace.path, name), MUNIMENT_DRIVERS: driverFolder }
  const ended = await muniment(['archive', ...atSite(), '--json'], data)
  expect(ended.exitCode, ended.stderr).toBe(0)
  return await readPayload(archiveLine.parse(JSON.parse(ended.stdout)).archive)
}

test('an anonymised archive names nobody', async () => {
  const out = join(workspace.path, 'anonymous')
  const ended = await muniment(['archive', ...atSite(), '--out', out, '--set', 'anonymise=yes', '--json'])
  expect(ended.exitCode, ended.stderr).toBe(0)
  const payload = await readPayload(archiveLine.parse(JSON.parse(ended.stdout)).archive)
  const texts = [...payload]
    .filter(([path]) => !path.endsWith('.pdf'))
    .map(([path, bytes]) => `${path} ${bytes.toString()}`)
  expect(texts.join('\n')).not.toMatch(/Häberli|Jürg|hist01|Someone Gone|Ångström/u)
})

test('another archiver of the same kind can be chosen, and one of another kind is refused', async () => {
  const refused = await muniment(['archive', ...atSite(), '--driver', 'quiz'])
  expect(refused).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('These do: glossary.') })
  const twin = join(workspace.path, 'twin')
  const source = smallDriver('other-glossary', "activityKind = 'glossary'")
  await writeDriverPackage(twin, { name: 'other', source })
  const folders = ['--drivers', driverFolder, '--drivers', twin]
  const activities = await muniment(['list', ...atSite().slice(0, 4), ...folders, '--json'])
  expect(JSON.parse(activities.stdout)).toMatchObject({
    activities: [{ driverId: 'glossary', driverIds: ['glossary', 'other-glossary'] }],
  })
  const ended = await muniment(['archive', ...atSite(), ...folders, '--driver', 'other-glossary', '--json'])
  expect(JSON.parse(ended.stdout)).toMatchObject({ items: { total: 0 } })
})

test('a package that is being written is used from where it is, also by a link', async () => {
  const example = resolve(import.meta.dirname, '../example-archiver')
  const direct = await muniment(['drivers'], { MUNIMENT_DRIVERS: example })
  expect(direct.stdout).toContain(`muniment-archiver-glossary 1.0.0 in ${example}`)
  const folder = await workspace.folder(join('linked', 'node_modules'))
  await symlink(example, join(folder, 'glossary'), 'junction')
  const linked = await muniment(['drivers', '--drivers', join(workspace.path, 'linked')])
  expect(linked.stdout).toContain(`muniment-archiver-glossary 1.0.0 in ${example}`)
})

test('an archiver that is installed beside the server is found without being told where', async () => {
  const folder = await workspace.folder('beside')
  await installExample(folder)
  const program = await installServer(folder)
  const data = join(workspace.path, 'beside-data')
  const { stdout } = await promisify(execFile)(process.execPath, [program, 'drivers', '--data', data, '--json'])
  expect(JSON.parse(stdout)).toEqual({
    drivers: expect.arrayContaining([
      expect.objectContaining({ id: 'quiz', origin: { kind: 'built-in' } }),
      expect.objectContaining({ id: 'glossary', origin: expect.objectContaining({ version: '1.0.0' }) }),
    ]),
    problems: [],
  })
})

test('without its package, a task of it fails and says so; it works again when the package is back', async () => {
  const folder = join(workspace.path, 'gone')
  const open = async (driverFolders: readonly string[]) => {
    const core = await openCore(folder, { driverFolders })
    return { core, client: createMunimentClient({ port: createInProcessPort(core) }) }
  }
  const created = await open([driverFolder])
  const { id: taskId } = await createTask(created.client)
  await created.client.tasks.execute({ taskId })
  await created.core[Symbol.asyncDispose]()
  const without = await open([])
  await without.core.start()
  for await (const _event of without.client.tasks.watch({ taskId }, { signal: AbortSignal.timeout(60_000) })) {
    // Watched to the end.
  }
  const { status } = await without.client.tasks.get({ taskId })
  expect(status).toMatchObject({ state: 'failed', error: { code: 'not_found' } })
  expect(status.error?.message).toContain('There is no archiver “glossary”')
  await without.core[Symbol.asyncDispose]()
  const again = await open([driverFolder])
  await again.core.start()
  expect(await again.client.tasks.execute({ taskId })).toBe(true)
  for await (const _event of again.client.tasks.watch({ taskId }, { signal: AbortSignal.timeout(60_000) })) {
    // Watched to the end.
  }
  expect((await again.client.tasks.get({ taskId })).status.state).toBe('finished')
  await again.core[Symbol.asyncDispose]()
})

test('it works through the router in this process and through a server with the SDK', async () => {
  const core = await openCore(join(workspace.path, 'server'), { driverFolders: [driverFolder] })
  await using opened = new AsyncDisposableStack()
  opened.use(core)
  await core.start()
  const server = opened.use(await createHttpServer(core, { host: '127.0.0.1', port: 0, apiKeys: [apiKey] }))
  const inProcess = createMunimentClient({ port: opened.use(createInProcessPort(core)) })
  const remote = createMunimentClient({ url: server.url, apiKey })
  for (const client of [inProcess, remote]) {
    expect((await client.drivers.list()).map(({ id }) => id)).toContain('glossary')
    expect(await client.drivers.listProblems()).toHaveLength(5)
    const { path } = await archiveWith(client)
    expect(await verifyArchive(path)).toMatchObject({ verdict: 'intact', complete: true, findings: [] })
  }
})

const apiKey = 'key-of-these-tests'

async function archiveWith(client: MunimentClient) {
  const { id: taskId } = await createTask(client)
  await client.tasks.execute({ taskId })
  for await (const _event of client.tasks.watch({ taskId }, { signal: AbortSignal.timeout(60_000) })) {
    // Watched to the end.
  }
  const { archiveId, status } = await client.tasks.get({ taskId })
  expect(status).toMatchObject({ state: 'finished', progress: { itemsFinished: 4 } })
  return await client.archives.get({ archiveId: archiveId ?? '' })
}

async function createTask(client: MunimentClient) {
  const credentials = { kind: 'token', token: glossaryToken } as const
  const { id: sourceId } = await client.sources.connectMoodle({ address: moodle.url, credentials })
  const [course] = await client.sources.listCourses({ sourceId })
  const [activity] = await client.sources.listActivities({ sourceId, courseId: course?.id ?? 0 })
  if (!course || !activity) throw new Error('The site has no glossary.')
  const metadata = activityMetadataOf(sourceId, course, activity)
  return await client.tasks.create({ driverId: 'glossary', activity: metadata, settings: {} })
}

test.skipIf(!hasSharedRecordings)(`archives the recorded glossary (${whySkipped} if skipped)`, async () => {
  await using standIn = await startSharedStandIn()
  const site = ['--moodle', standIn.url, '--course', 'HIST101', '--activity', 'Key terms']
  const ended = await muniment(['archive', ...site, '--json'], { MUNIMENT_TOKEN: standIn.token })
  expect(ended.exitCode, ended.stderr).toBe(0)
  const { archive } = archiveLine.parse(JSON.parse(ended.stdout))
  expect(await muniment(['verify', archive, '--deep'])).toMatchObject({ exitCode: 0 })
  const files = [...(await readPayload(archive)).keys()]
  expect(files.filter((path) => path.endsWith('attachments/Key terms Ancien Régime/def.pdf'))).toHaveLength(1)
  expect(files.filter((path) => path.endsWith('.pdf'))).toHaveLength(10)
  expect(standIn.stats().missCount).toBe(0)
})
