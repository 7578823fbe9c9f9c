import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { openWorkspace } from '../support/open-muniment.ts'
import { runMuniment, startMuniment } from '../support/run-muniment.ts'

test('a server makes a first key and shows it once; keys are made and taken back from elsewhere', async () => {
  await using workspace = await openWorkspace()
  const there = { MUNIMENT_DATA: join(workspace.path, 'data') }
  const server = startMuniment(['serve', '--port', '0', '--log-format', 'json'], there)
  await server.saying(/listens on http/u)
  await server.saying(/mun_\S+\s/u)
  const url = /http:\/\/[\d.:]+/u.exec(server.said())?.[0] ?? ''
  const first = /mun_\S+/u.exec(server.said())?.[0] ?? ''
  const asFirst = { MUNIMENT_SERVER: url, MUNIMENT_API_KEY: first }
  const made = await runMuniment(['keys', 'add', 'Exam office', '--role', 'viewer', '--json'], asFirst)
  expect(made.exitCode, made.stderr).toBe(0)
  const { key, id } = z.object({ key: z.string(), id: z.string() }).parse(JSON.parse(made.stdout))
  const office = { MUNIMENT_SERVER: url, MUNIMENT_API_KEY: key }
  expect(await runMuniment(['tasks'], office)).toMatchObject({ exitCode: 0 })
  expect(await runMuniment(['keys', 'add', 'another'], office)).toMatchObject({
    exitCode: 8,
    stderr: expect.stringContaining('has the role “viewer”'),
  })
  const inside = await runMuniment(['list', '--moodle', 'http://127.0.0.1:9'], { ...asFirst, MUNIMENT_TOKEN: 'x' })
  expect(inside).toMatchObject({ exitCode: 8, stderr: expect.stringContaining('allowedAddresses') })
  expect(await runMuniment(['keys', 'revoke', id], asFirst)).toMatchObject({ exitCode: 0 })
  expect(await runMuniment(['tasks'], office)).toMatchObject({ exitCode: 8 })
  server.child.kill('SIGTERM')
  expect((await server.ended).exitCode).toBe(0)

  const listed = await runMuniment(['keys'], there)
  expect(listed.stdout).toMatch(
    /first key\s+operator\s+for this computer\s+all sources .+Exam office\s+viewer\s+for Exam office\s+own sources .+taken back/su,
  )
  const owners = await runMuniment(['owners'], there)
  expect(owners.stdout.trim().split('\n').toSorted()).toEqual(['Exam office', 'this computer'])
  const given = await runMuniment(['owners', 'give', 'no-source', 'exam office'], there)
  expect(given).toMatchObject({ exitCode: expect.any(Number), stderr: expect.stringContaining('no source') })
  expect(listed.stdout).not.toContain(first)
  const again = startMuniment(['serve', '--port', '0'], there)
  await again.saying(/listens on http/u)
  again.child.kill('SIGTERM')
  await again.ended
  expect(again.said()).not.toContain('mun_')
}, 120_000)
