import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { LogSync } from './log-sync.ts'

let folder = ''
let file = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muniment-log-'))
  file = join(folder, 'muniment.db')
  await writeFile(`${file}-wal`, 'log')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('all who wait for what was written before share one sync, and what is written meanwhile gets the next', async () => {
  await using log = await LogSync.open(file)
  log.written()
  const first = log.synced()
  expect(log.synced()).toBe(first)
  // The sync begins with the next turn; what comes after may not be in it.
  await Promise.resolve()
  await Promise.resolve()
  log.written()
  const second = log.synced()
  expect(second).not.toBe(first)
  let isFirstDone = false
  void first.then(() => (isFirstDone = true))
  await second
  expect(isFirstDone).toBe(true)
})

test('without anything written nothing is waited for', async () => {
  await using log = await LogSync.open(file)
  await log.synced()
  expect(log.synced()).toBe(log.synced())
})

test('what could not be synced is not forgotten', async () => {
  const log = await LogSync.open(file)
  await log[Symbol.asyncDispose]()
  log.written()
  for (let time = 0; time < 2; time++) await expect(log.synced()).rejects.toThrow()
})

test('a database without a log is an error', async () => {
  await expect(LogSync.open(join(folder, 'other.db'))).rejects.toMatchObject({ code: 'ENOENT' })
})
