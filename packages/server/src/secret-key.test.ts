import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readSecretKey } from './secret-key.ts'

const { platform } = process
let dataFolder = ''
beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'muniment-key-'))
})
afterEach(() => rm(dataFolder, { recursive: true, force: true }))

test('a key is made once, kept, and agreed on by starts at the same time', async () => {
  const keys = await Promise.all(Array.from({ length: 5 }, () => readSecretKey({ dataFolder, platform })))
  expect(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size).toBe(1)
  expect(keys[0]).toHaveLength(32)
  expect(await readdir(dataFolder)).toEqual(['secret.key'])
  if (platform !== 'win32') expect((await stat(join(dataFolder, 'secret.key'))).mode & 0o777).toBe(0o600)
})

test.skipIf(platform === 'win32')('a file that others can read is refused', async () => {
  await readSecretKey({ dataFolder, platform })
  await chmod(join(dataFolder, 'secret.key'), 0o644)
  await expect(readSecretKey({ dataFolder, platform })).rejects.toMatchObject({
    code: 'storage_failed',
    message: /chmod 600/u,
  })
})

test('the environment goes before the file, and must hold 32 bytes', async () => {
  const fromEnvironment = Buffer.alloc(32, 5).toString('base64')
  expect(await readSecretKey({ dataFolder, platform, fromEnvironment })).toEqual(Buffer.alloc(32, 5))
  expect(await readdir(dataFolder)).toEqual([])
  await expect(readSecretKey({ dataFolder, platform, fromEnvironment: 'short' })).rejects.toMatchObject({
    code: 'input_invalid',
  })
})

test('a spoilt file is refused rather than replaced: what it encrypted would be lost', async () => {
  await writeFile(join(dataFolder, 'secret.key'), 'spoilt', { mode: 0o600 })
  await expect(readSecretKey({ dataFolder, platform })).rejects.toMatchObject({ code: 'input_invalid' })
})
