import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { manifestName } from '../archive/bag-tag-files.ts'
import { FindingCollector } from '../archive/finding-collector.ts'
import { openArchive } from '../archive/open-archive.ts'
import { verifyArchive } from '../archive/verify-archive.ts'
import { siblingModule } from '../sibling-module.ts'
import { testDatabaseServer } from '../testing/open-test-database.ts'
import { openTestEngine, temporaryFolder, testActivity, type TestEngine } from '../testing/open-test-engine.ts'

const items = 6

/** Items that any process begins, in their order, and who may go on. */
class Processes implements AsyncDisposable {
  readonly begun: string[] = []
  readonly #folder: string
  readonly #children: ChildProcess[] = []

  constructor(folder: string) {
    this.#folder = folder
  }

  /** @param goesOn false: it is stuck with its first item. */
  async start({ leaseMs = 60_000, goesOn = true } = {}): Promise<ChildProcess> {
    const program = siblingModule('../testing/engine-process', import.meta.url)
    const server = testDatabaseServer()
    const child = fork(program, [this.#folder, String(leaseMs), ...(server === undefined ? [] : [server])], {
      execArgv: ['--disable-warning=ExperimentalWarning'],
    })
    this.#children.push(child)
    child.on('message', (item) => {
      if (typeof item === 'string') this.begun.push(item)
      if (goesOn) child.send('go on')
    })
    await once(child, 'message')
    return child
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const child of this.#children) {
      if (child.exitCode !== null || child.signalCode !== null) continue
      const ended = once(child, 'exit')
      child.disconnect()
      await ended
    }
  }
}

async function schedule(muniment: TestEngine, tasks: number): Promise<readonly string[]> {
  const ids: string[] = []
  for (let task = 0; task < tasks; task++) {
    const { id } = await muniment.driver.createTask(testActivity, { items })
    await muniment.driver.executeTask(id)
    ids.push(id)
  }
  return ids
}

/** One archive a task, whole, with the same payload; and nothing else in their folder. */
async function assertArchived(muniment: TestEngine, tasks: readonly string[]): Promise<void> {
  const { entries } = await muniment.catalog.page()
  expect(entries.map(({ taskId }) => taskId).toSorted()).toEqual([...tasks].toSorted())
  expect(await readdir(muniment.archiveFolder)).toHaveLength(tasks.length)
  for (const { path, items: archived } of entries) {
    expect(archived).toBe(items)
    expect(await verifyArchive(path)).toMatchObject({ verdict: 'intact', complete: true })
  }
  expect(new Set(await Promise.all(entries.map(({ path }) => manifestOf(path)))).size).toBe(1)
}

async function manifestOf(path: string): Promise<string> {
  await using reader = await openArchive(path, new FindingCollector(), new AbortController().signal)
  const entry = reader?.entries.get(manifestName)
  if (!entry) throw new Error('The archive has no manifest.')
  return text(entry.open())
}

test('two processes share the tasks of a database, and what one leaves when it is killed the other one does', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openTestEngine(folder.path)
  const tasks = await schedule(muniment, 6)
  await using processes = new Processes(folder.path)
  const stuck = await processes.start({ goesOn: false })
  await processes.start()
  const died = once(stuck, 'exit')
  stuck.kill('SIGKILL')
  await died
  for (const id of tasks) await muniment.reached(id, 'finished')
  await assertArchived(muniment, tasks)
  const again = processes.begun.length - new Set(processes.begun).size
  expect(again, 'only what the killed one had begun is begun again').toBeLessThanOrEqual(4)
})

test.skipIf(process.platform === 'win32')(
  'a process that wakes up after another took its task over spoils nothing',
  async () => {
    await using folder = await temporaryFolder()
    await using muniment = await openTestEngine(folder.path)
    const tasks = await schedule(muniment, 1)
    await using processes = new Processes(folder.path)
    const sleeper = await processes.start({ leaseMs: 300, goesOn: false })
    sleeper.kill('SIGSTOP')
    await processes.start()
    for (const id of tasks) await muniment.reached(id, 'finished')
    sleeper.kill('SIGCONT')
    sleeper.send('go on')
    const woken = once(sleeper, 'exit')
    sleeper.disconnect()
    await woken
    await assertArchived(muniment, tasks)
    expect((await readdir(join(folder.path, 'artifacts', 'incoming'))).length).toBe(0)
  },
)
