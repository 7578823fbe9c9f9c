import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { CrashReports } from './crash-reports.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muniment-crashes-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('the newest ten reports are kept, and what is no report is passed over', async () => {
  let second = 0
  const program = { version: '1.2.3', electronVersion: '45.0.0', platform: 'linux', architecture: 'x64' }
  const reports = new CrashReports({
    folder: join(folder, 'crash-reports'),
    program,
    now: () => new Date(Date.UTC(2026, 10, 27, 15, 0, second++)),
  })
  expect(await reports.list()).toEqual([])
  const fault = { name: 'TypeError', frames: ['at run (utility.js:1:1)'] }
  for (let crash = 0; crash < 12; crash++) await reports.keep({ part: 'engine', reason: `exit code ${crash}`, fault })
  expect(await readdir(join(folder, 'crash-reports'))).toHaveLength(10)
  await writeFile(join(folder, 'crash-reports', '9999-broken.json'), '{')
  const listed = await reports.list()
  expect(listed.map(({ reason }) => reason).slice(0, 2)).toEqual(['exit code 11', 'exit code 10'])
  expect(listed[0]).toEqual({
    name: '2026-11-27T15-00-11-000Z-engine.json',
    at: '2026-11-27T15:00:11.000Z',
    part: 'engine',
    reason: 'exit code 11',
    fault,
    ...program,
  })
})
