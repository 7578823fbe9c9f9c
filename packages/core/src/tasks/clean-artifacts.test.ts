import * as fc from 'fast-check'
import { readdir, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import type { ArtifactStore } from '../archive/artifact-store.ts'
import { openFolderArtifactStore } from '../archive/folder-artifact-store.ts'
import { SqlArtifactReferences } from '../db/sql-artifact-references.ts'
import { openTestDatabase } from '../testing/open-test-database.ts'
import { openTestEngine, temporaryFolder, testActivity } from '../testing/open-test-engine.ts'
import type { ArtifactReferences } from './artifact-references.ts'
import { cleanArtifacts } from './clean-artifacts.ts'

const day = 24 * 60 * 60 * 1000

/** A store on a disk, with rows and a clock that a test moves. */
async function openStore(folder: string) {
  const named = new Set<string>()
  const state = { now: new Date(Date.now() + 1_000), oldest: null as Date | null }
  const artifacts = await openFolderArtifactStore({ folder, now: state.now })
  const references: ArtifactReferences = {
    namedAmong: async (hashes) => new Set(hashes.filter((hash) => named.has(hash))),
    namedAfter: async () => [],
    oldestExecutionStart: async () => state.oldest,
  }
  const ports = { artifacts, references, now: () => state.now }
  return {
    ...ports,
    named,
    state,
    clean: () => cleanArtifacts(ports),
    /** What was written so far gets older; unlike by {@link pass}, what is written from now on is new. */
    async age(days: number) {
      for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile()) continue
        const file = join(entry.parentPath, entry.name)
        const at = new Date((await stat(file)).mtimeMs - days * day)
        await utimes(file, at, at)
      }
    },
    pass(days: number) {
      state.now = new Date(state.now.getTime() + days * day)
    },
  }
}

const put = async (artifacts: ArtifactStore, words: string): Promise<string> =>
  (await artifacts.put(Buffer.from(words))).sha256

