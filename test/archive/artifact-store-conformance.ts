import { createHash } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import type { ArtifactStore, KeptContent } from '@muniment/core'
import { fakeBytes } from './sample-archive.ts'

/** A store that is empty, and what tests do behind its back. */
export interface StoreUnderTest extends AsyncDisposable {
  readonly store: ArtifactStore
  /** Names of all files or objects that it keeps, temporary ones too; how they are called is its own affair. */
  names(): Promise<readonly string[]>
  /** Changes the bytes of a content that lies at its place. */
  change(sha256: string, change: (bytes: Buffer) => Buffer): Promise<void>
}

const helloHash = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** Bytes of buffers that something still holds. */
function heldBytes(): number {
  collectGarbage()
  return process.memoryUsage().arrayBuffers
}

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

async function listed(store: ArtifactStore): Promise<readonly KeptContent[]> {
  const kept: KeptContent[] = []
  for await (const content of store.list()) kept.push(content)
  return kept.toSorted((one, two) => one.sha256.localeCompare(two.sha256))
}

/** What every artifact store must do, whatever it keeps contents in. */
export function artifactStoreConformance(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`${name}, as every artifact store`, () => {
    keepsContents(open)
    movesContents(open)
  })
}

function keepsContents(open: () => Promise<StoreUnderTest>): void {
  it('keeps each content once, by its hash', async () => {
    await using place = await open()
    const { store } = place
    const stored = await store.put(inPieces('hel', '', 'lo'))
    expect(stored).toEqual({ sha256: helloHash, sizeBytes: 5 })
    expect(await store.put(Buffer.from('hello'))).toEqual(stored)
    expect(await place.names()).toHaveLength(1)
    expect(await text(store.open(helloHash))).toBe('hello')
    expect(await store.has(helloHash)).toBe(true)
    expect([await store.isWhole(stored), await store.isWhole({ ...stored, sizeBytes: 6 })]).toEqual([true, false])
    expect(await listed(store)).toMatchObject([{ ...stored, setAside: false }])
  })

  it('takes many at once, also of the same content', async () => {
    await using place = await open()
    const contents = Array.from({ length: 40 }, (_, index) => fakeBytes(`${index % 4}`, 10_000))
    const all = await Promise.all(contents.map((content) => place.store.put(content)))
    expect(new Set(all.map((stored) => stored.sha256)).size).toBe(4)
    expect(await place.names()).toHaveLength(4)
  })

  it('keeps empty content', async () => {
    await using place = await open()
    const { sha256, sizeBytes } = await place.store.put(new Uint8Array())
    expect(sizeBytes).toBe(0)
    expect(await text(place.store.open(sha256))).toBe('')
  })

  it('keeps large content, and does not hold it in memory', async () => {
    await using place = await open()
    let most = 0
    const large = async function* (): AsyncGenerator<Uint8Array> {
      for (let index = 0; index < 640; index += 1) {
        yield Buffer.alloc(64 * 1024, index % 256)
        if (index % 64 === 63) most = Math.max(most, heldBytes())
      }
    }
    const before = heldBytes()
    const { sha256, sizeBytes } = await place.store.put(large(), new AbortController().signal)
    expect(sizeBytes).toBe(40 << 20)
    expect(most - before).toBeLessThan(12 << 20)
    const hash = createHash('sha256')
    for await (const chunk of place.store.open(sha256)) hash.update(chunk)
    expect(hash.digest('hex')).toBe(sha256)
    expect(await place.names()).toHaveLength(1)
  })

  it('notices content that is cut off or has rotted, and mends it when the same is put again', async () => {
    await using place = await open()
    const { store } = place
    const stored = await store.put(Buffer.from('hello'))
    await place.change(helloHash, (bytes) => bytes.subarray(0, 2))
    await expect(text(store.open(helloHash))).rejects.toMatchObject({ code: 'write_mismatch' })
    expect(await text(store.openUnchecked(helloHash))).toBe('he')
    expect(await store.isWhole(stored)).toBe(false)
    await store.put(Buffer.from('hello'))
    expect(await text(store.open(helloHash))).toBe('hello')
    await place.change(helloHash, () => Buffer.from('hallo'))
    await expect(text(store.open(helloHash))).rejects.toMatchObject({ code: 'write_mismatch' })
    // It has its size, and nobody has read it: it is not taken for what it was.
    await store.put(Buffer.from('hello'))
    expect(await text(store.open(helloHash))).toBe('hello')
  })

  it('does not know what it was not given', async () => {
    await using place = await open()
    for (const sha256 of [helloHash, '../../etc/passwd', '']) {
      expect(await place.store.has(sha256)).toBe(false)
      await expect(text(place.store.open(sha256))).rejects.toMatchObject({ code: 'not_found' })
    }
  })

  it('leaves nothing when aborted, or when its content fails', async () => {
    await using place = await open()
    const control = new AbortController()
    const putting = place.store.put(hanging(), control.signal)
    setImmediate(() => control.abort())
    await expect(putting).rejects.toMatchObject({ code: 'aborted' })
    await expect(place.store.put(failing())).rejects.toThrow(RangeError)
    await expect(place.store.put(Buffer.from('x'), AbortSignal.abort())).rejects.toMatchObject({ code: 'aborted' })
    expect(await place.names()).toEqual([])
  })
}

function movesContents(open: () => Promise<StoreUnderTest>): void {
  const now = new Date('2026-11-23T08:00:00Z')

  it('finds what was put aside, and knows since when; it comes back, or is put anew', async () => {
    await using place = await open()
    const { store } = place
    const stored = await store.put(Buffer.from('hello'))
    await store.setAside(helloHash, now)
    expect(await listed(store)).toEqual([{ ...stored, since: now, setAside: true }])
    expect(await text(store.open(helloHash))).toBe('hello')
    expect([await store.has(helloHash), await store.isWhole(stored)]).toEqual([true, true])
    await store.restore(helloHash)
    expect(await listed(store)).toMatchObject([{ ...stored, setAside: false }])
    await store.setAside(helloHash, now)
    await store.put(Buffer.from('hello'))
    await store.removeSetAside(helloHash)
    expect(await listed(store), 'what was put anew stays').toMatchObject([{ ...stored, setAside: false }])
    // Others may have done so already.
    await store.restore(helloHash)
    await store.removeSetAside(helloHash)
    expect(await text(store.open(helloHash))).toBe('hello')
  })

  it('counts from when something was put aside for the last time', async () => {
    await using place = await open()
    const { store } = place
    await store.put(Buffer.from('hello'))
    await store.setAside(helloHash, now)
    await store.put(Buffer.from('hello'))
    const later = new Date(now.getTime() + 5_000)
    await store.setAside(helloHash, later)
    await store.setAside(helloHash, new Date(now.getTime() + 9_000))
    expect(await listed(store)).toMatchObject([{ since: later, setAside: true }])
    await store.removeSetAside(helloHash)
    expect(await store.has(helloHash)).toBe(false)
    expect(await place.names()).toEqual([])
  })

  it('moves what is damaged to where it is not found, and keeps its bytes', async () => {
    await using place = await open()
    const { store } = place
    await store.put(Buffer.from('hello'))
    await place.change(helloHash, () => Buffer.from('hallo'))
    await store.moveDamaged(helloHash)
    expect([await store.has(helloHash), await listed(store)]).toEqual([false, []])
    expect(await place.names()).toHaveLength(1)
    await store.put(Buffer.from('hello'))
    expect(await text(store.open(helloHash))).toBe('hello')
  })
}
