import { access, readdir } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { SealArchive } from '../archive/archive-sealer.ts'
import { ArchivingError, toRecordedError } from '../errors/index.ts'
import { openTestEngine, temporaryFolder, testActivity, type TestEngine } from '../testing/open-test-engine.ts'

const hourMs = 3_600_000
const never = 24 * hourMs

/** An engine that looks for work when it is told to, and at no other time: between two looks it sleeps. */
const openSleeper = (folder: string, seal?: (seal: SealArchive) => SealArchive): Promise<TestEngine> =>
  openTestEngine(folder, {
    options: { pollMs: never, maximumItems: 1, leaseMs: 60_000 },
    ...(seal && { changePorts: ({ sealArchive }) => ({ sealArchive: seal(sealArchive) }) }),
  })

/** An engine of a process that has been awake an hour longer: the leases of all others have ended. */
const openHeir = (folder: string, seal?: (seal: SealArchive) => SealArchive): Promise<TestEngine> =>
  openTestEngine(folder, {
    options: { maximumItems: 1, leaseMs: 2 * hourMs },
    ports: { now: () => new Date(Date.now() + hourMs) },
    ...(seal && { changePorts: ({ sealArchive }) => ({ sealArchive: seal(sealArchive) }) }),
  })

/** Somewhere at which something waits until it is let on. */
class Gate {
  readonly #come = Promise.withResolvers<void>()
  readonly #opened = Promise.withResolvers<void>()
  /** Resolves once something has come here. */
  readonly reached = this.#come.promise

  async pass(): Promise<void> {
    this.#come.resolve()
    await this.#opened.promise
  }

  open(): void {
    this.#opened.resolve()
  }
}

async function schedule(muniment: TestEngine): Promise<string> {
  const { id } = await muniment.driver.createTask(testActivity, { items: 3 })
  await muniment.driver.executeTask(id)
  return id
}

/** Resolves when an engine no longer works on a task. */
async function leftBy(muniment: TestEngine, taskId: string): Promise<void> {
  await expect.poll(() => muniment.engine.executionOf(taskId), { interval: 5 }).toBeUndefined()
}

const states = async ({ ports }: TestEngine, taskId: string): Promise<readonly string[]> =>
  (await ports.items.page(taskId)).entries.map(({ key, state }) => `${key} ${state}`).toSorted()

const logOf = async ({ tasks }: TestEngine, taskId: string): Promise<readonly string[]> =>
  (await tasks.listLog(taskId)).entries.map(({ message }) => message)

/** Two engines that are in the middle of the second item of one task: the sleeper began it, then the heir. */
async function bothInSecondItem(folder: string, wakesWith: () => void) {
  await using opened = new AsyncDisposableStack()
  const sleeper = opened.use(await openSleeper(folder))
  const heir = opened.use(await openHeir(folder))
  const [asleep, working] = [new Gate(), new Gate()]
  sleeper.driver.textOf = (number) => `The sleeper's ${number}.`
  sleeper.driver.script = async ({ key }) => {
    if (key !== 'item-2') return
    await asleep.pass()
    wakesWith()
  }
  heir.driver.script = async ({ key }) => (key === 'item-2' ? working.pass() : undefined)
  await sleeper.engine.start()
  const taskId = await schedule(sleeper)
  await asleep.reached
  await heir.engine.start()
  await working.reached
  const everything = opened.move()
  return { sleeper, heir, taskId, asleep, working, [Symbol.asyncDispose]: () => everything.disposeAsync() }
}

