import { appendFile, cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { backUpInstallation, checkInstallationBackup, restoreInstallation, type BackupReport } from '@muniment/core'
import { openTestEngine, temporaryFolder, testActivity } from '@muniment/core/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runMuniment } from '../support/run-muniment.ts'

const opened = new AsyncDisposableStack()
let folder: string
let backup: string
let report: BackupReport
let finishedId: string
let runningId: string

const options = { version: '0.0.0-test', now: () => new Date('2026-11-27T08:00:00Z') }

/** An installation with an archive, a task of which half is done while it is backed up, and an additional file. */
beforeAll(async () => {
  folder = opened.use(await temporaryFolder()).path
  backup = join(folder, 'backup')
  const dataFolder = join(folder, 'data')
  await mkdir(dataFolder)
  await writeFile(join(dataFolder, 'secret.key'), 'a key\n', { mode: 0o600 })
  const halfDone = Promise.withResolvers<void>()
  const goOn = Promise.withResolvers<void>()
  await using engine = await openTestEngine(dataFolder)
  await engine.engine.start()
  const create = (items: number) => engine.tasks.create('scripted', testActivity, { items })
  finishedId = (await create(3)).id
  await engine.tasks.addFile(finishedId, { name: 'minutes.txt' }, Buffer.from('the minutes'))
  await engine.tasks.execute(finishedId)
  await engine.reached(finishedId, 'finished')
  engine.driver.script = async () => {
    if (engine.driver.workedOn.length < 8) return
    halfDone.resolve()
    await goOn.promise
  }
  runningId = (await create(10)).id
  await engine.tasks.execute(runningId)
  await halfDone.promise
  report = await backUpInstallation({ ...options, dataFolder, target: backup })
  goOn.resolve()
  expect(await engine.reached(runningId, 'finished', 'failed')).toBe('finished')
})
afterAll(() => opened.disposeAsync())

/** All files below a folder, by path, with what they hold. */
async function filesOf(root: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return new Map(await Promise.all(files.map(async (path) => [path, await readFile(path, 'latin1')] as const)))
}

test('an installation is backed up while a task runs, and goes on where it was once it is restored', async () => {
  expect(report).toMatchObject({ problems: [], hasKey: false, madeAt: '2026-11-27T08:00:00.000Z' })
  if (process.platform !== 'win32') expect((await stat(backup)).mode & 0o077).toBe(0)
  expect([...(await filesOf(backup)).keys()].filter((path) => path.endsWith('secret.key'))).toEqual([])
  const dataFolder = join(folder, 'restored')
  await restoreInstallation({ backup, dataFolder })
  await using engine = await openTestEngine(dataFolder, { ports: { isOwnerGone: () => true } })
  const [archive] = (await engine.keeping.archives.list()).entries
  expect(archive?.path.startsWith(join(dataFolder, 'archives'))).toBe(true)
  expect(await engine.keeping.archives.verify(archive?.id ?? '')).toMatchObject({ verdict: 'intact' })
  expect(await engine.keeping.checkArtifacts()).toMatchObject({ damages: [] })
  await engine.engine.start()
  expect(await engine.reached(runningId, 'finished', 'failed')).toBe('finished')
  // What was done before the backup is not done again.
  expect(engine.driver.workedOn.length).toBeLessThan(10)
  expect((await engine.tasks.listFiles(finishedId)).map(({ name }) => name)).toEqual(['minutes.txt'])
})

test('the key is in it only if that is asked for, and nobody else may read it', async () => {
  const target = join(folder, 'with-key')
  await backUpInstallation({ ...options, dataFolder: join(folder, 'data'), target, withKey: true })
  await restoreInstallation({ backup: target, dataFolder: join(folder, 'restored-key') })
  const key = join(folder, 'restored-key', 'secret.key')
  expect(await readFile(key, 'utf8')).toBe('a key\n')
  if (process.platform !== 'win32') expect((await stat(key)).mode & 0o077).toBe(0)
})

test('what is there is never written over', async () => {
  const dataFolder = join(folder, 'data')
  const before = await filesOf(dataFolder)
  await expect(backUpInstallation({ ...options, dataFolder, target: backup })).rejects.toMatchObject({
    code: 'input_invalid',
  })
  await expect(restoreInstallation({ backup, dataFolder })).rejects.toMatchObject({ code: 'input_invalid' })
  expect(await filesOf(dataFolder)).toEqual(before)
})

async function someFile(of: string, part: string): Promise<string> {
  return [...(await filesOf(of)).keys()].find((path) => path.includes(part)) ?? ''
}

test.each([
  ['a content', (of: string) => someFile(of, 'artifacts'), (path: string) => writeFile(path, 'other bytes')],
  ['an archive that is cut', (of: string) => someFile(of, 'archive.zip'), (path: string) => writeFile(path, '')],
  ['a content that is gone', (of: string) => someFile(of, 'artifacts'), (path: string) => rm(path)],
  ['the database', async (of: string) => join(of, 'muniment.db'), (path: string) => appendFile(path, 'x')],
  ['the list of files', async (of: string) => join(of, 'manifest-sha256.txt'), (path: string) => writeFile(path, '')],
  [
    'the list of files, with a path that leads out',
    async (of: string) => join(of, 'manifest-sha256.txt'),
    (path: string) => appendFile(path, `${'0'.repeat(64)}  ../../etc/passwd\n`),
  ],
  ['its description', async (of: string) => join(of, 'backup.json'), (path: string) => writeFile(path, '{}')],
  ['the end of it, which was never written', async (of: string) => join(of, 'backup.json'), (path: string) => rm(path)],
])('a backup that is damaged is refused and nothing is restored: %s', async (_what, find, damage) => {
  const damaged = join(folder, 'damaged')
  await rm(damaged, { recursive: true, force: true })
  await cp(backup, damaged, { recursive: true })
  await damage(await find(damaged))
  const code = expect.stringMatching(/^(manifest_invalid|not_found)$/u)
  await expect(checkInstallationBackup(damaged)).rejects.toMatchObject({ code })
  const dataFolder = join(folder, 'not-restored')
  await expect(restoreInstallation({ backup: damaged, dataFolder })).rejects.toMatchObject({ code })
  expect((await filesOf(dataFolder).catch(() => new Map())).size).toBe(0)
})

test('what was missing or damaged before is told, and the rest is backed up', async () => {
  const dataFolder = join(folder, 'poor')
  await cp(join(folder, 'data'), dataFolder, { recursive: true })
  await rm(await someFile(join(dataFolder, 'artifacts'), 'artifacts'))
  const target = join(folder, 'poor-backup')
  const { problems, files } = await backUpInstallation({ ...options, dataFolder, target })
  expect(problems).toEqual([expect.stringContaining('is missing from the artifact store')])
  expect(files).toBeGreaterThan(0)
  await expect(checkInstallationBackup(target)).resolves.toMatchObject({ files })
})

test('on the command line: backed up and restored, and told where the key is', async () => {
  const [dataFolder, target, restored] = ['data', 'by-command', 'restored-by-command'].map((name) => join(folder, name))
  const made = await runMuniment(['backup', target ?? '', '--data', dataFolder ?? '', '--json'], {})
  expect(made.exitCode, made.stderr).toBe(0)
  expect(made.stderr).toContain('secret.key) is not in it')
  // It would leave out what counts.
  const elsewhere = { MUNIMENT_DATABASE: 'postgresql://localhost/muniment' }
  const refused = await runMuniment(['backup', join(folder, 'without'), '--data', dataFolder ?? ''], elsewhere)
  expect(refused).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('pg_dump') })
  const back = await runMuniment(['restore', target ?? '', '--data', restored ?? ''], {})
  expect(back).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('secret.key') })
}, 120_000)
