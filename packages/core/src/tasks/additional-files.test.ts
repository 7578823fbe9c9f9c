import { mkdir, readdir, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ArchiveDescription } from '../archive/archive-description.ts'
import { FindingCollector } from '../archive/finding-collector.ts'
import { openArchive } from '../archive/open-archive.ts'
import { verifyArchive } from '../archive/verify-archive.ts'
import { openTestEngine, temporaryFolder, testActivity, type TestEngine } from '../testing/open-test-engine.ts'
import { additionalFileLimits } from './additional-file-service.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

async function sealed(muniment: TestEngine, taskId: string) {
  await muniment.engine.start()
  await muniment.driver.executeTask(taskId)
  await muniment.reached(taskId, 'finished')
  const { archiveId } = await muniment.driver.getTask(taskId)
  const archive = await muniment.catalog.get(archiveId ?? '')
  const path = archive?.path ?? ''
  await using reader = await openArchive(path, new FindingCollector())
  const texts = new Map<string, string>()
  for (const entry of reader?.entries.values() ?? []) {
    let text = ''
    for await (const chunk of entry.open()) text += Buffer.from(chunk).toString('latin1')
    texts.set(entry.path, text)
  }
  // The archive's own description, as this version writes it.
  const description = JSON.parse(texts.get('data/activity.json') ?? '') as ArchiveDescription
  return { path, texts, description }
}

test('files are sealed below a folder of their own, listed, counted and verified', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openTestEngine(folder.path)
  const task = await muniment.driver.createTask(testActivity, { items: 2 })
  await muniment.tasks.addFile(task.id, { name: 'Sitzplan: Saal 1/2.PDF', note: 'Nach Augenschein' }, bytes('%PDF'))
  await muniment.tasks.addFile(task.id, { name: 'minutes.txt' }, bytes('first'))
  await muniment.tasks.addFile(task.id, { name: 'Minutes.TXT' }, bytes('second'))
  await muniment.tasks.addFile(task.id, { name: '../../CON' }, bytes(''))
  const { path, texts, description } = await sealed(muniment, task.id)
  expect(description.additionalFiles).toMatchObject([
    {
      path: 'additional files/Sitzplan_ Saal 1_2.PDF',
      originalName: 'Sitzplan: Saal 1/2.PDF',
      mediaType: 'application/pdf',
      note: 'Nach Augenschein',
      sizeBytes: 4,
    },
    { path: 'additional files/minutes.txt', mediaType: 'text/plain', note: '' },
    { path: 'additional files/Minutes (2).TXT', originalName: 'Minutes.TXT' },
    {
      path: 'additional files/.._.._CON',
      originalName: '../../CON',
      mediaType: 'application/octet-stream',
      sizeBytes: 0,
    },
  ])
  expect(texts.get('data/additional files/Minutes (2).TXT')).toBe('second')
  expect(texts.get('bag-info.txt')).toContain('Muniment-Additional-Files: 4\n')
  expect(texts.get('data/index.html')).toContain('Nach Augenschein')
  expect(await verifyArchive(path)).toMatchObject({ verdict: 'intact', complete: true, findings: [] })
})

test('the payload depends on the files, their names and their order alone', async () => {
  const manifests: string[] = []
  for (const [first, second] of [
    ['a', 'b'],
    ['a', 'b'],
    ['b', 'a'],
  ] as const) {
    await using folder = await temporaryFolder()
    await using muniment = await openTestEngine(folder.path)
    const task = await muniment.driver.createTask(testActivity, { items: 1 })
    const gone = await muniment.tasks.addFile(task.id, { name: 'plan.txt' }, bytes('taken out again'))
    if (manifests.length === 1) await muniment.tasks.removeFile(task.id, gone.id)
    for (const text of [first, second]) await muniment.tasks.addFile(task.id, { name: 'plan.txt' }, bytes(text))
    if (manifests.length !== 1) await muniment.tasks.removeFile(task.id, gone.id)
    manifests.push((await sealed(muniment, task.id)).texts.get('manifest-sha256.txt') ?? '')
  }
  expect(manifests[1]).toBe(manifests[0])
  expect(manifests[2]).not.toBe(manifests[0])
})

test('a process that ends between adding and sealing loses nothing', async () => {
  await using folder = await temporaryFolder()
  let taskId = ''
  let uploadId = ''
  {
    await using first = await openTestEngine(folder.path)
    taskId = (await first.driver.createTask(testActivity, { items: 1 })).id
    await first.tasks.addFile(taskId, { name: 'plan.txt' }, bytes('the plan'))
    ;({ uploadId } = await first.uploads.begin(taskId, { name: 'scan.png', note: 'page 1' }))
    await first.uploads.append(uploadId, 0, bytes('half '))
  }
  {
    await using second = await openTestEngine(folder.path)
    expect(await second.uploads.get(uploadId)).toEqual({ uploadId, offset: 5 })
    await second.uploads.append(uploadId, 5, bytes('and half'))
    await expect(second.uploads.finish(taskId, uploadId, 14)).rejects.toMatchObject({
      code: 'state_conflict',
      details: { offset: 13 },
    })
    const file = await second.uploads.finish(taskId, uploadId, 13)
    expect(await second.uploads.finish(taskId, uploadId, 13), 'asked again after a lost answer').toEqual(file)
    expect(await readdir(join(folder.path, 'uploads'))).toEqual([])
  }
  await using third = await openTestEngine(folder.path)
  const { texts } = await sealed(third, taskId)
  expect(texts.get('data/additional files/plan.txt')).toBe('the plan')
  expect(texts.get('data/additional files/scan.png')).toBe('half and half')
})

