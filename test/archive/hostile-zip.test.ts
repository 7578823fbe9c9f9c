import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FindingCollector, openArchive, verifyArchive } from '@muniment/core'
import { handMadeZip, type HandMadeEntry } from './hand-made-zip.ts'
import { openWorkspace, sealSample } from './sample-archive.ts'

let workspace: Awaited<ReturnType<typeof openWorkspace>>
/** The entries of a good archive. */
let good: HandMadeEntry[]
const root = 'HIST101 Midterm'

beforeAll(async () => {
  workspace = await openWorkspace()
  const sealed = await sealSample(workspace.folder, { students: 1 })
  good = []
  await using reader = await openArchive(sealed.path, new FindingCollector())
  for (const entry of reader?.entries.values() ?? []) {
    const chunks: Uint8Array[] = []
    for await (const chunk of entry.open()) chunks.push(chunk)
    good.push({ name: `${root}/${entry.path}`, content: Buffer.concat(chunks) })
  }
})
afterAll(() => workspace[Symbol.asyncDispose]())

async function verify(entries: readonly HandMadeEntry[], between?: Buffer) {
  const path = join(workspace.folder, 'hostile.zip')
  await writeFile(path, handMadeZip(entries, between))
  const report = await verifyArchive(path)
  const damages = report.findings.filter((finding) => finding.severity === 'damage')
  return { verdict: report.verdict, damages: damages.map(({ code, path }) => `${code} ${path ?? '-'}`) }
}

const report = 'data/reports/attempt 1.pdf'
/** Good entries with the report's changed. */
const withReport = (change: Partial<HandMadeEntry>) =>
  good.map((entry) => (entry.name === `${root}/${report}` ? { ...entry, ...change } : entry))
const text = Buffer.from('x')

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