test.each([
  ['brings its item to an end', () => {}],
  [
    'finds that its item failed',
    () => {
      throw new ArchivingError('source_unexpected', 'The item is broken.')
    },
  ],
  [
    'finds trouble of the whole task',
    () => {
      throw new ArchivingError('storage_full', 'The disk is full.')
    },
  ],
])('a process that slept, and %s, changes nothing of a task that another works on', async (_what, wakesWith) => {
  await using folder = await temporaryFolder()
  await using both = await bothInSecondItem(folder.path, wakesWith)
  const { sleeper, heir, taskId, asleep, working } = both
  asleep.open()
  await leftBy(sleeper, taskId)
  expect(sleeper.driver.workedOn).toEqual(['item-1', 'item-2'])
  expect(await states(heir, taskId)).toEqual(['item-1 finished', 'item-2 running', 'item-3 pending'])
  expect(await heir.ports.tasks.get(taskId)).toMatchObject({ state: 'running', error: null })
  working.open()
  expect(await heir.reached(taskId, 'finished', 'failed')).toBe('finished')
  expect(heir.driver.workedOn).toEqual(['item-2', 'item-3'])
  const sealed = await heir.ports.items.pageForSealing(taskId, '', 10)
  // What the sleeper archived while the task was its own stays.
  const lengths = ["The sleeper's 1.", 'This is item 2.', 'This is item 3.'].map(({ length }) => length)
  expect(sealed.map(({ artifacts }) => artifacts.map(({ sizeBytes }) => sizeBytes))).toEqual(lengths.map((n) => [n]))
  expect((await sleeper.driver.getTask(taskId)).status).toMatchObject({ state: 'finished', error: null })
  expect(sleeper.diagnostics.filter(({ level }) => level === 'error')).toEqual([])
  expect((await logOf(heir, taskId)).filter((message) => /broken|full|taken over/u.test(message))).toEqual([])
})

test('every writing of items is refused to whoever does not hold the task any more', async () => {
  await using folder = await temporaryFolder()
  await using both = await bothInSecondItem(folder.path, () => {})
  const { sleeper, heir, taskId } = both
  const { items } = sleeper.ports
  const hold = { taskId, owner: sleeper.engine.executionOf(taskId)?.task.owner ?? '' }
  const [second] = (await items.page(taskId, { states: ['running'] })).entries
  const before = await states(heir, taskId)
  const claim = { id: 2, attempt: second?.attempts ?? 0, hold }
  const another = { key: 'item-4', title: 'Item 4', folder: '', fileName: 'Text', data: 4 }
  const record = { sha256: 'ab'.repeat(32), sizeBytes: 1 }
  const error = toRecordedError(new ArchivingError('timed_out', 'Late.'))
  const writings = [
    items.add(hold, [another]),
    items.compare(hold, 1, [another]),
    items.remarkAbsent(hold, 1, { severity: 'notice', message: 'Gone.' }),
    items.clear(hold),
    items.claimNext(hold, new Date()),
    items.reset(hold, ['running', 'failed']),
    items.reuse(hold, []),
    items.finish(claim, { row: {}, remarks: [], record, artifacts: [] }),
    items.fail(claim, error),
    items.retryLater(claim, error, new Date()),
    items.release(claim),
  ]
  for (const written of await Promise.allSettled(writings)) {
    expect(written).toMatchObject({ status: 'rejected', reason: { details: { reason: 'task_taken_over' } } })
  }
  expect(await states(heir, taskId)).toEqual(before)
  for (const gate of [both.asleep, both.working]) gate.open()
  await heir.reached(taskId, 'finished')
})

test('an item that was begun again is not settled by who began it before, even of the same process', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openTestEngine(folder.path)
  const { items } = muniment.ports
  const hold = { taskId: (await muniment.driver.createTask(testActivity)).id, owner: null }
  await items.add(hold, [{ key: 'item-1', title: 'Item 1', folder: '', fileName: 'Text', data: 1 }])
  const first = await items.claimNext(hold, new Date())
  await items.reset(hold, ['running'])
  const second = await items.claimNext(hold, new Date())
  if (!first || !second) throw new Error('An item that is pending was not given.')
  const result = { row: {}, remarks: [], record: { sha256: 'ab'.repeat(32), sizeBytes: 1 }, artifacts: [] }
  expect(await items.finish(first, result)).toBe(false)
  expect(await items.release(first)).toBe(false)
  expect(await items.finish(second, result)).toBe(true)
})

