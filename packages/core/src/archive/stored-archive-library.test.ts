import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ItemOutcome } from '../driver/archiving-context.ts'
import { openArchiveKeeping } from '../archive-keeping.ts'
import { longestFilePart } from '../archive-library.ts'
import { openTestEngineWith, temporaryFolder, testActivity, type TestEngine } from '../testing/open-test-engine.ts'
import { ScriptedArchiver } from '../testing/scripted-archiver.ts'
import { hashFile } from './hash-file.ts'

const people = [
  { first_name: 'Zoë', last_name: 'Müller', id_number: 'S-100', user_name: 'zmueller' },
  { first_name: 'Ana', last_name: 'García', id_number: 'S-101', user_name: 'agarcia' },
  { first_name: 'Łukasz', last_name: 'Nowak', id_number: 'S-102', user_name: 'lnowak' },
] as const

/** Items are of people. */
class PeopleArchiver extends ScriptedArchiver {
  override readonly itemColumns: string[] = ['first_name', 'last_name', 'id_number', 'user_name', 'finished', 'grade']

  override async archiveItem(...[item, context]: Parameters<ScriptedArchiver['archiveItem']>): Promise<ItemOutcome> {
    const outcome = await super.archiveItem(item, context)
    const number = Number(item.data)
    const row = {
      ...people[(number - 1) % people.length],
      finished: '2026-02-12T10:00:00Z',
      grade: number === 2 ? null : number,
    }
    return { ...outcome, row }
  }
}

const running = new AsyncDisposableStack()
let folder = ''
let engine: TestEngine<PeopleArchiver>
const now = new Date('2026-11-26T12:00:00Z')

beforeAll(async () => {
  folder = running.use(await temporaryFolder()).path
  engine = running.use(
    await openTestEngineWith((host) => new PeopleArchiver(host), folder, { ports: { now: () => now } }),
  )
  await engine.engine.start()
})
afterAll(() => running.disposeAsync())

const library = () => engine.keeping.archives

async function seal(activityName: string, items = 3): Promise<string> {
  const task = await engine.driver.createTask({ ...testActivity, activityName }, { items })
  await engine.driver.executeTask(task.id)
  await engine.reached(task.id, 'finished', 'failed')
  const { archiveId } = await engine.driver.getTask(task.id)
  const id = archiveId ?? expect.unreachable('The task should have finished.')
  await listed(id)
  return id
}

/** The entries are entered just after the task has finished. */
const listed = (archiveId: string) =>
  expect.poll(async () => (await library().listEntries(archiveId)).listing, { interval: 5 }).toBe('listed')

const titlesOf = async (search: string) =>
  (await library().search({ search })).entries.map(({ activityName }) => activityName)

test('archives are found by what they are of and by whom they hold, whatever case and accents', async () => {
  const midterm = await seal('Midterm Algebra')
  await seal('Final exam', 1)
  expect(await titlesOf('')).toEqual(['Final exam', 'Midterm Algebra'])
  expect(await titlesOf('GARCIA')).toEqual(['Midterm Algebra'])
  expect(await titlesOf('mueller')).toEqual(['Final exam', 'Midterm Algebra'])
  expect(await titlesOf('lukasz s-102')).toEqual(['Midterm Algebra'])
  expect(await titlesOf('agarcia algebra history')).toEqual(['Midterm Algebra'])
  expect(await titlesOf('hist 2026-11-26'), 'course and day').toHaveLength(2)
  expect(await titlesOf('12.2.2026 zoe'), 'the day of the exam').toHaveLength(2)
  expect(await titlesOf('garcia nowak'), 'words of two people').toEqual([])
  expect(await titlesOf('100%')).toEqual([])
  expect(await titlesOf('_'), 'a pattern means itself').toEqual([])
  const { entries, notListed } = await library().search({ search: 'garcía midterm' })
  expect(notListed).toBe(0)
  expect(entries).toMatchObject([
    {
      archive: { id: midterm, lastVerdict: null },
      courseName: 'World history',
      siteName: 'A site',
      entriesFound: 1,
      entries: [{ personName: 'Ana García', idNumber: 'S-101', state: 'archived' }],
    },
  ])
  const dates = { sealedFrom: now, sealedBefore: new Date(now.getTime() + 1) }
  expect((await library().search({ ...dates, limit: 1 })).entries).toHaveLength(1)
  expect((await library().search({ sealedBefore: now })).entries).toEqual([])
  const first = await library().search({ limit: 1 })
  expect((await library().search({ limit: 1, cursor: first.nextCursor ?? '' })).entries).toMatchObject([
    { archive: { id: midterm } },
  ])
})

