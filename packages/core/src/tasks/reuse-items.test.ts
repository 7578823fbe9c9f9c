import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { CreateTaskOptions } from '../driver/activity-archiving-driver.ts'
import type { ActivityArchivingTask } from '../driver/activity-archiving-task.ts'
import type { TaskSettings } from '../driver/settings-definition.ts'
import { readSealedContents } from '../testing/driver-conformance/sealed-contents.ts'
import { openTestEngine, temporaryFolder, testActivity, type TestEngine } from '../testing/open-test-engine.ts'
import type { EngineOptions } from './engine-ports.ts'

const decoder = new TextDecoder()

/** An engine whose items have fingerprints, and say what `texts` says of them. */
async function openEngine(folder: string, options: Partial<EngineOptions> = {}): Promise<TestEngine> {
  const muniment = await openTestEngine(folder, { durable: false, options })
  muniment.driver.fingerprintOf = (number) => ({ text: muniment.driver.textOf(number) })
  await muniment.engine.start()
  return muniment
}

interface Ended {
  readonly task: ActivityArchivingTask
  /** Keys of the items that the driver was given. */
  readonly read: readonly string[]
}

async function archive(
  muniment: TestEngine,
  options: CreateTaskOptions = { reuseUnchanged: true },
  settings: TaskSettings = { items: 4 },
): Promise<Ended> {
  const { driver } = muniment
  driver.workedOn.length = 0
  const { id } = await driver.createTask(testActivity, settings, options)
  await driver.executeTask(id)
  await muniment.reached(id, 'finished', 'failed')
  return { task: await driver.getTask(id), read: driver.workedOn.toSorted() }
}

async function sealed({ catalog }: TestEngine, { archiveId }: ActivityArchivingTask) {
  const record = await catalog.get(archiveId ?? '')
  if (!record) throw new Error('There is no archive.')
  const contents = await readSealedContents(record.path)
  return { record, payload: contents.payload, bagInfo: decoder.decode(contents.files.get('bag-info.txt')) }
}

const change = (muniment: TestEngine, changed: number): void => {
  muniment.driver.textOf = (number) => `This is item ${number}${number === changed ? ', anew' : ''}.`
}

test('a new version reads what has changed, takes the rest, names its predecessor, and is as a full reading', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openEngine(folder.path)
  const first = await archive(muniment)
  expect(first.read).toHaveLength(4)
  const before = await sealed(muniment, first.task)
  expect(before.record.predecessorId).toBeNull()
  expect(before.bagInfo).not.toContain('Predecessor')

  change(muniment, 3)
  const second = await archive(muniment)
  expect(second.read).toEqual(['item-3'])
  expect(second.task.status.progress).toMatchObject({ itemsTotal: 4, itemsFinished: 4, itemsReused: 3, itemsFailed: 0 })
  const version = await sealed(muniment, second.task)
  expect(version.record).toMatchObject({ predecessorId: before.record.id, complete: true, items: 4 })
  expect(version.bagInfo).toContain(`Muniment-Predecessor: urn:uuid:${before.record.id}`)
  expect(version.bagInfo).toContain('Muniment-Items-Reused: 3 of 4')
  const { entries } = await muniment.tasks.listLog(second.task.id)
  expect(entries.map(({ message }) => message)).toContainEqual(
    expect.stringMatching(/^3 of 4 have not changed since “Midterm.zip” of \d{4}-\d\d-\d\d and are taken from there\./),
  )

  const full = await archive(muniment, {})
  expect(full.read).toHaveLength(4)
  expect((await sealed(muniment, full.task)).payload).toEqual(version.payload)
})

