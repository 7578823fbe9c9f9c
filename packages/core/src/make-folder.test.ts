import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeFolder } from './make-folder.ts'

let root = ''
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'muniment-folder-'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

test('makes a folder with those above it, also when several ask at once, and when it is there', async () => {
  const folder = join(root, 'a', 'b', 'c')
  await Promise.all([makeFolder(folder), makeFolder(folder), makeFolder(join(root, 'a', 'd'))])
  await makeFolder(folder)
  expect((await stat(folder)).isDirectory()).toBe(true)
})

test('a file in the way is an error that names the folder', async () => {
  await writeFile(join(root, 'file'), '')
  await expect(makeFolder(join(root, 'file'))).rejects.toMatchObject({ code: 'storage_failed', message: /file/u })
  await expect(makeFolder(join(root, 'file', 'below'))).rejects.toMatchObject({ code: 'storage_failed' })
})

test.runIf(process.platform === 'linux')('a file system that refuses without end is an error', async () => {
  await expect(makeFolder('/proc/muniment/x')).rejects.toMatchObject({ code: 'storage_failed' })
})
