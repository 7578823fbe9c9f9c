import { expect, test } from 'vitest'
import type { ActivityArchivingTask } from '../driver/activity-archiving-task.ts'
import { ArchivingError } from '../errors/index.ts'
import { readSealedContents } from '../testing/driver-conformance/sealed-contents.ts'
import { openTestEngine, temporaryFolder, testActivity, type TestEngine } from '../testing/open-test-engine.ts'

/** An engine that lists an activity again however quickly it was archived. Its items have fingerprints. */
async function openEngine(folder: string): Promise<TestEngine> {
  const muniment = await openTestEngine(folder, {
    durable: false,
    options: { listAgainAfterMs: 0, maximumItems: 1 },
  })
  muniment.driver.fingerprintOf = (number) => ({ text: muniment.driver.textOf(number) })
  await muniment.engine.start()
  return muniment
}

async function archive(muniment: TestEngine): Promise<ActivityArchivingTask> {
  const { id } = await muniment.driver.createTask(testActivity, { items: 4 })
  await muniment.driver.executeTask(id)
  await muniment.reached(id, 'finished', 'failed')
  return muniment.driver.getTask(id)
}

async function sealed({ catalog }: TestEngine, { archiveId }: ActivityArchivingTask) {
  return await readSealedContents((await catalog.get(archiveId ?? ''))?.path ?? '')
}

async function logOf({ tasks }: TestEngine, { id }: ActivityArchivingTask): Promise<readonly string[]> {
  return (await tasks.listLog(id)).entries.map(({ message }) => message)
}

test('what changes while an activity is archived is read again, and the archive is as if it had been so before', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openEngine(folder.path)
  const { driver } = muniment
  driver.script = async ({ key }) => {
    if (key !== 'item-3') return
    driver.textOf = (number) => `This is item ${number}${number === 1 ? ', anew' : ''}.`
    driver.numbersOf = () => [1, 2, 3, 4, 5]
  }
  const task = await archive(muniment)
  expect(driver.workedOn).toEqual(['item-1', 'item-2', 'item-3', 'item-4', 'item-1', 'item-5'])
  expect(task.status).toMatchObject({ state: 'finished', progress: { itemsTotal: 5, itemsFinished: 5 } })
  expect(await logOf(muniment, task)).toEqual(
    expect.arrayContaining([
      'Item 1: changed while the activity was archived, and is read again.',
      'Item 5: new since the listing.',
      'Nothing has changed while the activity was archived.',
    ]),
  )
  driver.script = async () => {}
  expect((await sealed(muniment, task)).payload).toEqual((await sealed(muniment, await archive(muniment))).payload)
})

test('what is removed meanwhile stays as it was, and the archive says so', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openEngine(folder.path)
  muniment.driver.script = async ({ key }) => {
    if (key === 'item-4') muniment.driver.numbersOf = () => [1, 2, 4]
  }
  const task = await archive(muniment)
  const { items } = await sealed(muniment, task)
  expect(items.map(({ key, remarks }) => [key, remarks.map(({ severity }) => severity)])).toEqual([
    ['item-1', []],
    ['item-2', []],
    ['item-3', ['notice']],
    ['item-4', []],
  ])
  expect((await logOf(muniment, task)).filter((message) => message.startsWith('Item 3:'))).toHaveLength(1)
})

test('an activity that goes on changing comes to its end, and the log says what may be missing', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openEngine(folder.path)
  const { driver } = muniment
  let changes = 0
  driver.textOf = () => `Change ${changes}.`
  driver.script = async ({ key }) => {
    if (key === 'item-4') changes++
  }
  const task = await archive(muniment)
  expect(driver.workedOn).toHaveLength(4 * 4)
  expect(await logOf(muniment, task)).toContainEqual(
    expect.stringMatching(/^The activity goes on changing\. What changed after /),
  )
})

test('a listing that breaks off does not lose what it had found', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openEngine(folder.path)
  const { driver } = muniment
  let listings = 0
  driver.numbersOf = (items) => {
    listings++
    // The second one breaks off after a batch, the third one finds nothing that is not there by then.
    return listings === 1 ? numbersTo(items) : numbersTo(50, listings === 2)
  }
  const task = await archive(muniment)
  expect(task.status).toMatchObject({ state: 'finished', progress: { itemsTotal: 50, itemsFinished: 50 } })
  expect(driver.workedOn).toHaveLength(50)
})

function* numbersTo(last: number, breaksOff = false): Generator<number> {
  for (let number = 1; number <= last; number++) yield number
  if (breaksOff) throw new ArchivingError('source_unavailable', 'The site went away.')
}
