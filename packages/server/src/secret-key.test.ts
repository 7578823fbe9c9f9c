import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { createCore } from '@muniment/core'
import { openTestEngine } from '@muniment/core/testing'
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

test('where others have the key and another data folder, none is made', async () => {
  const shared = { dataFolder, platform, isShared: true }
  await expect(readSecretKey(shared)).rejects.toThrow('Set MUNIMENT_SECRET_KEY for all of them')
  expect(await readdir(dataFolder)).toEqual([])
  const fromEnvironment = Buffer.alloc(32, 5).toString('base64')
  expect(await readSecretKey({ ...shared, fromEnvironment })).toEqual(Buffer.alloc(32, 5))
  const copied = await readSecretKey({ dataFolder, platform })
  expect(await readSecretKey(shared)).toEqual(copied)
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

test('a file that is lost while the database keeps sign-ins is not replaced, unless somebody says so', async () => {
  // An engine on a database with one source, whose key is all zeros.
  await (await openTestEngine(dataFolder))[Symbol.asyncDispose]()
  await expect(readSecretKey({ dataFolder, platform })).rejects.toMatchObject({
    code: 'storage_failed',
    message: /secret\.key, is missing.*Put it back.*new-secret-key/u,
  })
  expect(await readdir(dataFolder)).not.toContain('secret.key')
  const options = { dataFolder, platform, version: '0.0.0-test', typesetterProcesses: 1 }
  const another = Buffer.alloc(32, 5)
  await expect(createCore({ ...options, secretKey: another })).rejects.toMatchObject({
    code: 'storage_failed',
    details: { reason: 'secret_key' },
  })
  await (await createCore({ ...options, secretKey: new Uint8Array(32) }))[Symbol.asyncDispose]()

  const secretKey = await readSecretKey({ dataFolder, platform, isLost: true })
  {
    await using core = await createCore({ ...options, secretKey, secretKeyIsLost: true })
    const { entries } = await core.sources.list()
    expect(entries, 'only its sign-in is forgotten').toMatchObject([
      { id: 'source-1', userName: 'teacher of source-1' },
    ])
    await expect(core.sources.check('source-1')).rejects.toMatchObject({
      code: 'source_unauthenticated',
      message: /Sign in to the site again/u,
    })
  }
  // From now on it is a key like any other.
  expect(await readSecretKey({ dataFolder, platform })).toEqual(secretKey)
  await (await createCore({ ...options, secretKey }))[Symbol.asyncDispose]()
})
