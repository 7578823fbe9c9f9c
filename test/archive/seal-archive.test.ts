import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { createArchiveSealer, folderTarget, sealArchive, verifyArchive, type PayloadEntry } from '@muniment/core'
import { fakeBytes, openWorkspace, sealedAt, sealSample } from './sample-archive.ts'

const run = promisify(execFile)

async function installed(program: string, args: readonly string[]): Promise<boolean> {
  return run(program, [...args]).then(
    () => true,
    () => false,
  )
}

const bagitProgram = process.env['BAGIT'] ?? 'bagit.py'
const hasUnzip = await installed('unzip', ['-v'])
const hasBagit = await installed(bagitProgram, ['--version'])
const hasSha256sum = await installed('sha256sum', ['--version'])
if (!hasUnzip) console.log('Skipped: unzip is not installed, so it did not judge our zips.')
if (!hasBagit) console.log('Skipped: bagit.py is not installed (set BAGIT to its path), so it did not judge our bags.')

const payloadOf = async function* (entries: Readonly<Record<string, Uint8Array>>): AsyncGenerator<PayloadEntry> {
  for (const [path, bytes] of Object.entries(entries)) yield { path, open: () => chunks(bytes) }
}

async function* one(entry: PayloadEntry): AsyncGenerator<PayloadEntry> {
  yield entry
}

async function* failingPayload(): AsyncGenerator<PayloadEntry> {
  yield { path: 'a', open: () => chunks(Buffer.from('a')) }
  throw new RangeError('from the payload')
}

async function* chunks(...all: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* all
}

const request = (folder: string, payload: AsyncIterable<PayloadEntry>) => ({
  archiveName: 'archive',
  target: folderTarget(folder),
  payload,
  bagInfo: [],
  sealedAt,
})