test('a process killed after the row was written and before the upload was forgotten adds the file once', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openTestEngine(folder.path)
  const { id } = await muniment.driver.createTask(testActivity)
  const { uploadId } = await muniment.uploads.begin(id, { name: 'plan.txt' })
  await muniment.uploads.append(uploadId, 0, bytes('x'))
  const file = await muniment.uploads.finish(id, uploadId, 1)
  // As such a process leaves it.
  await mkdir(join(folder.path, 'uploads', uploadId), { recursive: true })
  expect(await muniment.uploads.finish(id, uploadId, 1)).toEqual(file)
  expect(await muniment.tasks.listFiles(id)).toEqual([file])
  expect(await readdir(join(folder.path, 'uploads'))).toEqual([])
})

test('an upload that nobody goes on with is forgotten at the next start, and a young one is not', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openTestEngine(folder.path)
  const { id } = await muniment.driver.createTask(testActivity)
  const old = await muniment.uploads.begin(id, { name: 'old' })
  const young = await muniment.uploads.begin(id, { name: 'young' })
  const twoDaysAgo = new Date(Date.now() - 48 * 3_600_000)
  await utimes(join(folder.path, 'uploads', old.uploadId), twoDaysAgo, twoDaysAgo)
  expect(await muniment.uploads.forgetAbandoned()).toBe(1)
  await expect(muniment.uploads.get(old.uploadId)).rejects.toMatchObject({ code: 'not_found' })
  expect(await muniment.uploads.get(young.uploadId)).toEqual(young)
})

test('once a task was executed, its files stay as they are', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openTestEngine(folder.path)
  const task = await muniment.driver.createTask(testActivity, { items: 1 })
  const file = await muniment.tasks.addFile(task.id, { name: 'plan.txt' }, bytes('x'))
  const { uploadId } = await muniment.uploads.begin(task.id, { name: 'late.txt' })
  await sealed(muniment, task.id)
  const late = { code: 'state_conflict', message: expect.stringContaining('Make a new task') }
  await expect(muniment.tasks.addFile(task.id, { name: 'b' }, bytes('x'))).rejects.toMatchObject(late)
  await expect(muniment.uploads.begin(task.id, { name: 'b' })).rejects.toMatchObject(late)
  await expect(muniment.uploads.finish(task.id, uploadId, 0)).rejects.toMatchObject(late)
  await expect(muniment.tasks.removeFile(task.id, file.id)).rejects.toMatchObject(late)
  expect(await muniment.tasks.listFiles(task.id)).toEqual([file])
})

test('what is too much is refused with a sentence, and leaves nothing', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openTestEngine(folder.path)
  const { id } = await muniment.driver.createTask(testActivity)
  const refused = (message: RegExp) => ({ code: 'input_invalid', message: expect.stringMatching(message) })
  for (const name of ['', ' ', 'x'.repeat(256)]) {
    await expect(muniment.tasks.addFile(id, { name }, bytes('x'))).rejects.toMatchObject(refused(/1 to 255/u))
  }
  await expect(muniment.tasks.addFile(id, { name: 'a', note: 'x'.repeat(1_001) }, bytes(''))).rejects.toMatchObject(
    refused(/at most 1000/u),
  )
  const { uploadId } = await muniment.uploads.begin(id, { name: 'big.iso' })
  await expect(muniment.uploads.append(uploadId, additionalFileLimits.bytesPerFile, bytes('x'))).rejects.toMatchObject(
    refused(/“big.iso” is too large: .* 2 GiB/u),
  )
  const chunk = new Uint8Array(additionalFileLimits.chunkBytes + 1)
  await expect(muniment.uploads.append(uploadId, 0, chunk)).rejects.toMatchObject(refused(/at most 524288/u))
  for (let number = 0; number < additionalFileLimits.files; number++) {
    await muniment.tasks.addFile(id, { name: 'same' }, bytes('x'))
  }
  await expect(muniment.tasks.addFile(id, { name: 'one more' }, bytes('x'))).rejects.toMatchObject(refused(/100/u))
  await expect(muniment.tasks.removeFile(id, 'none')).rejects.toMatchObject({ code: 'not_found' })
  await expect(muniment.tasks.listFiles('none')).rejects.toMatchObject({ code: 'not_found' })
})

test('an aborted or broken stream adds nothing', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openTestEngine(folder.path)
  const { id } = await muniment.driver.createTask(testActivity)
  async function* broken() {
    yield bytes('some')
    throw new Error('the disk was pulled out')
  }
  await expect(muniment.tasks.addFile(id, { name: 'a' }, broken())).rejects.toThrow('pulled out')
  await expect(muniment.tasks.addFile(id, { name: 'a' }, bytes('x'), AbortSignal.abort())).rejects.toMatchObject({
    code: 'aborted',
  })
  expect(await muniment.tasks.listFiles(id)).toEqual([])
  expect(await readdir(join(folder.path, 'artifacts', 'incoming'))).toEqual([])
})