describe('cleaning the artifact store', () => {
  test('puts aside what nothing names, and removes it a day later', async () => {
    await using folder = await temporaryFolder()
    const store = await openStore(folder.path)
    const [kept, left] = [await put(store.artifacts, 'kept'), await put(store.artifacts, 'left')]
    store.named.add(kept)
    expect(await store.clean()).toMatchObject({ setAside: 0, removed: 0 })
    store.pass(1.1)
    expect(await store.clean()).toMatchObject({ setAside: 1, removed: 0 })
    expect(await text(store.artifacts.open(left))).toBe('left')
    store.pass(0.9)
    expect(await store.clean()).toMatchObject({ removed: 0 })
    store.pass(0.2)
    expect(await store.clean()).toEqual({ setAside: 0, restored: 0, removed: 1, removedBytes: 4 })
    expect(await store.artifacts.has(left)).toBe(false)
    expect(await text(store.artifacts.open(kept))).toBe('kept')
  })

  test('brings back what is named again, and keeps what is put again', async () => {
    await using folder = await temporaryFolder()
    const store = await openStore(folder.path)
    const [again, anew] = [await put(store.artifacts, 'again'), await put(store.artifacts, 'anew')]
    store.pass(1.1)
    await store.clean()
    store.named.add(again)
    await put(store.artifacts, 'anew')
    expect(await store.clean()).toMatchObject({ restored: 1 })
    store.pass(1.1)
    store.named.add(anew)
    await store.clean()
    expect(await text(store.artifacts.open(again))).toBe('again')
    expect(await text(store.artifacts.open(anew))).toBe('anew')
    expect(await readdir(join(folder.path, 'aside'))).toEqual([])
  })

  test('waits for work that began before a content was put aside', async () => {
    await using folder = await temporaryFolder()
    const store = await openStore(folder.path)
    const slow = await put(store.artifacts, 'of an item that takes days')
    store.state.oldest = store.state.now
    store.pass(2)
    expect(await store.clean()).toMatchObject({ setAside: 1 })
    store.pass(2)
    expect(await store.clean()).toMatchObject({ removed: 0 })
    store.named.add(slow)
    expect(await store.clean()).toMatchObject({ restored: 1 })
  })

  test('may end at any step, and go on', async () => {
    for (let lastStep = 0; lastStep < 8; lastStep++) {
      await using folder = await temporaryFolder()
      const store = await openStore(folder.path)
      const named = await put(store.artifacts, 'named')
      for (const words of ['a', 'b', 'c']) await put(store.artifacts, words)
      store.named.add(named)
      let step = 0
      const stopping = new Proxy(store.artifacts, {
        get(target, key) {
          if (key !== 'setAside' && key !== 'removeSetAside') return Reflect.get(target, key).bind(target)
          return async (...parts: Parameters<ArtifactStore['setAside']>) => {
            if (step++ === lastStep) throw new RangeError('The process ended.')
            return key === 'setAside' ? target.setAside(...parts) : target.removeSetAside(parts[0])
          }
        },
      })
      for (let round = 0; round < 4; round++) {
        store.pass(1.1)
        await cleanArtifacts({ ...store, artifacts: stopping }).catch((error: unknown) => {
          if (!(error instanceof RangeError)) throw error
        })
      }
      expect(await text(store.artifacts.open(named))).toBe('named')
      const left: string[] = []
      for await (const { sha256 } of store.artifacts.list()) left.push(sha256)
      expect(left).toEqual([named])
    }
  })

  test('does not remove at once what is put aside where something was aside before', async () => {
    await using folder = await temporaryFolder()
    const store = await openStore(folder.path)
    const twice = await put(store.artifacts, 'twice')
    store.pass(1.1)
    await store.clean()
    // Written again while it is aside, and then nothing happens for days.
    await put(store.artifacts, 'twice')
    store.pass(3)
    expect(await store.clean()).toMatchObject({ setAside: 1, removed: 0 })
    store.named.add(twice)
    expect(await text(store.artifacts.open(twice))).toBe('twice')
    expect(await store.clean()).toMatchObject({ restored: 1 })
  })

  test('never loses what something names, whatever happens in whatever order', async () => {
    await using root = await temporaryFolder()
    const step = fc.oneof(
      fc.record({ kind: fc.constant('put'), content: fc.integer({ min: 0, max: 5 }) }),
      fc.record({ kind: fc.constant('unname'), content: fc.integer({ min: 0, max: 5 }) }),
      fc.record({ kind: fc.constant('pass'), content: fc.integer({ min: 1, max: 30 }) }),
      fc.record({ kind: fc.constant('clean'), content: fc.constant(0) }),
      fc.record({ kind: fc.constant('cleanTwice'), content: fc.integer({ min: 0, max: 5 }) }),
    )
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
        const store = await openStore(join(root.path, String(run++)))
        const hashes = new Map<number, string>()
        for (const { kind, content } of steps) {
          if (kind === 'put') {
            const sha256 = await put(store.artifacts, `content ${content}`)
            hashes.set(content, sha256)
            store.named.add(sha256)
          } else if (kind === 'unname') store.named.delete(hashes.get(content) ?? '')
          else if (kind === 'pass') await store.age(content / 10)
          else if (kind === 'clean') await store.clean()
          else {
            // Two cleanings at once while a content is put.
            const [, , sha256] = await Promise.all([
              store.clean(),
              store.clean(),
              put(store.artifacts, `content ${content}`),
            ])
            hashes.set(content, sha256)
            store.named.add(sha256)
          }
          for (const [words, sha256] of hashes)
            if (store.named.has(sha256)) expect(await text(store.artifacts.open(sha256))).toBe(`content ${words}`)
        }
      }),
      { numRuns: 150 },
    )
  })

  test('keeps everything that a finished task and its additional files need', async () => {
    await using folder = await temporaryFolder()
    await using opened = await openTestEngine(folder.path)
    const task = await opened.driver.createTask(testActivity, { items: 3 })
    const file = await opened.tasks.addFile(task.id, { name: 'plan.txt' }, Buffer.from('A seating plan'))
    await opened.engine.start()
    await opened.driver.executeTask(task.id)
    await opened.reached(task.id, 'finished')
    const left = await put(opened.ports.artifacts, 'left by nobody knows whom')
    await using database = await openTestDatabase(folder.path)
    const references = new SqlArtifactReferences(database)
    let now = Date.now() + 1_000
    const ports = { artifacts: opened.ports.artifacts, references, now: () => new Date(now) }
    for (let round = 0; round < 3; round++) {
      now += 1.1 * day
      await cleanArtifacts(ports)
    }
    expect(await ports.artifacts.has(left)).toBe(false)
    expect(await text(ports.artifacts.open(file.sha256))).toBe('A seating plan')
    for (const { artifacts, record } of await opened.ports.items.pageForSealing(task.id, '', 10)) {
      for (const { sha256 } of artifacts) expect(await ports.artifacts.has(sha256)).toBe(true)
      expect(await text(ports.artifacts.open(record?.sha256 ?? ''))).toContain('number')
    }
  })
})