test('entries are listed in any order, page by page, and one tells its files', async () => {
  const id = await seal('Orders')
  const names = async (options: Parameters<ReturnType<typeof library>['listEntries']>[1]) => {
    const found: (string | null)[] = []
    let cursor: string | undefined
    do {
      const page = await library().listEntries(id, { ...options, limit: 1, ...(cursor !== undefined && { cursor }) })
      expect(page.total).toBe(options?.search === undefined ? 3 : 1)
      found.push(...page.entries.map(({ personName }) => personName))
      cursor = page.nextCursor
    } while (cursor !== undefined)
    return found
  }
  expect(await names({ orderBy: 'name' })).toEqual(['Ana García', 'Zoë Müller', 'Łukasz Nowak'])
  expect(await names({ orderBy: 'name', descending: true })).toEqual(['Łukasz Nowak', 'Zoë Müller', 'Ana García'])
  expect(await names({ orderBy: 'grade' }), 'none, 1, 3').toEqual(['Ana García', 'Zoë Müller', 'Łukasz Nowak'])
  expect(await names({ orderBy: 'at', descending: true })).toHaveLength(3)
  expect(await names({ search: 'nowak' })).toEqual(['Łukasz Nowak'])
  await expect(library().listEntries(id, { orderBy: 'name', cursor: '[7, 0]' })).rejects.toMatchObject({
    code: 'input_invalid',
  })
  const { entries } = await library().listEntries(id, { search: 'nowak' })
  const entry = await library().getEntry(id, entries[0]?.ordinal ?? -1)
  expect(entry).toMatchObject({ grade: 3, maxGrade: null, at: new Date('2026-02-12T10:00:00Z'), filesLeftOut: 0 })
  expect(entry.files).toMatchObject([{ role: 'report', path: entry.reportPath }])
  await expect(library().getEntry(id, 99)).rejects.toMatchObject({ code: 'not_found' })
})

test('an archive is looked into without unpacking it, file by file and part by part', async () => {
  const long = 'ä'.repeat(longestFilePart)
  engine.driver.textOf = (number) => (number === 1 ? long : `Item ${number}`)
  const id = await seal('Inside')
  engine.driver.textOf = (number) => `Item ${number}`
  expect(await library().getDescription(id)).toMatchObject({
    title: 'Inside',
    course: { name: 'World history' },
    complete: true,
    items: { total: 3 },
  })
  const all = await library().listFiles(id)
  expect(all.entries.map(({ path }) => path)).toEqual(expect.arrayContaining(['bagit.txt', 'data/items.csv']))
  const below = await library().listFiles(id, { folder: 'data', limit: 2 })
  const rest = await library().listFiles(id, { folder: 'data', cursor: below.nextCursor ?? '' })
  const paths = [...below.entries, ...rest.entries].map(({ path }) => path)
  expect(paths).toEqual(all.entries.flatMap(({ path }) => (path.startsWith('data/') ? path : [])))
  const { entries } = await library().listEntries(id, { search: 'zoe' })
  const path = entries[0]?.reportPath ?? ''
  const read: Buffer[] = []
  let offset: number | null = 0
  while (offset !== null) {
    const part = await library().readFile(id, { path, offset })
    expect(part).toMatchObject({ path, offset, mediaType: 'text/plain', sizeBytes: 2 * longestFilePart })
    read.push(Buffer.from(part.content))
    offset = part.nextOffset
  }
  expect(Buffer.concat(read).toString()).toBe(long)
  const middle = await library().readFile(id, { path, offset: 700_001, maximumBytes: 4 })
  expect(Buffer.from(middle.content)).toEqual(Buffer.from(long).subarray(700_001, 700_005))
  const whole = await library().openFile(id, path)
  expect((await buffer(whole.content)).toString()).toBe(long)
  for await (const _ of (await library().openFile(id, path)).content) break
  for (const wrong of ['../outside', '/etc/passwd', 'data/../bagit.txt', `${path}/`, 'Data/items.csv'])
    await expect(library().readFile(id, { path: wrong })).rejects.toMatchObject({ code: 'not_found' })
  await expect(library().readFile(id, { path, offset: 3 * longestFilePart })).rejects.toMatchObject({
    code: 'input_invalid',
  })
})

