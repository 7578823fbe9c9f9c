import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { access, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fullPlan, type TypesetAnswer } from '../pool/child-protocol.ts'
import { siblingModule } from '../../sibling-module.ts'
import { paragraph, part, request, section } from '../testing/every-kind-document.ts'

let workspace: string
let child: ChildProcess

function start(timeoutMs: number): void {
  child = fork(siblingModule('./main', import.meta.url), [workspace, String(timeoutMs)], {
    serialization: 'advanced',
    execArgv: [],
    env: {},
  })
}

beforeEach(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'muniment-test-'))
})
afterEach(async () => {
  child.kill('SIGKILL')
  await rm(workspace, { recursive: true, force: true })
})

test('the process sets a report without any environment', async () => {
  start(60_000)
  child.send({ request: request([]), plan: fullPlan })
  const [answer] = (await once(child, 'message')) as [TypesetAnswer]
  expect(answer).toMatchObject({ kind: 'done', report: { pages: 1 } })
})

test('the process ends when its parent lets go of it, and leaves no folder', async () => {
  start(60_000)
  child.send({ request: request([]), plan: fullPlan })
  await once(child, 'message')
  child.disconnect()
  expect(await once(child, 'exit')).toEqual([0, null])
  await expect(access(workspace)).rejects.toThrow('ENOENT')
})

test('the process ends itself when a report takes too long and nobody else ends it', async () => {
  // The limit is the parent's time plus five seconds of grace; a negative time leaves one of half a second.
  start(-4500)
  const words = Array.from({ length: 60_000 }, (_, index) => paragraph(`paragraph ${index}`))
  child.send({ request: request([section('1', [part('answer', words)])]), plan: fullPlan })
  expect(await once(child, 'exit')).toEqual([null, 'SIGKILL'])
})
