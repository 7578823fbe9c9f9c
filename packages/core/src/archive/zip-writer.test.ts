import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { buffer } from 'node:stream/consumers'
import { fromBufferPromise, type Entry } from 'yauzl'
import { expect, test } from 'vitest'
import { dataDescriptor, directoryRecord, endOfDirectory, localHeader, type WrittenEntry } from './zip-records.ts'
import { writeZip, type ZipEntry } from './zip-writer.ts'

async function* entriesOf(...entries: readonly ZipEntry[]): AsyncGenerator<ZipEntry> {
  yield* entries
}

async function entriesIn(zip: Buffer): Promise<readonly Entry[]> {
  const opened = await fromBufferPromise(zip)
  const entries: Entry[] = []
  for await (const entry of opened.eachEntry()) entries.push(entry)
  return entries
}

test('text is deflated, what is compressed already is stored, and both are read back', async () => {
  const text = Buffer.from('the same again and again '.repeat(1000))
  const zip = await buffer(
    writeZip(
      entriesOf(
        { path: 'a/Žluť.txt', content: [text] },
        { path: 'a/b.PDF', content: [text, text] },
        { path: 'empty', content: [] },
      ),
    ),
  )
  const opened = await fromBufferPromise(zip)
  const read: [string, number, Buffer][] = []
  for await (const entry of opened.eachEntry()) {
    read.push([entry.fileName, entry.compressionMethod, await buffer(await opened.openReadStreamPromise(entry))])
  }
  expect(read).toEqual([
    ['a/Žluť.txt', 8, text],
    ['a/b.PDF', 0, Buffer.concat([text, text])],
    ['empty', 8, Buffer.alloc(0)],
  ])
  expect(zip.length).toBeLessThan(text.length * 2 + 1500)
})

test('a large file of an unknown format is deflated only if that makes it smaller, however it comes in pieces', async () => {
  const random = randomBytes(2 << 20)
  const packing = async (bytes: Buffer, pieceLength: number): Promise<[number, boolean]> => {
    const content = Array.from({ length: Math.ceil(bytes.length / pieceLength) }, (_, index) =>
      bytes.subarray(index * pieceLength, (index + 1) * pieceLength),
    )
    const zip = await fromBufferPromise(
      await buffer(writeZip(entriesOf({ path: 'a.bin', sizeBytes: bytes.length, content }))),
    )
    for await (const entry of zip.eachEntry()) {
      return [entry.compressionMethod, bytes.equals(await buffer(await zip.openReadStreamPromise(entry)))]
    }
    throw new Error('The zip is empty.')
  }
  expect(await packing(random, 1000)).toEqual([0, true])
  expect(await packing(random, 1 << 20)).toEqual([0, true])
  expect(await packing(Buffer.alloc(2 << 20, 'text '), 1000)).toEqual([8, true])
  expect(await packing(random.subarray(0, 5000), 1000)).toEqual([8, true])
})

test('more entries than the old format can count are counted', async () => {
  async function* many(): AsyncGenerator<ZipEntry> {
    for (let number = 0; number < 66_000; number++) yield { path: `${number}.pdf`, content: [] }
  }
  const entries = await entriesIn(await buffer(writeZip(many())))
  expect(entries).toHaveLength(66_000)
  expect(entries.at(-1)?.fileName).toBe('65999.pdf')
})

const gigabyte = 1024 ** 3

test.each([
  ['a file beyond 4 GB', { size: 5 * gigabyte, compressedSize: 5 * gigabyte, offset: 7, large: true }],
  ['a file of 4 GB less one byte', { size: 2 ** 32 - 2, compressedSize: 2 ** 32 - 2, offset: 0, large: true }],
  ['a small file behind 4 GB', { size: 9, compressedSize: 5, offset: 6 * gigabyte, large: false }],
  ['a file that deflates below 4 GB', { size: 5 * gigabyte, compressedSize: 9, offset: 5 * gigabyte, large: true }],
])('the directory tells sizes and places beyond four bytes: %s', async (_what, place) => {
  const written: WrittenEntry = { name: Buffer.from('a.bin'), compressed: true, crc32: 0xdeadbeef, ...place }
  const record = directoryRecord(written)
  const zip = Buffer.concat([record, endOfDirectory({ entries: 1, offset: 0, length: record.length }, Buffer.alloc(0))])
  const [entry] = await entriesIn(zip)
  expect(entry).toMatchObject({
    uncompressedSize: place.size,
    compressedSize: place.compressedSize,
    relativeOffsetOfLocalHeader: place.offset,
    crc32: 0xdeadbeef,
  })
  // Readers that go from the front know by the header how long the sizes behind the content are.
  const hasZip64Header = localHeader(written).readUInt16LE(28) > 0
  expect(dataDescriptor(written)).toHaveLength(hasZip64Header ? 24 : 16)
})

test('an end beyond 4 GB has its fields of eight bytes, and the record that leads to them', () => {
  const end = endOfDirectory({ entries: 3, offset: 6 * gigabyte, length: 300 }, Buffer.from('comment'))
  expect(end).toHaveLength(56 + 20 + 22 + 7)
  expect(end.readBigUInt64LE(48)).toBe(BigInt(6 * gigabyte))
  expect(end.readBigUInt64LE(56 + 8)).toBe(BigInt(6 * gigabyte + 300))
  expect(end.readUInt32LE(56 + 20 + 16)).toBe(0xffffffff)
})

test('an error of a content passes through, and closes it', async () => {
  for (const path of ['a.txt', 'a.pdf']) {
    const closed = Promise.withResolvers<undefined>()
    async function* failing(): AsyncGenerator<Uint8Array> {
      try {
        yield Buffer.from('x')
        throw new RangeError('from the content')
      } finally {
        closed.resolve(undefined)
      }
    }
    await expect(buffer(writeZip(entriesOf({ path, content: failing() })))).rejects.toThrow(RangeError)
    await closed.promise
  }
})

test('a zip that is given up closes what it was reading', async () => {
  for (const path of ['a.txt', 'a.pdf']) {
    const control = new AbortController()
    const ended = once(control.signal, 'abort')
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield Buffer.alloc(100_000, 'x')
      } finally {
        control.abort()
      }
    }
    let size = 0
    for await (const chunk of writeZip(entriesOf({ path, content: endless() }))) {
      size += chunk.byteLength
      if (size > 1000) break
    }
    await ended
  }
})