test('a damaged file is told as that, and the others can be read', async () => {
  const id = await seal('Damaged')
  const { path: zip, sha256 } = await library().get(id)
  const { entries } = await library().listFiles(id, { folder: 'data' })
  const bytes = await readFile(zip)
  // The first bytes of items.csv, packed, come after its name.
  const at = bytes.indexOf('data/items.csv') + 'data/items.csv'.length
  bytes.fill(0xff, at, at + 40)
  await writeFile(zip, bytes)
  // What was opened before is another file from here on for nobody: it is opened anew.
  await using keeping = openArchiveKeeping({ ...engine.ports, ...engine.archiveStores })
  await expect(keeping.archives.readFile(id, { path: 'data/items.csv' })).rejects.toMatchObject({
    code: 'manifest_invalid',
  })
  expect(await keeping.archives.readFile(id, { path: 'data/items.jsonl' })).toMatchObject({ nextOffset: null })
  expect(entries.length).toBeGreaterThan(3)
  await writeFile(zip, 'no zip')
  await using later = openArchiveKeeping({ ...engine.ports, ...engine.archiveStores })
  for (const asked of [later.archives.getDescription(id), later.archives.listFiles(id)])
    await expect(asked).rejects.toMatchObject({ code: 'manifest_invalid' })
  const target = join(folder, 'usb')
  await mkdir(target, { recursive: true })
  await expect(library().export(id, target)).rejects.toMatchObject({ code: 'write_mismatch' })
  expect(await readdir(target), sha256).toEqual([])
})

test('an archive is copied to a folder, over nothing, and the copy is what was sealed', async () => {
  const id = await seal('Exported')
  const { sha256, fileName } = await library().get(id)
  const target = join(folder, 'stick')
  await expect(library().export(id, target)).rejects.toMatchObject({ code: 'input_invalid' })
  await mkdir(target)
  expect(await library().export(id, target)).toMatchObject({ path: join(target, fileName), sha256 })
  const again = await library().export(id, target)
  expect(again.path).toBe(join(target, 'Exported (2).zip'))
  expect(await hashFile(again.path)).toBe(sha256)
  await expect(library().export(id, target, AbortSignal.abort())).rejects.toMatchObject({ code: 'aborted' })
  expect(await readdir(target)).toHaveLength(2)
})

test('an archive is removed for good, and that it was there is kept', async () => {
  const id = await seal('Removed')
  const record = await library().get(id)
  await library().verify(id)
  await library().readFile(id, { path: 'bagit.txt' })
  const removal = { removedBy: 'Ann', reason: ' Asked for by the student. ' }
  await expect(library().remove(id, { ...removal, reason: ' ' })).rejects.toMatchObject({ code: 'input_invalid' })
  const kept = {
    archiveId: id,
    removedBy: 'Ann',
    reason: 'Asked for by the student.',
    removedAt: now,
    sha256: record.sha256,
    title: 'Removed',
    fileRemoved: true,
  }
  expect(await library().remove(id, removal)).toMatchObject(kept)
  await expect(stat(record.path)).rejects.toMatchObject({ code: 'ENOENT' })
  for (const asked of [library().get(id), library().listEntries(id), library().remove(id, removal)])
    await expect(asked).rejects.toMatchObject({ code: 'not_found' })
  expect(await titlesOf('removed')).toEqual([])
  expect((await library().listRemovals()).entries[0]).toMatchObject(kept)
})

