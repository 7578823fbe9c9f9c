import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestAuthority } from '@muniment/core/testing'
import { z } from 'zod'
import { startSampleMoodle, type SampleMoodle } from '../moodle-stand-in/start-sample-moodle.ts'
import { openWorkspace, type Workspace } from '../support/open-muniment.ts'
import { readZip } from '../support/read-zip.ts'
import { runMuniment, startMuniment } from '../support/run-muniment.ts'

let workspace: Workspace
let moodle: SampleMoodle
let environment: Record<string, string>
let site: string[]

beforeAll(async () => {
  workspace = await openWorkspace()
  moodle = await startSampleMoodle()
  environment = { MUNIMENT_TOKEN: moodle.token, MUNIMENT_DATA: join(workspace.path, 'data') }
  site = ['--moodle', moodle.url]
})
afterAll(async () => {
  await moodle?.close()
  await workspace?.[Symbol.asyncDispose]()
})

test('lists courses and activities by a loosely typed address', async () => {
  const courses = await runMuniment(['list', '--moodle', `${moodle.url.replace('http://', '')}/my/`], environment)
  expect(courses).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('Astronomy for Everyone') })
  const activities = await runMuniment(['list', ...site, '--course', 'ASTRO-1'], environment)
  expect(activities).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/quiz +Stars & Planets/u) })
})

test('tells what can be set', async () => {
  const { exitCode, stdout } = await runMuniment(['settings', 'quiz'], environment)
  expect(exitCode).toBe(0)
  for (const key of ['scope', 'sections', 'paperSize', 'htmlCopy', 'folderPattern']) expect(stdout).toContain(key)
})

test('shows what naming patterns make, and lets one try', async () => {
  const { stdout } = await runMuniment(['settings', 'quiz'], environment)
  expect(stdout).toMatch(
    /folderPattern[^]*example: Żółciński Łukasz 1234567[^]*\$\{idnumber\} +Id number, such as 1234567/u,
  )
  const own = ['--try', 'folderPattern=${groupnames}/${lastname}', '--try', 'archiveName=NUL']
  const tried = await runMuniment(['settings', 'quiz', ...own], environment)
  expect(tried.stdout).toContain('example: Group A-Group B/Żółciński\n')
  expect(tried.stdout).toMatch(/example: _NUL\.zip\n +! Windows keeps this name/u)
  expect(tried.exitCode).toBe(0)
  const refused = await runMuniment(['settings', 'quiz', '--try', 'filePattern=${nme}', '--json'], environment)
  expect(JSON.parse(refused.stdout)).toMatchObject({
    previews: [{ setting: 'filePattern', example: null, problems: [{ kind: 'invalid' }] }],
  })
  expect(refused.exitCode).toBe(2)
  const none = await runMuniment(['settings', 'quiz', '--try', 'paperSize=A4'], environment)
  expect(none).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('archiveName, folderPattern, filePattern'),
  })
})

const archive = (activity: string, ...more: string[]) => ['archive', '--course', '7', '--activity', activity, ...more]

test.each([
  ['no command', [], 2, /Usage/u],
  ['an unknown command', ['archiv'], 2, /archive/u],
  ['an unknown option', ['list', '--moodel', 'x'], 2, /--moodle/u],
  ['a missing option', ['archive', '--course', '7'], 2, /--activity/u],
  ['an unknown archiver', ['settings', 'quizz'], 2, /There is no archiver “quizz”. There are: quiz, assessment/u],
  ['an unknown course', ['archive', '--course', 'HIST', '--activity', 'x'], 2, /There is no course “HIST”[^]*ASTRO-1/u],
  ['an unknown activity', archive('Final'), 2, /There is no activity “Final”[^]*Stars & Planets/u],
  ['two of one name', archive('weekly check'), 2, /Several activities[^]*52 Weekly check[^]*53 Weekly check/u],
  ['what no archiver archives', archive('68'), 2, /cannot be archived yet/u],
  ['an unknown setting', archive('51', '--set', 'paper=A4'), 2, /There is no setting “paper”/u],
  ['a setting out of range', archive('51', '--set', 'paperSize=A3'), 2, /“paperSize” must be one of: A4, Letter/u],
  ['an unknown time zone', archive('51', '--set', 'timeZone=Mars'), 2, /“timeZone” must be the name of a time zone/u],
  ['an unknown variable', archive('51', '--set', 'filePattern=${x}'), 2, /there is no variable “\$\{x\}”/u],
  ['a setting without value', archive('51', '--set', 'paperSize'), 2, /key=value/u],
  ['an archive that is not there', ['verify', 'none.zip'], 2, /There is no archive at/u],
  ['a task that is not there', ['tasks', 'none'], 2, /There is no task “none”/u],
])('%s is told clearly', async (_name, args, exitCode, words) => {
  const withSite = args[0] === 'archive' ? [...args, ...site] : args
  const ended = await runMuniment(withSite, environment)
  expect(ended.stdout + ended.stderr).toMatch(words)
  expect(ended.exitCode).toBe(exitCode)
  expect(ended.stdout + ended.stderr, 'no stack').not.toMatch(/\n\s+at /u)
})