describe('sealArchive', () => {
  it('seals what verifies as intact', async () => {
    await using workspace = await openWorkspace()
    const sealed = await sealSample(workspace.folder, { students: 7 })
    expect(await verifyArchive(sealed.path)).toEqual({
      verdict: 'intact',
      title: 'HIST101 World history: Midterm',
      complete: true,
      filesChecked: 7 * 3 + 4 + 3,
      bytesChecked: expect.any(Number),
      contentsChecked: null,
      timestamps: [],
      findings: [],
      findingsLeftOut: 0,
    })
    const bytes = await readFile(sealed.path)
    expect(sealed).toMatchObject({
      fileName: 'HIST101 Midterm.zip',
      sha256: createHash('sha256').update(bytes).digest('hex'),
      sizeBytes: bytes.length,
      payloadFiles: 7 * 3 + 4,
    })
    expect((await readdir(workspace.folder)).toSorted()).toEqual(['HIST101 Midterm.zip', 'store'])
  })

  it('gives the same payload for the same data, and the same zip at the same time', async () => {
    await using one = await openWorkspace()
    await using two = await openWorkspace()
    const first = await sealSample(one.folder)
    const second = await sealSample(two.folder)
    expect(second.manifestSha256).toBe(first.manifestSha256)
    expect(second.sha256).toBe(first.sha256)
  })

  it.runIf(hasUnzip)('makes a zip that other programs take, whose bag other programs verify', async () => {
    await using workspace = await openWorkspace()
    const sealed = await sealSample(workspace.folder, { students: 7 })
    await run('unzip', ['-tqq', sealed.path])
    await run('unzip', ['-q', sealed.path, '-d', workspace.folder])
    const bag = join(workspace.folder, 'HIST101 Midterm')
    if (hasSha256sum) {
      await run('sha256sum', ['--check', '--strict', 'tagmanifest-sha256.txt', 'manifest-sha256.txt'], { cwd: bag })
    }
    if (hasBagit) await run(bagitProgram, ['--validate', bag])
    expect(await verifyArchive(bag)).toMatchObject({ verdict: 'intact', findings: [] })
    expect(await readFile(join(bag, 'bag-info.txt'), 'utf8')).toMatch(/\nMuniment-Read-As: Line Break: yes\n/u)
  })

  it('never overwrites', async () => {
    await using workspace = await openWorkspace()
    await sealArchive(request(workspace.folder, payloadOf({ 'a.txt': Buffer.from('a') })))
    const second = await sealArchive(request(workspace.folder, payloadOf({ 'a.txt': Buffer.from('b') })))
    expect(second.fileName).toBe('archive (2).zip')
    expect((await readdir(workspace.folder)).toSorted()).toEqual(['archive (2).zip', 'archive.zip'])
  })

  it('tells what will be published before it is', async () => {
    await using workspace = await openWorkspace()
    const seen: unknown[] = []
    const sealed = await sealArchive({
      ...request(workspace.folder, payloadOf({ 'a.txt': Buffer.from('a') })),
      beforePublish: async (archive) => {
        seen.push(archive, (await readdir(workspace.folder)).includes('archive.zip'))
      },
    })
    expect(seen).toEqual([sealed, false])
  })

  it.each([
    ['../a', ['../a']],
    ['case twins', ['x/a.txt', 'x/A.TXT']],
    ['folder twins', ['Van/a', 'van/b']],
    ['a file that is a folder', ['a', 'a/b']],
    ['reserved names', ['x/CON.txt']],
  ])('refuses %s and leaves nothing', async (_what, paths) => {
    await using workspace = await openWorkspace()
    const payload = payloadOf(Object.fromEntries(paths.map((path) => [path, Buffer.from('a')])))
    await expect(sealArchive(request(workspace.folder, payload))).rejects.toMatchObject({ code: 'path_unsafe' })
    expect(await readdir(workspace.folder)).toEqual([])
  })

  it('notices content that is not what was stored', async () => {
    await using workspace = await openWorkspace()
    const stored = { sha256: '0'.repeat(64), sizeBytes: 1 }
    const payload = one({ path: 'a', stored, open: () => chunks(Buffer.from('a')) })
    await expect(sealArchive(request(workspace.folder, payload))).rejects.toMatchObject({ code: 'write_mismatch' })
    expect(await readdir(workspace.folder)).toEqual([])
  })

  it('says clearly that the folder is not there', async () => {
    await using workspace = await openWorkspace()
    const sealing = sealArchive(request(join(workspace.folder, 'nowhere'), payloadOf({})))
    await expect(sealing).rejects.toMatchObject({
      code: 'storage_failed',
      message: expect.stringContaining('not there'),
    })
  })

  it('stops at once when aborted, even while a source hangs, and leaves nothing', async () => {
    await using workspace = await openWorkspace()
    const control = new AbortController()
    const hanging = async function* (): AsyncGenerator<Uint8Array> {
      yield fakeBytes('x', 100_000)
      setImmediate(() => control.abort())
      await new Promise(() => undefined)
    }
    const payload = one({ path: 'a', open: hanging })
    await expect(sealArchive(request(workspace.folder, payload), control.signal)).rejects.toMatchObject({
      code: 'aborted',
    })
    expect(await readdir(workspace.folder)).toEqual([])
  })

  it('leaves nothing on a full disk, and closes what it was reading', async () => {
    await using workspace = await openWorkspace()
    let written = 0
    let closed = false
    const sealer = createArchiveSealer(async (handle, chunk) => {
      written += chunk.byteLength
      if (written > 300_000) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' })
      await handle.writeFile(chunk)
    })
    const endless = async function* (): AsyncGenerator<Uint8Array> {
      try {
        for (let index = 0; ; index += 1) yield fakeBytes(`${index}`, 64_000)
      } finally {
        closed = true
      }
    }
    const payload = one({ path: 'a.pdf', open: endless })
    await expect(sealer(request(workspace.folder, payload))).rejects.toMatchObject({ code: 'storage_full' })
    expect(await readdir(workspace.folder)).toEqual([])
    await expect.poll(() => closed).toBe(true)
  })

  it('passes on what the payload throws', async () => {
    await using workspace = await openWorkspace()
    await expect(sealArchive(request(workspace.folder, failingPayload()))).rejects.toThrow(RangeError)
    expect(await readdir(workspace.folder)).toEqual([])
  })

  it.each(['big.pdf', 'big.txt'])('reads %s no faster than the disk takes it', async (path) => {
    await using workspace = await openWorkspace()
    const block = fakeBytes('block', 1 << 20)
    let read = 0
    let written = 0
    let mostInFlight = 0
    const big = async function* (): AsyncGenerator<Uint8Array> {
      for (let index = 0; index < 64; index += 1) {
        read += block.length
        mostInFlight = Math.max(mostInFlight, read - written)
        yield block
      }
    }
    const sealer = createArchiveSealer(async (handle, chunk) => {
      await handle.writeFile(chunk)
      written += chunk.byteLength
    })
    const sealed = await sealer(request(workspace.folder, one({ path, open: big })))
    expect(sealed.payloadBytes).toBe(64 << 20)
    expect(mostInFlight).toBeLessThan(16 << 20)
  })
})
