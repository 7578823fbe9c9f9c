import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openFolderUploadStore } from './folder-upload-store.ts'
import type { UploadStore } from './upload-store.ts'

let folder = ''
let store: UploadStore
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muniment-uploads-'))
  store = await openFolderUploadStore(folder)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const request = { taskId: 'task-1', name: 'Sitzplan.pdf', note: 'Saal 3' }
const bytes = (text: string) => new TextEncoder().encode(text)

async function textOf(uploadId: string): Promise<string> {
  let text = ''
  for await (const chunk of store.read(uploadId)) text += new TextDecoder().decode(chunk)
  return text
}

test('what was appended is there at the next start, in order', async () => {
  await store.begin('up-1', request)
  expect(await store.append('up-1', 0, bytes('one '))).toBe(4)
  expect(await store.append('up-1', 4, bytes('two '))).toBe(8)
  store = await openFolderUploadStore(folder)
  expect(await store.find('up-1')).toEqual({ ...request, offset: 8 })
  await store.append('up-1', 8, bytes('three'))
  expect(await textOf('up-1')).toBe('one two three')
})

test('a chunk that does not begin where the last one ended is refused, and says where it should', async () => {
  await store.begin('up-1', request)
  await store.append('up-1', 0, bytes('one '))
  for (const offset of [0, 3, 5]) {
    await expect(store.append('up-1', offset, bytes('x'))).rejects.toMatchObject({
      code: 'state_conflict',
      details: { offset: 4 },
    })
  }
  expect(await textOf('up-1')).toBe('one ')
})

test('what a killed process left of a chunk is not part of the file', async () => {
  await store.begin('up-1', request)
  await store.append('up-1', 0, bytes('one '))
  await writeFile(join(folder, 'up-1', '.muniment-00000000-1-1.tmp'), 'half of')
  expect(await store.find('up-1')).toMatchObject({ offset: 4 })
  expect(await textOf('up-1')).toBe('one ')
})

test('an upload that nobody goes on with is removed, others are counted', async () => {
  await store.begin('old', request)
  await store.begin('young', request)
  const yesterday = new Date(Date.now() - 48 * 3_600_000)
  await utimes(join(folder, 'old'), yesterday, yesterday)
  expect(await store.sweep(new Date(Date.now() - 24 * 3_600_000))).toBe(1)
  expect(await readdir(folder)).toEqual(['young'])
})

test.each(['..', '../up-1', 'UP', '', 'a/b', '.hidden'])('%j is no upload, and leaves the folder', async (uploadId) => {
  expect(await store.find(uploadId)).toBeUndefined()
  await expect(store.discard(uploadId)).rejects.toMatchObject({ code: 'not_found' })
})