test('puts files into the archive, and goes on with the task that has the same ones', async () => {
  const out = join(workspace.path, 'added')
  const folder = await workspace.folder('to add')
  const plan = join(folder, 'Sitzplan.txt')
  await writeFile(plan, 'Saal 3')
  const minutes = join(folder, 'minutes.bin')
  await writeFile(minutes, Buffer.alloc(1_200_000, 7))
  const command = (...files: string[]) => [
    ...archive('51', ...site, '--set', 'scope=users:11', '--out', out, '--json'),
    ...files.flatMap((file) => ['--add', file]),
  ]
  const ended = await runMuniment(command(plan, minutes), environment)
  expect(ended.exitCode, ended.stderr).toBe(0)
  expect(ended.stderr).toContain('Added Sitzplan.txt (6 bytes).')
  const { archive: sealed } = z.object({ archive: z.string() }).parse(JSON.parse(ended.stdout))
  const files = await readZip(sealed)
  const names = [...files.keys()].filter((name) => name.includes('/additional files/'))
  expect(names.map((name) => name.slice(name.lastIndexOf('/') + 1))).toEqual(['Sitzplan.txt', 'minutes.bin'])
  expect(await runMuniment(['verify', sealed], environment)).toMatchObject({ exitCode: 0 })
  const { taskId } = z.object({ taskId: z.string() }).parse(JSON.parse(ended.stdout))
  expect((await runMuniment(['tasks', taskId], environment)).stdout).toContain('+ Sitzplan.txt (6 bytes)')
  const none = await runMuniment(command(join(folder, 'none.pdf')), environment)
  expect(none).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('none.pdf') })
  // Killed while it adds files, the command goes on where it was.
  await writeFile(minutes, Buffer.alloc(24_000_000, 8))
  const killed = startMuniment(command(plan, minutes), environment)
  await killed.saying(/Added Sitzplan\.txt/u)
  killed.child.kill('SIGKILL')
  await killed.ended
  const again = await runMuniment(command(plan, minutes), environment)
  expect(again.exitCode, again.stderr).toBe(0)
  expect(again.stderr).toContain('Going on with the unfinished task')
  expect(again.stderr).not.toContain('Added Sitzplan.txt')
  const second = z.object({ archive: z.string() }).parse(JSON.parse(again.stdout))
  const sizes = [...(await readZip(second.archive))].filter(([name]) => name.includes('/additional files/'))
  expect(sizes.map(([, content]) => content.length)).toEqual([6, 24_000_000])
  const notAFile = await runMuniment(command(folder), environment)
  expect(notAFile).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('is not a file') })
}, 120_000)

test('a wrong token is refused by the site, and the token is not repeated', async () => {
  const ended = await runMuniment(['list', ...site], { ...environment, MUNIMENT_TOKEN: 'wr0ng-token' })
  expect(ended).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('token') })
  expect(ended.stderr).not.toContain('wr0ng-token')
})

test('a site that is no Moodle, and one that is not there', async () => {
  const other = createServer((_request, response) => response.end('<html><title>A bakery</title></html>'))
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as AddressInfo
  const elsewhere = await runMuniment(['list', '--moodle', `http://127.0.0.1:${port}`], environment)
  expect(elsewhere).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('There is no Moodle') })
  await new Promise((resolve) => other.close(resolve))
  const nowhere = await runMuniment(['list', '--moodle', `http://127.0.0.1:${port}`], environment)
  expect(nowhere).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('refuses connections') })
})

test.skipIf(process.platform === 'win32')(
  'an output folder that cannot be is refused before the site is read',
  async () => {
    const file = join(workspace.path, 'file')
    await writeFile(file, '')
    const before = moodle.stats().calls['mod_quiz_get_attempt_review'] ?? 0
    const ended = await runMuniment([...archive('51', ...site), '--out', join(file, 'below')], environment)
    expect(ended).toMatchObject({ exitCode: 7, stderr: expect.stringContaining(join(file, 'below')) })
    expect(moodle.stats().calls['mod_quiz_get_attempt_review'] ?? 0).toBe(before)
  },
)

test('signs in with a password from a file', async () => {
  const passwordFile = join(workspace.path, 'password')
  await writeFile(passwordFile, `${moodle.password}\n`)
  const args = ['list', ...site, '--user', moodle.username, '--password-file', passwordFile]
  expect(await runMuniment(args, { MUNIMENT_DATA: join(workspace.path, 'other') })).toMatchObject({ exitCode: 0 })
  await writeFile(passwordFile, 'wrong')
  expect(await runMuniment(args, { MUNIMENT_DATA: join(workspace.path, 'other') })).toMatchObject({ exitCode: 3 })
})

