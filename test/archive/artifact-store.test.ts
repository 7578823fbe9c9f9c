import { execFile, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { openFolderArtifactStore, verifyArchive, writeFileWhole } from '@muniment/core'
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

async function* hanging(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('x')
  await new Promise(() => undefined)
}

async function readAll(content: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of content) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name)
}

const open = (folder: string, now = sealedAt) => openFolderArtifactStore({ folder, now })

describe('the folder artifact store', () => {
  it('keeps each content once, by its hash', async () => {
    await using workspace = await openWorkspace()
    const store = await open(workspace.folder)
    const stored = await store.put(inPieces('hel', '', 'lo'))
    expect(stored).toEqual({ sha256: helloHash, sizeBytes: 5 })
    expect(await store.put(Buffer.from('hello'))).toEqual(stored)
    expect(await filesOf(workspace.folder)).toEqual([helloHash.slice(2)])
    expect(await readAll(store.open(helloHash))).toBe('hello')
    expect(await store.has(helloHash)).toBe(true)
  })

  it('takes many at once, also of the same content', async () => {
    await using workspace = await openWorkspace()
    const store = await open(workspace.folder)
    const all = await Promise.all(
      Array.from({ length: 40 }, (_, index) => store.put(fakeBytes(`${index % 4}`, 10_000))),
    )
    expect(new Set(all.map((stored) => stored.sha256)).size).toBe(4)
    expect(await filesOf(workspace.folder)).toHaveLength(4)
  })

  it('keeps empty content', async () => {
    await using workspace = await openWorkspace()
    const store = await open(workspace.folder)
    const { sha256, sizeBytes } = await store.put(new Uint8Array())
    expect(sizeBytes).toBe(0)
    expect(await readAll(store.open(sha256))).toBe('')
  })

  it('notices content that is cut off or has rotted, and mends it when the same is put again', async () => {
    await using workspace = await openWorkspace()
    const store = await open(workspace.folder)
    await store.put(Buffer.from('hello'))
    const path = join(workspace.folder, helloHash.slice(0, 2), helloHash.slice(2))
    await truncate(path, 2)
    await expect(readAll(store.open(helloHash))).rejects.toMatchObject({ code: 'write_mismatch' })
    await store.put(Buffer.from('hello'))
    expect(await readAll(store.open(helloHash))).toBe('hello')
    await writeFile(path, 'hallo')
    await expect(readAll(store.open(helloHash))).rejects.toMatchObject({ code: 'write_mismatch' })
    // It has its size, and nobody has read it: it is not taken for what it was.
    await store.put(Buffer.from('hello'))
    expect(await readAll(store.open(helloHash))).toBe('hello')
    expect(await filesOf(workspace.folder)).toEqual([helloHash.slice(2)])
  })

  it('does not know what it was not given', async () => {
    await using workspace = await openWorkspace()
    const store = await open(workspace.folder)
    for (const sha256 of [helloHash, '../../etc/passwd', '']) {
      expect(await store.has(sha256)).toBe(false)
      await expect(readAll(store.open(sha256))).rejects.toMatchObject({ code: 'not_found' })
    }
  })

  it('leaves nothing when aborted, when its content fails, or when the disk is full', async () => {
    await using workspace = await openWorkspace()
    const store = await open(workspace.folder)
    const control = new AbortController()
    const putting = store.put(hanging(), control.signal)
    setImmediate(() => control.abort())
    await expect(putting).rejects.toMatchObject({ code: 'aborted' })
    await expect(store.put(failing())).rejects.toThrow(RangeError)
    const full = await openFolderArtifactStore({
      folder: workspace.folder,
      now: sealedAt,
      writeChunk: () => Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' })),
    })
    await expect(full.put(Buffer.from('hello'))).rejects.toMatchObject({ code: 'storage_full' })
    expect(await filesOf(workspace.folder)).toEqual([])
  })

  it('does not hold content in memory', async () => {
    await using workspace = await openWorkspace()
    const store = await open(workspace.folder)
    let most = 0
    const large = async function* (): AsyncGenerator<Uint8Array> {
      for (let index = 0; index < 4096; index += 1) {
        yield Buffer.alloc(64 * 1024, index % 256)
        most = Math.max(most, process.memoryUsage().arrayBuffers)
      }
    }
    expect((await store.put(large(), new AbortController().signal)).sizeBytes).toBe(256 << 20)
    expect(most).toBeLessThan(128 << 20)
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
    await writeFile(
      program,
      `import { sealArchive } from ${JSON.stringify(source.href)}
       const slow = async function* () { for (;;) { yield Buffer.alloc(300000, 'x'); process.send('writing'); await new Promise((resolve) => setTimeout(resolve, 20)) } }
       await sealArchive({ archiveName: 'half', destinationFolder: process.argv[2], bagInfo: [], sealedAt: new Date(),
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
