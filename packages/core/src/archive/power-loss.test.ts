import { mkdir, mkdtemp, realpath, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeFolder } from '../make-folder.ts'
import { folderTarget } from '../storage/folder-target.ts'
import { recordSyncs } from '../testing/record-syncs.ts'
import { openFolderArtifactStore } from './folder-artifact-store.ts'
import { openFolderUploadStore } from './folder-upload-store.ts'
import { sealArchive } from './seal-archive.ts'
import { writeFileOnce, writeFileWhole } from './write-file-whole.ts'

let root = ''
beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'muniment-power-')))
})
afterEach(() => rm(root, { recursive: true, force: true }))

const now = new Date('2026-11-26T12:00:00Z')
const hello = Buffer.from('hello')
const helloName = '2c/f24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824'
const temporary = expect.stringMatching(/^(?:.*\/)?\.muniment-[0-9a-f]{8}-\d+-\d+\.tmp$/u)

async function* noEntries() {}

describe.runIf(process.platform === 'linux')('what a power failure must not take is synced in order', () => {
  test('a new folder: each one in the folder that it lies in', async () => {
    expect(await recordSyncs(root, ['a', 'a/b'], () => makeFolder(join(root, 'a', 'b')))).toEqual([
      { path: '', there: ['a'] },
      { path: 'a', there: ['a', 'a/b'] },
    ])
  })

  test('a folder that another process made and may not have synced', async () => {
    await mkdir(join(root, 'a'))
    expect(await recordSyncs(root, ['a'], () => makeFolder(join(root, 'a')))).toEqual([{ path: '', there: ['a'] }])
  })

  test.each([
    ['a file that replaces another', () => writeFileWhole(join(root, 'file'), 'text')],
    ['a file that is written once', () => writeFileOnce(join(root, 'file'), 'text')],
  ])('%s: the file before it has its name, its folder after that', async (_name, write) => {
    expect(await recordSyncs(root, ['file'], write)).toEqual([
      { path: temporary, there: [] },
      { path: '', there: ['file'] },
    ])
  })

  test('a content of the artifact store, with the folder that it is the first of', async () => {
    const store = await openFolderArtifactStore({ folder: root, now })
    expect(await recordSyncs(root, ['2c', helloName], () => store.put(hello))).toEqual([
      { path: temporary, there: [] },
      { path: '', there: ['2c'] },
      { path: '2c', there: ['2c', helloName] },
    ])
  })

  test('a content that is there already: its publisher may have been killed before the syncs', async () => {
    await (await openFolderArtifactStore({ folder: root, now })).put(hello)
    const store = await openFolderArtifactStore({ folder: root, now })
    const syncs = await recordSyncs(root, [helloName], () => store.put(hello))
    expect(syncs.map(({ path }) => path)).toEqual([temporary, '', '2c'])
  })

  test('a content that is put aside or brought back: the new place before the old one', async () => {
    const store = await openFolderArtifactStore({ folder: root, now })
    const { sha256 } = await store.put(hello)
    const asideName = `aside/${sha256}`
    expect(await recordSyncs(root, [helloName, asideName], () => store.setAside(sha256, now))).toEqual([
      { path: 'aside', there: [asideName] },
      { path: '2c', there: [asideName] },
    ])
    expect(await recordSyncs(root, [helloName, asideName], () => store.restore(sha256))).toEqual([
      { path: '2c', there: [helloName] },
      { path: 'aside', there: [helloName] },
    ])
  })

  test('an upload and its chunks, before they are acknowledged', async () => {
    const store = await openFolderUploadStore(root)
    const begin = () => store.begin('up-1', { taskId: 'task-1', name: 'Plan.pdf', note: '' })
    expect(await recordSyncs(root, ['up-1/request.json'], begin)).toEqual([
      { path: temporary, there: [] },
      { path: 'up-1', there: ['up-1/request.json'] },
      { path: '', there: ['up-1/request.json'] },
    ])
    expect(await recordSyncs(root, ['up-1/0-5'], () => store.append('up-1', 0, hello))).toEqual([
      { path: temporary, there: [] },
      { path: 'up-1', there: ['up-1/0-5'] },
    ])
  })

  test('an archive: told to the caller when the zip is synced and has no name, returned when its folder is synced', async () => {
    const told: string[] = []
    const request = {
      archiveName: 'archive',
      target: folderTarget(root),
      payload: noEntries(),
      bagInfo: [],
      sealedAt: now,
    }
    const syncs = await recordSyncs(root, ['archive.zip', 'told'], () =>
      sealArchive({ ...request, beforePublish: async ({ fileName }) => void told.push(fileName, await marked()) }),
    )
    expect(told).toEqual(['archive.zip', 'marked'])
    expect(syncs).toEqual([
      { path: temporary, there: [] },
      { path: '', there: ['archive.zip', 'told'] },
    ])
  })

  test('the recorder sees a sync that is left out', async () => {
    const unsynced = async () => {
      await mkdir(join(root, 'half'))
      await rename(join(root, 'half'), join(root, 'whole'))
    }
    expect(await recordSyncs(root, ['whole'], unsynced)).toEqual([])
  })
})

async function marked(): Promise<string> {
  await mkdir(join(root, 'told'))
  return 'marked'
}
