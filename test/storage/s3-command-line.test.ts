import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSampleMoodle } from '../moodle-stand-in/start-sample-moodle.ts'
import { openWorkspace } from '../support/open-muniment.ts'
import { runMuniment, type EndedMuniment } from '../support/run-muniment.ts'
import { startS3, type TestS3 } from '../support/start-s3.ts'

const running = new AsyncDisposableStack()
let s3: TestS3
let data: string
let environment: Record<string, string>
let archived: EndedMuniment
let path: string

beforeAll(async () => {
  s3 = running.use(await startS3())
  const moodle = running.use(await startSampleMoodle({ scale: 3 }))
  data = join(running.use(await openWorkspace()).path, 'data')
  environment = { ...s3.environment, MUNIMENT_TOKEN: moodle.token, MUNIMENT_DATA: data }
  const activity = ['--moodle', moodle.url, '--course', '7', '--activity', '51']
  archived = await runMuniment(['archive', ...activity, '--json'], environment)
  path = (JSON.parse(archived.stdout) as { archive: string }).archive
}, 120_000)
afterAll(() => running.disposeAsync())

const said = ({ stdout, stderr }: EndedMuniment): string => stdout + stderr

test('an installation on SQLite keeps contents and archives in the bucket, and verifies one by its id or place', async () => {
  expect(archived.exitCode, said(archived)).toBe(0)
  expect(path).toMatch(/^s3:\/\/muniment\/exams\/archives\/[0-9a-f]{64}\/.+\.zip$/u)
  expect(await readdir(data)).not.toContain('artifacts')
  expect(await readdir(join(data, 'working'))).toEqual([])
  expect((await s3.keys()).filter((key) => key.startsWith('exams/artifacts/')).length).toBeGreaterThan(6)
  const verified = await runMuniment(['verify', path], environment)
  expect([verified.exitCode, said(verified)]).toEqual([0, expect.stringContaining('Intact')])
  const shown = await runMuniment(['archives', '--json'], environment)
  const id = /"id":"([0-9a-f-]{36})"/u.exec(shown.stdout)?.[1] ?? 'none'
  await s3.change(path.replace('s3://muniment/', ''), (bytes) => bytes.subarray(0, -200))
  const damaged = await runMuniment(['verify', id], environment)
  expect([damaged.exitCode, said(damaged)]).toEqual([6, expect.stringContaining('Damaged')])
})

test('without the bucket, its archives are not there; what is needed is said', async () => {
  const { MUNIMENT_DATA, MUNIMENT_TOKEN } = environment
  const verified = await runMuniment(['verify', path], { MUNIMENT_DATA, MUNIMENT_TOKEN } as Record<string, string>)
  expect([verified.exitCode, said(verified)]).toEqual([7, expect.stringContaining('MUNIMENT_S3_BUCKET')])
})

test('a backup that would be without the bucket is refused, however it is asked for', async () => {
  const { MUNIMENT_DATA = '' } = environment
  for (const some of [environment, { MUNIMENT_DATA }]) {
    const refused = await runMuniment(['backup', `${data}-backup`], some)
    expect([refused.exitCode, said(refused)]).toEqual([2, expect.stringMatching(/bucket/u)])
  }
  expect(await readdir(`${data}-backup`)).toEqual([])
})

test('a database that is gone is not taken for one that needs nothing of the bucket', async () => {
  for (const name of await readdir(data)) if (name.startsWith('muniment.db')) await rm(join(data, name))
  const started = await runMuniment(['archives'], environment)
  expect([started.exitCode, said(started)]).toEqual([7, expect.stringContaining('Put back a copy of the database')])
})
