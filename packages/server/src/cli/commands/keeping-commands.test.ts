import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { PassThrough } from 'node:stream'
import { openTestEngine, temporaryFolder, testActivity } from '@muniment/core/testing'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import type { CommonOptions, Invocation } from '../invocation.ts'
import { Terminal } from '../terminal.ts'
import { archivesCommand } from './archives.ts'
import { cleanCommand } from './clean.ts'
import { deleteArchiveCommand, deletedArchivesCommand } from './delete-archive.ts'
import { exportArchiveCommand } from './export-archive.ts'
import { searchArchivesCommand } from './search-archives.ts'
import { verifyCommand } from './verify.ts'

const running = new AsyncDisposableStack()
let dataFolder: string
/** Where the archives lie, oldest first. */
const paths: string[] = []

beforeAll(async () => {
  dataFolder = running.use(await temporaryFolder()).path
  await using engine = await openTestEngine(dataFolder)
  await engine.engine.start()
  for (const activityName of ['Midterm', 'Final']) {
    const task = await engine.driver.createTask({ ...testActivity, activityName }, { items: 2 })
    await engine.driver.executeTask(task.id)
    await engine.reached(task.id, 'finished', 'failed')
    const listed = async () => expect((await engine.keeping.archives.search()).notListed).toBe(0)
    await vi.waitFor(listed, { interval: 5 })
    const { archiveId } = await engine.driver.getTask(task.id)
    paths.push((await engine.keeping.archives.get(archiveId ?? '')).path)
  }
})
afterAll(() => running.disposeAsync())

type Command<Options extends CommonOptions> = (options: Options, invocation: Invocation) => Promise<ExitCode>

/** Runs a command on the installation. */
async function run<Options extends CommonOptions>(command: Command<Options>, options: Options, json = false) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const exitCode = await command(
    { ...options, data: dataFolder },
    {
      terminal: new Terminal({ stdout, stderr, json }),
      stderr,
      // That of the engine that the tests of core open.
      environment: { MUNIMENT_SECRET_KEY: Buffer.alloc(32).toString('base64') },
      platform: process.platform,
      version: '0.0.0-test',
      userName: 'somebody',
      readSecret: () => expect.unreachable('Nothing secret is needed.'),
      interrupted: new AbortController().signal,
    },
  )
  return { exitCode, said: String(stdout.read() ?? '') }
}

const verify =
  (path?: string): Command<Parameters<typeof verifyCommand>[1]> =>
  (options, invocation) =>
    verifyCommand(path, options, invocation)
const archives =
  (archive?: string): Command<CommonOptions> =>
  (options, invocation) =>
    archivesCommand(archive, options, invocation)

test('archives are found by words, and copied to a folder', async () => {
  const search = (...words: string[]) => run((o, i) => searchArchivesCommand(words, o, i), {})
  const found = await search('FINAL', 'history')
  expect(found.said).toMatch(/^Final\n {2}World history; sealed /u)
  expect((await search('final', 'nobody')).said).toBe('No archive has all of these words.\n')
  expect((await search('item', '2')).said).toContain('  Item 2\n')
  const folder = join(dataFolder, 'copies')
  const [archive = ''] = paths
  const copied = await run((o, i) => exportArchiveCommand(archive, { ...o, folder }, i), {}, true)
  expect(JSON.parse(copied.said)).toMatchObject({ path: join(folder, 'Midterm.zip') })
})