describe('a zip made by hand', () => {
  it('is taken if it is good', async () => {
    expect(await verify(good)).toEqual({ verdict: 'intact', damages: [] })
    const folders = [{ name: `${root}/` }, { name: `${root}/data/`, unixMode: 0o40755 }]
    expect(await verify([...folders, ...good])).toEqual({ verdict: 'intact', damages: [] })
  })

  it.each<[string, HandMadeEntry, string]>([
    ['climbs out', { name: `${root}/../evil.txt`, content: text }, `unsafe_path ${root}/../evil.txt`],
    ['is absolute', { name: '/etc/passwd', content: text }, 'unsafe_path /etc/passwd'],
    ['names a drive', { name: 'C:/evil.txt', content: text }, 'unsafe_path C:/evil.txt'],
    ['has a backslash', { name: `${root}\\..\\evil.txt`, content: text }, `unsafe_path ${root}\\..\\evil.txt`],
    ['is not UTF-8', { name: Buffer.from([0x61, 0xff]), content: text }, 'unsafe_path a\uFFFD'],
    ['is reserved', { name: `${root}/data/aux.txt`, content: text }, `unsafe_path ${root}/data/aux.txt`],
    ['is a link', { name: `${root}/data/link`, content: text, unixMode: 0o120777 }, `unsafe_path ${root}/data/link`],
    ['lies outside', { name: 'other/a.txt', content: text }, 'unexpected other/a.txt'],
    ['lies beside the folder', { name: 'a.txt', content: text }, 'unexpected a.txt'],
    ['is there twice', { name: `${root}/${report}`, content: text }, `name_conflict ${report}`],
    ['is a case twin', { name: `${root}/DATA/index.HTML`, content: text }, 'name_conflict DATA/index.HTML'],
    [
      'is a normal-form twin',
      { name: `${root}/data/reports/attachments/attempt 1/Lo\u0308sung 100_ (e\u0301).txt`, content: text },
      'name_conflict data/reports/attachments/attempt 1/Lo\u0308sung 100_ (e\u0301).txt',
    ],
    [
      'spells a folder otherwise',
      { name: `${root}/data/Reports/new.pdf`, content: text },
      'name_conflict data/Reports/new.pdf',
    ],
    ['is a file and a folder', { name: `${root}/data/index.html/a`, content: text }, 'name_conflict data/index.html/a'],
    ['is a folder with bytes', { name: `${root}/data/reports/`, content: text }, `zip_invalid ${root}/data/reports/`],
    ['is not listed', { name: `${root}/data/new.txt`, content: text }, 'unexpected data/new.txt'],
  ])('is damaged if an entry %s', async (_what, entry, damage) => {
    expect(await verify([...good, entry])).toEqual({ verdict: 'damaged', damages: [damage] })
  })

  it.each<[string, Partial<HandMadeEntry>]>([
    ['another name in its own header', { localName: `${root}/data/reports/attempt 2.pdf` }],
    ['encryption', { flags: 0x801, method: 8, content: deflateRawSync(Buffer.alloc(2000)), claimedSize: 2000 }],
    ['an unknown packing', { method: 99 }],
  ])('is damaged if an entry has %s', async (_what, change) => {
    expect((await verify(withReport(change))).damages).toContain(`zip_invalid ${root}/${report}`)
  })

  it('is damaged if bytes lie between its files', async () => {
    expect(await verify(good, Buffer.from('hidden'))).toEqual({ verdict: 'damaged', damages: ['zip_invalid -'] })
  })

  it('is not unpacked beyond what it claims, and claims nothing impossible', async () => {
    const packed = deflateRawSync(Buffer.alloc(50_000_000))
    const small = await verify(withReport({ content: packed, method: 8, claimedSize: 1000 }))
    expect(small).toEqual({ verdict: 'damaged', damages: [`unreadable ${report}`] })
    const impossible = await verify(withReport({ content: packed, method: 8, claimedSize: 4_000_000_000 }))
    expect(impossible).toEqual({ verdict: 'damaged', damages: [`zip_invalid ${root}/${report}`] })
  })

  it('is no archive without a bag', async () => {
    expect(await verify([{ name: 'a.txt', content: text }])).toEqual({ verdict: 'damaged', damages: ['bag_invalid -'] })
    expect(await verify([])).toEqual({ verdict: 'damaged', damages: ['bag_invalid -'] })
  })

  it('is a bag, but not an archive, without our lists', async () => {
    const declaration = Buffer.from('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n')
    const info = Buffer.from('Payload-Oxum: 1.1\n')
    const manifest = Buffer.from(`${sha256(text)}  data/a\n`)
    const files = { 'bag-info.txt': info, 'bagit.txt': declaration, 'manifest-sha256.txt': manifest }
    const tags = Object.entries(files).map(([name, content]) => `${sha256(content)}  ${name}\n`)
    const all = { ...files, 'data/a': text, 'tagmanifest-sha256.txt': Buffer.from(tags.join('')) }
    const found = await verify(Object.entries(all).map(([name, content]) => ({ name: `bag/${name}`, content })))
    expect(found.damages).toEqual(['activity.json', 'items.csv', 'items.jsonl'].map((name) => `missing data/${name}`))
  })

  it('is damaged if its lists of checksums are empty, and everything else is gone', async () => {
    const declaration = Buffer.from('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n')
    const empty = Buffer.alloc(0)
    const files = {
      'bag-info.txt': Buffer.from('Payload-Oxum: 0.0\n'),
      'bagit.txt': declaration,
      'manifest-sha256.txt': empty,
    }
    const bag = (tags: string) =>
      Object.entries({ ...files, 'tagmanifest-sha256.txt': Buffer.from(tags) }).map(([name, content]) => ({
        name: `bag/${name}`,
        content,
      }))
    const tags = Object.entries(files).map(([name, content]) => `${sha256(content)}  ${name}\n`)
    const lists = ['activity.json', 'items.csv', 'items.jsonl'].map((name) => `missing data/${name}`)
    expect((await verify(bag(tags.join('')))).damages).toEqual(lists)
    expect(await verify(bag(''))).toMatchObject({ verdict: 'damaged' })
  })

  it('leaves the file as it was', async () => {
    const path = join(workspace.folder, 'read-only.zip')
    await writeFile(path, handMadeZip(good), { mode: 0o444 })
    const before = await readFile(path)
    await verifyArchive(path)
    expect((await readFile(path)).equals(before)).toBe(true)
  })
})
