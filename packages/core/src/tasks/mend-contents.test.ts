import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { contentPath } from '../archive/content-place.ts'
import type { CreateTaskOptions } from '../driver/activity-archiving-driver.ts'
import { ArchivingError } from '../errors/index.ts'
import { readSealedContents } from '../testing/driver-conformance/sealed-contents.ts'
import { openTestEngine, temporaryFolder, testActivity, type TestEngine } from '../testing/open-test-engine.ts'
import type { SealableItem } from './item-store.ts'

type Damage = (item: SealableItem) => Promise<void>

/** An engine whose artifact store loses something whenever it is about to seal, as long as `damages` has one. */
async function openEngine(folder: string) {
  const damages: Damage[] = []
  let task = ''
  const muniment: TestEngine = await openTestEngine(folder, {
    durable: false,
    changePorts: ({ sealArchive, items }) => ({
      sealArchive: async (request, signal) => {
        const damage = damages.shift()
        for (const item of await items.pageForSealing(task, '', 10)) await damage?.(item)
        return sealArchive(request, signal)
      },
    }),
  })
  await muniment.engine.start()
  const archive = async (options: CreateTaskOptions = {}) => {
    muniment.driver.workedOn.length = 0
    const { id } = await muniment.driver.createTask(testActivity, { items: 4 }, options)
    task = id
    await muniment.driver.executeTask(id)
    await muniment.reached(id, 'finished', 'failed')
    return muniment.driver.getTask(id)
  }
  return Object.assign(muniment, { damages, archive })
}

async function payloadOf({ catalog }: TestEngine, archiveId: string | null) {
  const record = await catalog.get(archiveId ?? '')
  return record && (await readSealedContents(record.path)).payload
}

async function sentences({ tasks }: TestEngine, taskId: string) {
  return (await tasks.listLog(taskId)).entries.map(({ message }) => message)
}

/** Another byte where one was: as large as before. */
async function rot(folder: string, sha256: string): Promise<void> {
  const path = join(folder, 'artifacts', contentPath(sha256))
  const bytes = await readFile(path)
  bytes[0] = (bytes[0] ?? 0) ^ 1
  await writeFile(path, bytes)
}

const remove = (folder: string, sha256: string) => rm(join(folder, 'artifacts', contentPath(sha256)))

test('what is lost or damaged before the archive is sealed is archived anew, and nothing else is', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openEngine(folder.path)
  const undisturbed = await muniment.archive()
  muniment.damages.push(async ({ key, artifacts: [report], record }) => {
    if (key === 'item-1') await remove(folder.path, report?.sha256 ?? '')
    if (key === 'item-2') await rot(folder.path, report?.sha256 ?? '')
    if (key === 'item-3') await rot(folder.path, record?.sha256 ?? '')
  })
  const mended = await muniment.archive()
  expect(mended.status).toMatchObject({ state: 'finished', progress: { itemsFinished: 4, itemsFailed: 0 } })
  expect(muniment.driver.workedOn.toSorted()).toEqual(
    ['item-1', 'item-1', 'item-2', 'item-2', 'item-3', 'item-3', 'item-4'].toSorted(),
  )
  expect(await payloadOf(muniment, mended.archiveId)).toEqual(await payloadOf(muniment, undisturbed.archiveId))
  const said = await sentences(muniment, mended.id)
  for (const title of ['Item 1', 'Item 2', 'Item 3'])
    expect(said).toContain(`${title}: what was kept of it is missing or damaged, so it is archived anew.`)
  expect(said.filter((sentence) => sentence.includes('anew'))).toHaveLength(3)

  // A disk that goes on losing things is not read from for ever.
  const lose: Damage = async ({ artifacts: [report] }) => rot(folder.path, report?.sha256 ?? '')
  muniment.damages.push(lose, lose, lose, lose)
  const lost = await muniment.archive()
  expect(lost.status).toMatchObject({ state: 'failed', error: { code: 'write_mismatch' } })
  await muniment.driver.executeTask(lost.id)
  expect(await muniment.reached(lost.id, 'finished')).toBe('finished')
})

test('what has rotted since an earlier archive is read anew for the next one', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openEngine(folder.path)
  muniment.driver.fingerprintOf = (number) => ({ text: muniment.driver.textOf(number) })
  const first = await muniment.archive()
  const items = await muniment.ports.items.pageForSealing(first.id, '', 10)
  await rot(folder.path, items.find(({ key }) => key === 'item-2')?.artifacts[0]?.sha256 ?? '')
  muniment.driver.textOf = (number) => `This is item ${number}${number === 3 ? ', anew' : ''}.`
  const second = await muniment.archive({ reuseUnchanged: true })
  expect(second.status).toMatchObject({ state: 'finished', progress: { itemsFinished: 4, itemsReused: 2 } })
  expect(muniment.driver.workedOn).toEqual(['item-3', 'item-2'])
  const full = await muniment.archive()
  expect(await payloadOf(muniment, second.archiveId)).toEqual(await payloadOf(muniment, full.archiveId))
})

test('what is damaged and gone from the site fails, by name, and can be left out', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openEngine(folder.path)
  muniment.damages.push(async ({ key, artifacts: [report] }) => {
    if (key === 'item-2') await remove(folder.path, report?.sha256 ?? '')
  })
  const seen = new Set<string>()
  muniment.driver.script = async ({ key }) => {
    if (key === 'item-2' && seen.has(key)) throw new ArchivingError('source_missing', 'It is gone.')
    seen.add(key)
  }
  const task = await muniment.archive()
  expect(task.status).toMatchObject({ state: 'failed', progress: { itemsFinished: 3, itemsFailed: 1 } })
  expect(await sentences(muniment, task.id)).toContain('Item 2: It is gone.')
  await muniment.tasks.sealIncomplete(task.id)
  expect(await muniment.reached(task.id, 'finished')).toBe('finished')
})

test('a damaged file that a person added fails the task, by name', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openEngine(folder.path)
  const { id } = await muniment.driver.createTask(testActivity, { items: 1 })
  const { sha256 } = await muniment.tasks.addFile(id, { name: 'plan.txt' }, Buffer.from('A plan.'))
  await rot(folder.path, sha256)
  await muniment.driver.executeTask(id)
  await muniment.reached(id, 'failed')
  const { status } = await muniment.driver.getTask(id)
  expect(status.error?.message).toContain('“plan.txt”')
  expect(status.error?.text.de).toContain('„plan.txt“')
})
