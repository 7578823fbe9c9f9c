import { execFile, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { openFolderArtifactStore, verifyArchive, writeFileWhole } from '@muniment/core'
import { artifactStoreConformance } from './artifact-store-conformance.ts'
import { fakeBytes, openWorkspace, sealedAt, sealSample } from './sample-archive.ts'

const run = promisify(execFile)
const helloHash = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824'

async function* inPieces(...pieces: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield Buffer.from(piece)
}

async function* failing(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('x')
  throw new RangeError('from the content')
}

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name)
}

const open = (folder: string, now = sealedAt) => openFolderArtifactStore({ folder, now })

artifactStoreConformance('a folder', async () => {
  const workspace = await openWorkspace()
  return {
    store: await open(workspace.folder),
    names: () => filesOf(workspace.folder),
    async change(sha256, change) {
      const path = join(workspace.folder, sha256.slice(0, 2), sha256.slice(2))
      await writeFile(path, change(await readFile(path)))
    },
    [Symbol.asyncDispose]: () => workspace[Symbol.asyncDispose](),
  }
})

describe('the folder artifact store', () => {
  it('leaves nothing when the disk is full', async () => {
    await using workspace = await openWorkspace()
    const full = await openFolderArtifactStore({
      folder: workspace.folder,
      now: sealedAt,
      writeChunk: () => Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' })),
    })
    await expect(full.put(Buffer.from('hello'))).rejects.toMatchObject({ code: 'storage_full' })
    expect(await filesOf(workspace.folder)).toEqual([])
  })

  it('says that a disk is full, and leaves nothing on it', async ({ skip }) => {
    await using workspace = await openWorkspace()
    const disk = join(workspace.folder, 'tiny')
    await mkdir(disk)
    const mounted = await run('mount', ['-t', 'tmpfs', '-o', 'size=300k', 'tmpfs', disk]).catch(() => null)
    if (mounted === null) skip('A small disk can be mounted by an administrator on Linux only.')
    try {
      const store = await open(join(disk, 'store'))
      await expect(store.put(fakeBytes('large', 1 << 20))).rejects.toMatchObject({ code: 'storage_full' })
      expect(await filesOf(disk)).toEqual([])
      expect(await store.put(Buffer.from('hello'))).toMatchObject({ sha256: helloHash })
    } finally {
      await run('umount', [disk])
    }
  })

  it('sweeps what a killed process left, and leaves alone what a living one writes', async () => {
    await using workspace = await openWorkspace()
    const store = await open(workspace.folder)
    const program = join(workspace.folder, 'writer.mjs')
    const source = new URL('../../packages/core/src/archive/index.ts', import.meta.url)
    await writeFile(
      program,
      `import { openFolderArtifactStore } from ${JSON.stringify(source.href)}
       const store = await openFolderArtifactStore({ folder: process.argv[2], now: new Date() })
       const half = async function* () { yield Buffer.from('half'); process.send('written'); await new Promise(() => setInterval(() => 0, 1e6)) }
       await store.put(half())`,
    )
    const child = fork(program, [workspace.folder], { execArgv: [] })
    await once(child, 'message')
    await rm(program)
    await open(workspace.folder)
    expect(await filesOf(join(workspace.folder, 'incoming'))).toHaveLength(1)
    child.kill('SIGKILL')
    await once(child, 'exit')
    await open(workspace.folder)
    expect(await filesOf(workspace.folder)).toEqual([])
    expect(await store.has(helloHash)).toBe(false)
  })

  it('sweeps what no one has written to for a day, wherever it came from', async () => {
    await using workspace = await openWorkspace()
    const incoming = join(workspace.folder, 'incoming')
    await mkdir(incoming)
    const [old, young, foreign] = ['1', '2', '3'].map((number) => join(incoming, `.muniment-0123abcd-1-${number}.tmp`))
    for (const path of [old, young, foreign?.replace('.muniment', 'other')]) await writeFile(path ?? '', 'x')
    await utimes(old ?? '', sealedAt, new Date(sealedAt.getTime() - 2 * 86_400_000))
    await utimes(young ?? '', sealedAt, sealedAt)
    await open(workspace.folder)
    expect((await filesOf(incoming)).toSorted()).toEqual(['.muniment-0123abcd-1-2.tmp', 'other-0123abcd-1-3.tmp'])
  })
})

describe('a killed sealer', () => {
  it('leaves nothing that could be taken for an archive, and the next one cleans up', async () => {
    await using workspace = await openWorkspace()
    const program = join(workspace.folder, 'sealer.mjs')
    const source = new URL('../../packages/core/src/archive/index.ts', import.meta.url)
    const target = new URL('../../packages/core/src/storage/folder-target.ts', import.meta.url)
    await writeFile(
      program,
      `import { sealArchive } from ${JSON.stringify(source.href)}
       import { folderTarget } from ${JSON.stringify(target.href)}
       const slow = async function* () { for (;;) { yield Buffer.alloc(300000, 'x'); process.send('writing'); await new Promise((resolve) => setTimeout(resolve, 20)) } }
       await sealArchive({ archiveName: 'half', target: folderTarget(process.argv[2]), bagInfo: [], sealedAt: new Date(),
         payload: (async function* () { yield { path: 'a.pdf', open: slow } })() })`,
    )
    const child = fork(program, [workspace.folder], { execArgv: [] })
    for (let heard = 0; heard < 5; heard += 1) await once(child, 'message')
    child.kill('SIGKILL')
    await once(child, 'exit')
    await rm(program)
    const [left = ''] = await readdir(workspace.folder)
    expect(left).toMatch(/^\.muniment-.*\.tmp$/u)
    expect(await verifyArchive(join(workspace.folder, left))).toMatchObject({ verdict: 'damaged' })
    await sealSample(workspace.folder)
    expect((await readdir(workspace.folder)).toSorted()).toEqual(['HIST101 Midterm.zip', 'store'])
  })
})

describe('writeFileWhole', () => {
  it('replaces a file as a whole, or not at all', async () => {
    await using workspace = await openWorkspace()
    const path = join(workspace.folder, 'file.txt')
    await writeFileWhole(path, 'one')
    await expect(writeFileWhole(path, failing())).rejects.toThrow(RangeError)
    expect(await readFile(path, 'utf8')).toBe('one')
    expect(await writeFileWhole(path, inPieces('hel', 'lo'))).toEqual({ sha256: helloHash, sizeBytes: 5 })
    expect(await readFile(path, 'utf8')).toBe('hello')
    expect(await readdir(workspace.folder)).toEqual(['file.txt'])
  })
})