test('a task that makes a new version is not harmed by the removal of the archive before', async () => {
  engine.driver.fingerprintOf = () => 'as before'
  const first = await seal('Versions')
  const makeNext = async () => {
    const activity = { ...testActivity, activityName: 'Versions' }
    return (await engine.driver.createTask(activity, { items: 3 }, { reuseUnchanged: true })).id
  }
  const taskId = await makeNext()
  // Removed once its items are listed and before any of them is archived.
  engine.driver.listingScript = async () => {
    engine.driver.listingScript = async () => {}
    await library().remove(first, { removedBy: 'Ann', reason: 'A test.' })
  }
  await engine.driver.executeTask(taskId)
  expect(await engine.reached(taskId, 'finished', 'failed')).toBe('finished')
  const second = (await engine.driver.getTask(taskId)).archiveId ?? ''
  expect(second).not.toBe(first)
  expect(await library().verify(second)).toMatchObject({ verdict: 'intact' })
  // And the other way round: nothing has changed, but what it would finish with is gone.
  const thirdTask = await makeNext()
  const { tasks } = engine.ports
  const finishWith = tasks.finishWith.bind(tasks)
  tasks.finishWith = async (...asked) => {
    tasks.finishWith = finishWith
    await library().remove(second, { removedBy: 'Ann', reason: 'A test.' })
    return finishWith(...asked)
  }
  await engine.driver.executeTask(thirdTask)
  expect(await engine.reached(thirdTask, 'finished', 'failed')).toBe('finished')
  const third = (await engine.driver.getTask(thirdTask)).archiveId ?? ''
  expect(third).not.toBe(second)
  const log = (await engine.tasks.listLog(thirdTask, { limit: 500 })).entries.map(({ message }) => message)
  expect(log).toContainEqual(expect.stringContaining('was removed meanwhile'))
  expect(await library().verify(third)).toMatchObject({ verdict: 'intact' })
})

test('archives that are known by name only are read after the start, and one that cannot be is told', async () => {
  const one = await seal('Of an earlier version')
  const two = await seal('Lost since')
  const { entries: listings } = engine.ports
  for (const id of [one, two]) await listings.conclude(id, 'pending')
  await writeFile((await library().get(two)).path, 'no zip')
  await using keeping = openArchiveKeeping({ ...engine.ports, ...engine.archiveStores })
  await keeping.lister.listAll(['pending'])
  expect(await library().listEntries(one)).toMatchObject({ listing: 'listed', total: 3 })
  expect(await library().listEntries(two)).toMatchObject({ listing: 'unreadable', total: 3 })
  expect((await library().search()).notListed).toBe(1)
  expect(await titlesOf('lost garcia')).toEqual(['Lost since'])
})

test('the file of a removed archive is removed by the next start if it could not be then, and no other', async () => {
  const removal = { reason: 'A test.', removedBy: 'Ann', removedAt: now }
  const id = await seal('Left behind')
  const { path } = await library().get(id)
  await engine.catalog.remove(id, removal)
  const other = await seal('Left too')
  const otherPath = (await library().get(other)).path
  await engine.catalog.remove(other, removal)
  await writeFile(otherPath, 'Something else by now.')
  const told: string[] = []
  const onDiagnostic = ({ message }: { readonly message: string }) => void told.push(message)
  await using keeping = openArchiveKeeping({ ...engine.ports, ...engine.archiveStores, onDiagnostic })
  keeping.start()
  await expect.poll(() => told, { interval: 5 }).toEqual(['the file of a removed archive is still there'])
  await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' })
  expect((await stat(otherPath)).isFile()).toBe(true)
  expect((await engine.catalog.filesToRemove()).map(({ archiveId }) => archiveId)).toEqual([other])
})
