import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { startSampleMoodle } from '../moodle-stand-in/start-sample-moodle.ts'
import { openWorkspace } from '../support/open-muniment.ts'
import { runMuniment, startMuniment } from '../support/run-muniment.ts'

const attempts = 24
const result = z.object({ taskId: z.string(), status: z.string() })

test('a task that one program works on is paused by another, and goes on when resumed', async () => {
  await using workspace = await openWorkspace()
  await using moodle = await startSampleMoodle({ scale: attempts, latencyMs: 400 })
  const environment = { MUNIMENT_TOKEN: moodle.token, MUNIMENT_DATA: join(workspace.path, 'data') }
  const out = join(workspace.path, 'out')
  const site = ['--moodle', moodle.url, '--course', '7', '--activity', '51']
  const running = startMuniment(['archive', ...site, '--out', out, '--json'], environment)
  await running.saying(/\b[1-9] of 24 archived/u)
  const list = await runMuniment(['tasks', '--json'], environment)
  const { tasks } = z.object({ tasks: z.array(z.object({ id: z.string() })) }).parse(JSON.parse(list.stdout))
  const taskId = tasks[0]?.id ?? ''

  // Programs take their time to start on a busy machine; until then the task has to be under way.
  const paused = await runMuniment(['pause', taskId], environment)
  expect(paused, paused.stderr).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining(`muniment resume ${taskId}`),
  })
  const ended = await running.ended
  expect(ended).toMatchObject({ exitCode: 5, stderr: expect.stringContaining('Paused.') })
  expect(result.parse(JSON.parse(ended.stdout))).toEqual({ taskId, status: 'paused' })
  expect(await readdir(out)).toEqual([])
  expect((await runMuniment(['tasks'], environment)).stdout).toMatch(/ paused +\d+ of 24 /u)

  moodle.setLatency(0)
  const resumed = await runMuniment(['resume', taskId, '--json'], environment)
  expect(resumed.exitCode, resumed.stderr).toBe(0)
  expect(JSON.parse(resumed.stdout)).toMatchObject({
    status: 'finished',
    items: { total: attempts, finished: attempts },
  })
  expect(await readdir(out)).toHaveLength(1)

  const again = await runMuniment(['resume', taskId], environment)
  expect(again).toMatchObject({ exitCode: 2, stdout: expect.stringContaining('Only a paused task can be resumed') })
  const finished = await runMuniment(['abort', taskId], environment)
  expect(finished).toMatchObject({ exitCode: 2, stdout: expect.stringContaining('There is nothing to stop') })
}, 240_000)