/** A sealer that waits before an archive gets its name, after that was noted. */
const waitingBeforeName =
  (gate: Gate) =>
  (seal: SealArchive): SealArchive =>
  (request, signal) =>
    seal(
      {
        ...request,
        beforePublish: async (archive) => {
          await request.beforePublish?.(archive)
          await gate.pass()
        },
      },
      signal,
    )

/** One that waits before that is noted. */
const waitingBeforeNote =
  (gate: Gate) =>
  (seal: SealArchive): SealArchive =>
  (request, signal) =>
    seal(
      {
        ...request,
        beforePublish: async (archive) => {
          await gate.pass()
          await request.beforePublish?.(archive)
        },
      },
      signal,
    )

/** One that waits when the archive has its name. */
const waitingAfterName =
  (gate: Gate) =>
  (seal: SealArchive): SealArchive =>
  async (request, signal) => {
    const sealed = await seal(request, signal)
    await gate.pass()
    return sealed
  }

test.each([
  ['before it noted what it will publish', waitingBeforeNote],
  ['before its archive got its name', waitingBeforeName],
])('a process that slept %s leaves one archive, that of the other', async (_when, waiting) => {
  await using folder = await temporaryFolder()
  const [asleep, sealing] = [new Gate(), new Gate()]
  await using sleeper = await openSleeper(folder.path, waiting(asleep))
  await using heir = await openHeir(folder.path, waitingBeforeNote(sealing))
  await sleeper.engine.start()
  const taskId = await schedule(sleeper)
  await asleep.reached
  await heir.engine.start()
  await sealing.reached
  asleep.open()
  await leftBy(sleeper, taskId)
  sealing.open()
  await heir.reached(taskId, 'finished')
  expect(await readdir(sleeper.archiveFolder)).toEqual(['Midterm.zip'])
  const { entries } = await heir.catalog.page()
  expect(entries.map(({ fileName }) => fileName)).toEqual(['Midterm.zip'])
})

test('an archive that was published by a process that then slept is taken, and stays', async () => {
  await using folder = await temporaryFolder()
  const asleep = new Gate()
  await using sleeper = await openSleeper(folder.path, waitingAfterName(asleep))
  await using heir = await openHeir(folder.path)
  await sleeper.engine.start()
  const taskId = await schedule(sleeper)
  await asleep.reached
  await heir.engine.start()
  await heir.reached(taskId, 'finished')
  asleep.open()
  await leftBy(sleeper, taskId)
  const { entries } = await heir.catalog.page()
  expect(entries).toHaveLength(1)
  await access(entries[0]?.path ?? '')
  expect(await readdir(sleeper.archiveFolder)).toHaveLength(1)
})

test('a process that lost a task and has it again works on it once at a time', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openTestEngine(folder.path, { options: { pollMs: never, maximumItems: 1 } })
  const gates = [new Gate(), new Gate()]
  let atOnce = 0
  let most = 0
  let visits = 0
  muniment.driver.script = async ({ key }, { signal }) => {
    if (key !== 'item-1') return
    most = Math.max(most, ++atOnce)
    const gate = gates[visits++]
    await gate?.pass()
    atOnce--
    signal.throwIfAborted()
  }
  await muniment.engine.start()
  const taskId = await schedule(muniment)
  await gates[0]?.reached
  const first = muniment.engine.executionOf(taskId)
  // Another process took it, and was stopped right away.
  const owner = first?.task.owner ?? ''
  await muniment.ports.tasks.transition(taskId, { to: 'scheduled', from: ['running'], owner, facts: { owner: null } })
  muniment.engine.wake()
  await expect.poll(() => first?.stopReason).toBe('lost')
  gates[0]?.open()
  await gates[1]?.reached
  gates[1]?.open()
  await muniment.reached(taskId, 'finished')
  expect(most).toBe(1)
  expect(muniment.driver.workedOn).toEqual(['item-1', 'item-1', 'item-2', 'item-3'])
})