test('takes a password that is piped in, with or without a line break, and says if there is none', async () => {
  const args = ['list', ...site, '--user', moodle.username]
  const elsewhere = { MUNIMENT_DATA: join(workspace.path, 'piped') }
  expect(await runMuniment(args, elsewhere, moodle.password)).toMatchObject({ exitCode: 0 })
  expect(await runMuniment(args, elsewhere, `${moodle.password}\n`)).toMatchObject({ exitCode: 0 })
  expect(await runMuniment(args, elsewhere)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('password') })
})

test('archives, lists the task, verifies, and finds a damage', async () => {
  const out = join(workspace.path, 'out')
  const ended = await runMuniment(
    [...archive('51', ...site), '--set', 'scope=users:11,12', '--out', out, '--json'],
    environment,
  )
  expect(ended.exitCode, ended.stderr).toBe(0)
  const lines = ended.stdout.trimEnd().split('\n')
  expect(lines, 'one line of JSON and nothing else').toHaveLength(1)
  const line = z.object({ taskId: z.string(), archive: z.string() }).parse(JSON.parse(lines[0] ?? ''))
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ status: 'finished', items: { failed: 0 } })
  expect((await runMuniment(['tasks'], environment)).stdout).toContain(line.taskId)
  expect((await runMuniment(['tasks', line.taskId], environment)).stdout).toContain('Finished')
  expect(await runMuniment(['verify', line.archive], environment)).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining('Intact'),
  })
  const deep = await runMuniment(['verify', line.archive, '--deep', '--json'], environment)
  expect(deep.exitCode, deep.stderr).toBe(0)
  const { contentsChecked } = z
    .object({ contentsChecked: z.record(z.string(), z.number()) })
    .parse(JSON.parse(deep.stdout))
  expect(contentsChecked['reports']).toBeGreaterThan(0)
  expect(contentsChecked['recordsCompared']).toBe(contentsChecked['reports'])
  const bytes = await readFile(line.archive)
  bytes[Math.floor(bytes.length / 2)]! ^= 1
  const damaged = join(workspace.path, 'damaged.zip')
  await writeFile(damaged, bytes)
  expect(await runMuniment(['verify', damaged], environment)).toMatchObject({
    exitCode: 6,
    stdout: expect.stringContaining('Damaged'),
  })
})

test('tells what is archived of which course; an archive of which nothing has changed is not made twice', async () => {
  const quiz = ['--set', 'scope=attempts:101']
  const first = await runMuniment([...archive('Stars & Planets: final quiz', ...quiz, '--json'), ...site], environment)
  const again = await runMuniment([...archive('Stars & Planets: final quiz', ...quiz, '--json'), ...site], environment)
  const items = { total: 1, finished: 1, reused: 1, failed: 0 }
  expect(JSON.parse(again.stdout)).toMatchObject({ unchanged: true, items, archive: JSON.parse(first.stdout).archive })
  expect(again).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('Nothing has changed since 20') })
  const read = await runMuniment(
    [...archive('Stars & Planets: final quiz', ...quiz, '--read-again', '--json'), ...site],
    environment,
  )
  expect(JSON.parse(read.stdout)).toMatchObject({ unchanged: false, items: { ...items, reused: 0 } })

  const { exitCode, stdout } = await runMuniment(['overview', ...site], environment)
  expect(exitCode).toBe(0)
  expect(stdout).toMatch(/^ASTRO-1: Astronomy for Everyone/mu)
  expect(stdout).toMatch(/^ {2}quiz +Stars & Planets: final quiz +archived +20\d\d-\d\d-\d\d$/mu)
  expect(stdout).toMatch(/^ {2}choice +.+ +never archived$/mu)
})

test('an authority certifies the archive, at once or later, and verification tells the time', async () => {
  await using authority = await startTestAuthority({ time: new Date() })
  authority.mode = 'status 500'
  const certificates = join(workspace.path, 'authority.pem')
  await writeFile(certificates, authority.rootPem)
  const withAuthority = { ...environment, MUNIMENT_TIMESTAMP_AUTHORITIES: authority.url }
  const out = join(workspace.path, 'certified')
  const scope = ['--set', 'scope=users:11', '--out', out, '--json']
  const ended = await runMuniment([...archive('51', ...site), ...scope], withAuthority)
  expect(ended.exitCode, ended.stderr).toBe(0)
  expect(ended.stderr).toContain('Not certified: No timestamp from')
  const { archive: zip } = z.object({ archive: z.string() }).parse(JSON.parse(ended.stdout))
  expect(await runMuniment(['timestamp', zip], withAuthority)).toMatchObject({ exitCode: 9 })
  authority.mode = 'granted'
  const later = await runMuniment(['timestamp', zip], withAuthority)
  expect(later.exitCode, later.stderr).toBe(0)
  expect(later.stdout).toContain('Time certified by Test time-stamping authority at ')
  expect((await runMuniment(['verify', zip], environment)).stdout).toContain('was not checked')
  const verified = await runMuniment(['verify', zip, '--authority-certificates', certificates], environment)
  expect(verified).toMatchObject({ exitCode: 0 })
  expect(verified.stdout).toMatch(/Time certified by Test time-stamping authority at \S+Z\.\n/)
  expect((await runMuniment(['timestamp', zip], environment)).stderr).toContain('MUNIMENT_TIMESTAMP_AUTHORITIES')
})

