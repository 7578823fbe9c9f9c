import { expect, test } from 'vitest'
import type { ArchiveEntry, ArchiveReader } from '../archive-reader.ts'
import { FindingCollector } from '../finding-collector.ts'
import { verifyContents } from './verify-contents.ts'

/** An archive of one item with copies for browsers. */
function archiveOf(copies: readonly Buffer[]): ArchiveReader {
  const files = copies.map((bytes, index) => ({
    path: `${index}.html`,
    role: 'copy',
    mediaType: 'text/html',
    sha256: '',
    sizeBytes: bytes.length,
  }))
  const item = { key: 'a', title: 'a', state: 'archived', files, row: {}, record: null, remarks: [], error: null }
  const contents = new Map<string, Buffer>([['data/items.jsonl', Buffer.from(`${JSON.stringify(item)}\n`)]])
  for (const [index, bytes] of copies.entries()) contents.set(`data/${index}.html`, bytes)
  const entries = Array.from(contents, ([path, bytes]): [string, ArchiveEntry] => [
    path,
    { path, sizeBytes: bytes.length, open: () => once(bytes) },
  ])
  return {
    kind: 'folder',
    name: 'bag',
    entries: new Map(entries),
    checkContainer: async () => {},
    async [Symbol.asyncDispose]() {},
  }
}

async function* once(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes
}

test('an archive made of files that take for ever is given up after ten of them, and may not be called intact', async () => {
  const slow = Buffer.from(`<!doctype html>${'<b><p>'.repeat(400_000)}`)
  const reader = archiveOf(Array.from({ length: 14 }, () => slow))
  const findings = new FindingCollector()
  const bag = { reader, findings, sound: new Set(reader.entries.keys()), pdfs: new Map() }
  const limits = { timeoutMs: 150, memoryBytes: 4 * 1024 ** 3 }
  expect(await verifyContents(bag, { limits })).toMatchObject({ copies: 0 })
  expect(findings.notFullyChecked).toBe(true)
  expect(findings.damages).toBe(0)
  expect(findings.findings.map(({ code, path }) => `${code} ${path}`)).toEqual([
    ...Array.from({ length: 10 }, (_, index) => `not_checked data/${index}.html`),
    'not_checked null',
  ])
})

test('a file that cannot be read a second time is told', async () => {
  const reader = archiveOf([Buffer.from('<!doctype html>')])
  const failure = Object.assign(new Error('EIO'), { code: 'EIO', syscall: 'read' })
  const open = () => ({ [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(failure) }) })
  const broken: ArchiveEntry = { path: 'data/0.html', sizeBytes: 15, open }
  const entries = new Map([...reader.entries, ['data/0.html', broken]])
  const findings = new FindingCollector()
  const bag = { reader: { ...reader, entries }, findings, sound: new Set(entries.keys()), pdfs: new Map() }
  expect(await verifyContents(bag, {})).toMatchObject({ copies: 0 })
  expect(findings.findings).toMatchObject([{ code: 'not_checked', path: 'data/0.html' }])
  expect(findings.notFullyChecked).toBe(true)
})
