import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestEngine, temporaryFolder, testActivity, type TestEngine } from '../testing/open-test-engine.ts'

const running = new AsyncDisposableStack()
let engine: TestEngine
let folder: string

beforeAll(async () => {
  folder = running.use(await temporaryFolder()).path
  engine = running.use(await openTestEngine(folder))
  await engine.engine.start()
  const task = await engine.driver.createTask(testActivity, { items: 5 })
  await engine.driver.executeTask(task.id)
  await engine.reached(task.id, 'finished')
})
afterAll(() => running.disposeAsync())

const pathOf = (sha256: string): string => join(folder, 'artifacts', sha256.slice(0, 2), sha256.slice(2))

async function contents(): Promise<readonly string[]> {
  const found: string[] = []
  for await (const { sha256 } of engine.ports.artifacts.list()) found.push(sha256)
  return found.toSorted()
}

test('of a sound store everything is read, and nothing found', async () => {
  const all = await contents()
  expect(await engine.keeping.checkArtifacts()).toMatchObject({
    contentsChecked: all.length,
    damages: [],
    damagesLeftOut: 0,
  })
  await expect(engine.keeping.checkArtifacts(AbortSignal.abort())).rejects.toMatchObject({ code: 'aborted' })
})

test('what changed is moved away and can be kept anew; what is missing is told', async () => {
  const [changed = '', missing = ''] = await contents()
  const whole = await readFile(pathOf(changed))
  await writeFile(pathOf(changed), Buffer.concat([whole.subarray(1), Buffer.from('x')]))
  await rm(pathOf(missing))
  const { sha256: unneeded } = await engine.ports.artifacts.put(Buffer.from('nothing needs this'))
  await writeFile(pathOf(unneeded), 'nothing needs thiS')
  const { damages } = await engine.keeping.checkArtifacts()
  expect(damages.toSorted((a, b) => a.kind.localeCompare(b.kind) || Number(b.needed) - Number(a.needed))).toEqual([
    { sha256: changed, kind: 'changed', needed: true },
    { sha256: unneeded, kind: 'changed', needed: false },
    { sha256: missing, kind: 'missing', needed: true },
  ])
  expect(await engine.ports.artifacts.has(changed)).toBe(false)
  expect((await readFile(join(folder, 'artifacts/damaged', changed))).length).toBe(whole.length)
  await engine.ports.artifacts.put(whole)
  expect(await text(engine.ports.artifacts.open(changed))).toBe(whole.toString())
  // Told again until somebody mends it.
  expect((await engine.keeping.checkArtifacts()).damages).toEqual([{ sha256: missing, kind: 'missing', needed: true }])
})