test('what cannot be archived fails alone; asked to, the command seals the rest and says what is missing', async () => {
  // Not an answer of Moodle: what could pass would be tried again for a minute.
  const reviewed = z.object({ attempt: z.object({ id: z.number() }) })
  await using broken = await startSampleMoodle({
    alterAnswer: (_name, answer) => (reviewed.safeParse(answer).data?.attempt.id === 103 ? {} : answer),
  })
  const folder = await workspace.folder('broken')
  const command = [
    'archive',
    '--moodle',
    broken.url,
    '--course',
    '7',
    '--activity',
    '51',
    '--set',
    'scope=attempts:101,103',
  ]
  const there = { MUNIMENT_TOKEN: broken.token, MUNIMENT_DATA: join(folder, 'data') }
  const failed = await runMuniment([...command, '--out', folder, '--json'], there)
  expect(failed).toMatchObject({ exitCode: 4, stderr: expect.stringContaining('1 of 2 could not be archived') })
  expect(JSON.parse(failed.stdout)).toMatchObject({ status: 'failed', archive: null, items: { total: 2, failed: 1 } })
  const sealed = await runMuniment([...command, '--out', folder, '--json', '--incomplete'], there)
  expect(sealed.exitCode, sealed.stderr).toBe(4)
  const { archive: path } = z.object({ archive: z.string() }).parse(JSON.parse(sealed.stdout))
  expect(await runMuniment(['verify', path])).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining('incomplete'),
  })
}, 240_000)

test('serves, and is used by the same commands from elsewhere', async () => {
  const apiKey = 'a-key-for-tests-0123456789'
  const server = startMuniment(['serve', '--port', '0'], {
    MUNIMENT_DATA: join(workspace.path, 'served'),
    MUNIMENT_API_KEY: apiKey,
    // A server connects to public addresses alone unless it is told otherwise.
    MUNIMENT_ALLOWED_ADDRESSES: '127.0.0.1',
  })
  await server.saying(/listens on http/u)
  const url = /http:\/\/\S+/u.exec(server.said())?.[0] ?? ''
  const remote = { MUNIMENT_TOKEN: moodle.token, MUNIMENT_API_KEY: apiKey, MUNIMENT_SERVER: url }
  const out = join(workspace.path, 'fetched')
  await mkdir(out)
  const ended = await runMuniment(
    [...archive('51', ...site), '--set', 'scope=users:11', '--out', out, '--json'],
    remote,
  )
  expect(ended.exitCode, ended.stderr).toBe(0)
  const { archive: fetched } = z.object({ archive: z.string() }).parse(JSON.parse(ended.stdout))
  expect(fetched.startsWith(out)).toBe(true)
  expect((await runMuniment(['verify', fetched])).exitCode).toBe(0)
  expect(await runMuniment(['tasks'], { ...remote, MUNIMENT_API_KEY: 'another-key-0123456789' })).toMatchObject({
    exitCode: 8,
  })
  server.child.kill('SIGTERM')
  expect((await server.ended).exitCode).toBe(0)
  expect(await runMuniment(['tasks'], remote)).toMatchObject({ exitCode: 8 })
})

test('keeps presets, and uses one by default', async () => {
  const own = { ...environment, MUNIMENT_DATA: join(workspace.path, 'data-of-presets') }
  const kept = await runMuniment(
    ['presets', 'quiz', '--save', 'Our faculty', '--set', 'paperSize=Letter', '--use-by-default', 'our faculty'],
    own,
  )
  expect(kept).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(/Our faculty +used by default\n +paperSize/u),
  })
  const settings = await runMuniment(['settings', 'quiz'], own)
  expect(settings.stdout).toContain('Our faculty  used by default')
  const taken = await runMuniment(['presets', 'quiz', '--save', 'Our faculty', '--set', 'paperSize=A4'], own)
  expect(taken).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('Replace it') })
  const gone = await runMuniment(['presets', 'quiz', '--delete', 'Our faculty', '--json'], own)
  expect(gone.stdout).not.toContain('Our faculty')
})