test('all archives are verified; one that is damaged or lost is named, and shown afterwards', async () => {
  const [midterm = '', final = ''] = paths
  expect((await run(archives(), {})).said).toMatch(/not verified yet +Final\n.*not verified yet +Midterm\n/u)
  const whole = await run(verify(), { all: true })
  expect(whole.exitCode, whole.said).toBe(exitCodes.finished)
  expect(whole.said).toContain('2 intact, 0 damaged, 0 not fully checked')
  const bytes = await readFile(midterm)
  bytes[Math.floor(bytes.length / 2)]! ^= 1
  await writeFile(midterm, bytes)
  await rename(final, `${final}.lost`)
  const damaged = await run(verify(), { all: true, deep: true })
  expect(damaged.exitCode).toBe(exitCodes.damaged)
  expect(damaged.said).toMatch(/Damaged: Final .*\nFound:\n.*\[missing\]\nDamaged: Midterm .*\nFound:\n.*✗/u)
  const { said } = await run(verify(), { all: true }, true)
  expect(JSON.parse(said)).toMatchObject({ intact: 0, damaged: 2, troubled: [{ path: final }, { path: midterm }] })
  expect((await run(archives(), {})).said).toMatch(/DAMAGED +verified \d{4}-\d\d-\d\d +Midterm/u)
  const one = await run(archives(midterm), {})
  expect(one.said).toMatch(
    /DAMAGED +checksums +asked for[^]*DAMAGED +deep[^]*intact +checksums +asked for +nothing found/u,
  )
  expect(one.said).toMatch(/To be verified again from \d{4}-\d\d-\d\d on\.[^]*Found:\n.*✗/u)
  const history: unknown = JSON.parse((await run(archives(midterm), {}, true)).said)
  expect(history).toMatchObject({ archive: { lastVerdict: 'damaged' }, verifications: { length: 3 } })
})

test('what to verify must be clear', async () => {
  await expect(run(verify(), {})).rejects.toMatchObject({ code: 'input_invalid' })
  await expect(run(verify(paths[0]), { all: true })).rejects.toMatchObject({ code: 'input_invalid' })
  const certificates = { all: true, authorityCertificates: 'authority.pem' }
  await expect(run(verify(), certificates)).rejects.toMatchObject({ code: 'input_invalid' })
  await expect(run(archives('none'), {})).rejects.toMatchObject({ code: 'not_found' })
})

test('the artifact store is cleaned, and checked when asked to', async () => {
  const cleaned = await run(cleanCommand, {})
  expect(cleaned).toEqual({ exitCode: 0, said: '0 files removed (0 bytes), 0 put aside to be removed in a day.\n' })
  const sound = await run(cleanCommand, { check: true })
  expect(sound.exitCode).toBe(exitCodes.finished)
  expect(sound.said).toContain('all as they were written')
  const told: unknown = JSON.parse((await run(cleanCommand, { check: true }, true)).said)
  expect(told).toMatchObject({ cleaned: { removed: 0 }, checked: { damages: [] } })
  const sha256 = await firstContent()
  await writeFile(join(dataFolder, 'artifacts', sha256.slice(0, 2), sha256.slice(2)), 'something else')
  const damaged = await run(cleanCommand, { check: true })
  expect(damaged.exitCode).toBe(exitCodes.damaged)
  expect(damaged.said).toContain(`✗ ${sha256} is not what was written; it was moved to artifacts/damaged\n`)
  expect(damaged.said).toContain('Sealed archives are not affected.')
})

async function firstContent(): Promise<string> {
  await using engine = await openTestEngine(dataFolder)
  for await (const { sha256 } of engine.ports.artifacts.list()) return sha256
  return expect.unreachable('The store should keep something.')
}

test('an archive is deleted only if that is meant', async () => {
  const [archive = ''] = paths
  const remove = (confirm: string) =>
    run((o, i) => deleteArchiveCommand(archive, { ...o, reason: 'Asked for.', confirm }, i), {})
  await expect(remove('midterm.zip')).rejects.toThrow('--confirm "Midterm.zip"')
  expect(await remove('Midterm.zip')).toMatchObject({ exitCode: exitCodes.finished })
  await expect(remove('Midterm.zip')).rejects.toMatchObject({ code: 'not_found' })
  const deleted = await run(deletedArchivesCommand, {})
  expect(deleted.said).toMatch(
    /^\d{4}-\d\d-\d\d Midterm\n {2}Midterm\.zip, SHA-256 [0-9a-f]{64}; by .+: Asked for\.\n$/u,
  )
})
