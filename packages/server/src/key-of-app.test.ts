import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { openTestEngine } from '@muniment/core/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readKeyOfApp, type Keystore } from './key-of-app.ts'
import { readSecretKey } from './secret-key.ts'

const { platform } = process
let dataFolder = ''
beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'muniment-app-key-'))
})
afterEach(() => rm(dataFolder, { recursive: true, force: true }))

/** A keystore that turns bytes around, and can be locked or missing. */
class TestKeystore implements Keystore {
  state: 'open' | 'locked' | 'missing' | 'forgetful' = 'open'

  isAvailable(): Promise<boolean> {
    return Promise.resolve(this.state !== 'missing')
  }

  seal(text: string): Promise<Uint8Array> {
    return Promise.resolve(Buffer.from(text).map((byte) => byte ^ 0xff))
  }

  unseal(sealed: Uint8Array): Promise<string> {
    if (this.state === 'locked') return Promise.reject(new Error('locked'))
    if (this.state === 'forgetful') return Promise.resolve('something else')
    return Promise.resolve(Buffer.from(sealed.map((byte) => byte ^ 0xff)).toString())
  }
}

const keystore = new TestKeystore()
beforeEach(() => {
  keystore.state = 'open'
})
const read = (more: { mayKeepInFile?: boolean; isLost?: boolean } = {}) =>
  readKeyOfApp({ dataFolder, platform, keystore, mayKeepInFile: false, ...more })
const reason = (text: string) => expect.objectContaining({ code: 'storage_failed', details: { reason: text } })

test('a key is made once and kept sealed, and starts at the same time agree on it', async () => {
  const keys = await Promise.all([read(), read(), read()])
  expect(keys[0]).toHaveLength(32)
  expect(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size).toBe(1)
  expect(await readdir(dataFolder)).toEqual(['secret.key.sealed'])
  const file = await readFile(join(dataFolder, 'secret.key.sealed'), 'utf8')
  expect(file).not.toContain(Buffer.from(keys[0]).toString('base64'))
  if (platform !== 'win32') expect((await stat(join(dataFolder, 'secret.key.sealed'))).mode & 0o777).toBe(0o600)
  expect(await read()).toEqual(keys[0])
})

test('a key in a plain file is taken over, and the file removed', async () => {
  const before = await readSecretKey({ dataFolder, platform })
  expect(await read()).toEqual(before)
  expect(await readdir(dataFolder)).toEqual(['secret.key.sealed'])
})

test('a plain file stays where what was sealed does not open', async () => {
  const before = await readSecretKey({ dataFolder, platform })
  keystore.state = 'forgetful'
  await expect(read()).rejects.toEqual(reason('keystore_locked'))
  expect(await readdir(dataFolder)).toContain('secret.key')
  keystore.state = 'open'
  expect(await read()).toEqual(before)
  expect(await readdir(dataFolder)).toEqual(['secret.key.sealed'])
})

test.skipIf(platform === 'win32')('a plain file that others can read is not taken over without a word', async () => {
  await readSecretKey({ dataFolder, platform })
  await chmod(join(dataFolder, 'secret.key'), 0o644)
  await expect(read()).rejects.toMatchObject({ message: /chmod 600/u })
  expect(await readdir(dataFolder)).toEqual(['secret.key'])
})

test('a plain file with another key than the sealed one is left to people', async () => {
  const key = await read()
  await writeFile(join(dataFolder, 'secret.key'), Buffer.alloc(32, 7).toString('base64'), { mode: 0o600 })
  expect(await read()).toEqual(key)
  expect(await readdir(dataFolder)).toEqual(['secret.key', 'secret.key.sealed'])
})

test('a locked or missing keystore loses nothing', async () => {
  const key = await read()
  for (const state of ['locked', 'missing'] as const) {
    keystore.state = state
    await expect(read({ mayKeepInFile: true })).rejects.toEqual(reason('keystore_locked'))
  }
  keystore.state = 'open'
  expect(await read()).toEqual(key)
})

test('without a keystore, a file is made only where the user agreed; after that nobody is asked', async () => {
  keystore.state = 'missing'
  await expect(read()).rejects.toEqual(reason('keystore_missing'))
  expect(await readdir(dataFolder)).toEqual([])
  const key = await read({ mayKeepInFile: true })
  expect(await readdir(dataFolder)).toEqual(['secret.key'])
  expect(await read()).toEqual(key)
})

test('no key is made beside sign-ins that need the old one, unless somebody says that it is lost', async () => {
  await (await openTestEngine(dataFolder))[Symbol.asyncDispose]()
  await expect(read()).rejects.toEqual(reason('secret_key'))
  expect(await readdir(dataFolder)).not.toContain('secret.key.sealed')
  await read({ isLost: true })
  keystore.state = 'locked'
  await expect(read()).rejects.toEqual(reason('keystore_locked'))
  keystore.state = 'open'
  const key = await read()
  expect(await read({ isLost: true })).not.toEqual(key)
  expect(await readdir(dataFolder)).toContain('secret.key.sealed.lost')
})

test('the command line is told where the key is', async () => {
  await read()
  await expect(readSecretKey({ dataFolder, platform })).rejects.toEqual(reason('key_in_keystore'))
  const fromEnvironment = Buffer.alloc(32, 5).toString('base64')
  expect(await readSecretKey({ dataFolder, platform, fromEnvironment })).toEqual(Buffer.alloc(32, 5))
})
