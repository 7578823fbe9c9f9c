import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { startSampleMoodle } from '../moodle-stand-in/start-sample-moodle.ts'
import { openWorkspace, readPayload, readRows } from '../support/open-muniment.ts'
import { runMuniment, startMuniment } from '../support/run-muniment.ts'

const result = z.object({
  taskId: z.string(),
  status: z.string(),
  archive: z.string(),
  items: z.object({ total: z.number(), finished: z.number(), failed: z.number() }),
})
const attempts = 24

function command(site: { readonly url: string }, folder: string): string[] {
  const where = ['--moodle', site.url, '--course', '7', '--activity', '51', '--data', join(folder, 'data')]
  return ['archive', ...where, '--out', join(folder, 'out'), '--set', 'archiveName=quiz', '--json']
}

const hashes = (payload: ReadonlyMap<string, Buffer>): string[] =>
  [...payload].map(([path, bytes]) => `${path} ${createHash('sha256').update(bytes).digest('hex')}`).toSorted()

test('killed in the middle and given again, the command finishes with nothing lost and nothing twice', async () => {
  await using workspace = await openWorkspace()
  await using moodle = await startSampleMoodle({ scale: attempts })
  const environment = { MUNIMENT_TOKEN: moodle.token }
  const undisturbed = await runMuniment(command(moodle, await workspace.folder('undisturbed')), environment)
  expect(undisturbed.exitCode, undisturbed.stderr).toBe(0)
  const expected = hashes(await readPayload(result.parse(JSON.parse(undisturbed.stdout)).archive))

  const folder = await workspace.folder('killed')
  for (const part of [/\b[2-9] of 24 archived/u, /\b1\d of 24 archived/u]) {
    const killed = startMuniment(command(moodle, folder), environment)
    await killed.saying(part)
    killed.child.kill('SIGKILL')
    expect((await killed.ended).exitCode).toBeNull()
  }
  const finished = await runMuniment(command(moodle, folder), environment)
  expect(finished.exitCode, finished.stderr).toBe(0)
  expect(finished.stderr).toContain('Going on with the unfinished task')
  const { archive, items } = result.parse(JSON.parse(finished.stdout))
  expect(items).toEqual({ total: attempts, finished: attempts, failed: 0 })
  const payload = await readPayload(archive)
  expect(hashes(payload)).toEqual(expected)
  expect(new Set(readRows(payload).map((row) => row['key'])).size).toBe(attempts)
  expect(await readdir(join(folder, 'out')), 'no half file is left').toEqual(['quiz.zip'])
  expect(moodle.stats().misses).toEqual([])
}, 240_000)

test('interrupted, the command stops soon, says so, and goes on when given again', async () => {
  await using workspace = await openWorkspace()
  await using moodle = await startSampleMoodle({ scale: attempts })
  const environment = { MUNIMENT_TOKEN: moodle.token }
  const running = startMuniment(command(moodle, workspace.path), environment)
  await running.saying(/\b[1-9] of 24 archived/u)
  running.child.kill('SIGINT')
  const interrupted = await running.ended
  expect(interrupted.exitCode).toBe(5)
  expect(JSON.parse(interrupted.stdout)).toMatchObject({ status: 'aborted', archive: null })
  expect(await readdir(join(workspace.path, 'out'))).toEqual([])
  const finished = await runMuniment(command(moodle, workspace.path), environment)
  expect(finished.exitCode, finished.stderr).toBe(0)
  expect(JSON.parse(finished.stdout)).toMatchObject({
    taskId: z.object({ taskId: z.string() }).parse(JSON.parse(interrupted.stdout)).taskId,
    items: { total: attempts, finished: attempts },
  })
}, 240_000)