test('if nothing has changed, the task ends with the archive that is there', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openEngine(folder.path)
  const first = await archive(muniment)
  // Names of archives may tell when they were made.
  muniment.driver.archiveNameOf = ({ id }) => `Midterm ${id}`
  const again = await archive(muniment)
  expect(again).toMatchObject({ read: [], task: { archiveId: first.task.archiveId, status: { state: 'finished' } } })
  expect(await readdir(muniment.archiveFolder)).toEqual(['Midterm.zip'])
  const { entries } = await muniment.tasks.listLog(again.task.id)
  expect(entries.at(-1)?.message).toMatch(/^Nothing has changed since “Midterm.zip” of .*: no new archive is made\.$/)

  // What such a task has is as good as what was read: the next version is made of it.
  change(muniment, 1)
  expect((await archive(muniment)).read).toEqual(['item-1'])
})

test('items without fingerprints are read again, and the archive is not made twice all the same', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openEngine(folder.path)
  muniment.driver.fingerprintOf = () => undefined
  const first = await archive(muniment)
  const again = await archive(muniment)
  expect(again.read).toHaveLength(4)
  expect(again.task.archiveId).toBe(first.task.archiveId)
})

test('an archive that was moved away is made anew, without reading', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openEngine(folder.path)
  const first = await archive(muniment)
  const before = await sealed(muniment, first.task)
  await rm(before.record.path)
  const again = await archive(muniment)
  expect(again.read).toEqual([])
  const version = await sealed(muniment, again.task)
  expect(version.record.predecessorId).toBe(before.record.id)
  expect(version.payload).toEqual(before.payload)
})

test('an archive that is known to be damaged is made anew', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openEngine(folder.path)
  const first = await archive(muniment)
  const archiveId = first.task.archiveId ?? ''
  const report = { verdict: 'damaged', findings: [], findingsLeftOut: 0, filesChecked: 0, bytesChecked: 0 } as const
  await muniment.catalog.recordVerification({ archiveId, at: new Date(), occasion: 'schedule', deep: false, ...report })
  const again = await archive(muniment)
  expect(again.task.archiveId).not.toBe(archiveId)
  expect((await sealed(muniment, again.task)).record.predecessorId).toBe(archiveId)
})

test('other settings and another version of the program take nothing from before', async () => {
  await using folder = await temporaryFolder()
  {
    await using muniment = await openEngine(folder.path)
    await archive(muniment)
    expect((await archive(muniment, { reuseUnchanged: true }, { items: 3 })).read).toHaveLength(3)
  }
  await using newer = await openEngine(folder.path, { version: '0.0.1-test' })
  expect((await archive(newer)).read).toHaveLength(4)
})

test('new items are read, and those that are gone are not in the new version', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openEngine(folder.path)
  let numbers = [1, 2, 3]
  muniment.driver.numbersOf = () => numbers
  await archive(muniment)
  numbers = [1, 3, 7]
  const second = await archive(muniment)
  // Of the three that are called alike, the second is another one now.
  expect(second.read).toEqual(['item-3', 'item-7'])
  const { entries } = await muniment.tasks.listItems(second.task.id)
  expect(entries.map(({ key }) => key)).toEqual(['item-1', 'item-3', 'item-7'])
})

test('an item of which something was missing, or whose contents are not whole, is read again', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openEngine(folder.path)
  muniment.driver.remarksOf = (number) => (number === 2 ? [{ severity: 'missing', message: 'A file.' }] : [])
  const first = await archive(muniment)
  const items = await muniment.ports.items.pageForSealing(first.task.id, '', 10)
  const lost = items.find(({ key }) => key === 'item-4')?.artifacts[0]?.sha256 ?? ''
  await rm(join(folder.path, 'artifacts', lost.slice(0, 2), lost.slice(2)))
  const second = await archive(muniment)
  expect(second.read).toEqual(['item-2', 'item-4'])
  expect(second.task.status.progress).toMatchObject({ itemsReused: 2 })
})

test('what a new version was made of is needed by it, and never cleaned away', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openEngine(folder.path)
  await archive(muniment)
  change(muniment, 3)
  const second = await archive(muniment)
  const items = await muniment.ports.items.pageForSealing(second.task.id, '', 10)
  for (const { artifacts, record } of items) {
    expect(artifacts).toHaveLength(1)
    for (const content of [...artifacts, record])
      expect(content && (await muniment.ports.artifacts.isWhole(content))).toBe(true)
  }
})
