import { execFile } from 'node:child_process'
import { appendFile, cp, mkdir, readFile, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  archivePayload,
  FindingCollector,
  folderTarget,
  openArchive,
  sealArchive,
  verifyArchive,
  type ArchivePayloadRequest,
} from '@muniment/core'
import { randomNumbers } from '../support/random-numbers.ts'
import { fakeBytes, makeSample, openWorkspace, sealedAt, sealSample } from './sample-archive.ts'

const run = promisify(execFile)

let workspace: Awaited<ReturnType<typeof openWorkspace>>
let zip: string
let folder: string
let bytes: Buffer
let copies = 0

beforeAll(async () => {
  workspace = await openWorkspace()
  const sealed = await sealSample(workspace.folder, { students: 2, reportBytes: 600 })
  zip = sealed.path
  bytes = await readFile(zip)
  await unpack(zip, workspace.folder)
  folder = join(workspace.folder, 'HIST101 Midterm')
})
afterAll(() => workspace[Symbol.asyncDispose]())

/** Unpacked by our own reader where there is no unzip. */
async function unpack(from: string, to: string): Promise<void> {
  await using reader = await openArchive(from, new FindingCollector())
  for (const entry of reader?.entries.values() ?? []) {
    const target = join(to, 'HIST101 Midterm', entry.path)
    await mkdir(join(target, '..'), { recursive: true })
    await writeFile(target, entry.open())
  }
}

async function damagedFolder(damage: (bag: string) => Promise<void>) {
  copies += 1
  const bag = join(workspace.folder, `copy-${copies}`)
  await cp(folder, bag, { recursive: true })
  await damage(bag)
  const report = await verifyArchive(bag)
  return { verdict: report.verdict, findings: report.findings.map(({ code, path }) => `${code} ${path ?? '-'}`) }
}

async function damagedZip(changed: Uint8Array) {
  copies += 1
  const path = join(workspace.folder, `copy-${copies}.zip`)
  await writeFile(path, changed)
  const report = await verifyArchive(path)
  await rm(path)
  return { verdict: report.verdict, findings: report.findings.map(({ code, path }) => `${code} ${path ?? '-'}`) }
}

const report = 'data/reports/attempt 1.pdf'

describe('an unpacked archive', () => {
  it('is intact as it is', async () => {
    expect(await damagedFolder(async () => undefined)).toEqual({ verdict: 'intact', findings: [] })
  })

  it.each<[string, (bag: string) => Promise<void>, string[]]>([
    ['a changed file', (bag) => writeFile(join(bag, report), fakeBytes('other', 600)), [`checksum_mismatch ${report}`]],
    ['a shortened file', (bag) => truncate(join(bag, report), 10), [`checksum_mismatch ${report}`]],
    ['a missing file', (bag) => rm(join(bag, report)), [`missing ${report}`]],
    ['an extra file', (bag) => writeFile(join(bag, 'data/new.txt'), 'x'), ['unexpected data/new.txt']],
    ['an extra tag file', (bag) => writeFile(join(bag, 'new.txt'), 'x'), ['unexpected new.txt']],
    [
      'a changed bag-info',
      (bag) => appendFile(join(bag, 'bag-info.txt'), 'A: b\n'),
      ['checksum_mismatch bag-info.txt'],
    ],
    ['a changed declaration', (bag) => writeFile(join(bag, 'bagit.txt'), 'x'), ['checksum_mismatch bagit.txt']],
    ['a missing tag manifest', (bag) => rm(join(bag, 'tagmanifest-sha256.txt')), ['missing tagmanifest-sha256.txt']],
    [
      'an empty tag manifest',
      (bag) => truncate(join(bag, 'tagmanifest-sha256.txt')),
      ['bag_invalid bagit.txt', 'bag_invalid bag-info.txt', 'bag_invalid manifest-sha256.txt'],
    ],
    ['a missing manifest', (bag) => rm(join(bag, 'manifest-sha256.txt')), ['missing manifest-sha256.txt']],
    [
      'a renamed file',
      (bag) => rename(join(bag, report), join(bag, 'data/reports/attempt X.pdf')),
      [`missing ${report}`, 'unexpected data/reports/attempt X.pdf'],
    ],
    ['a twin', (bag) => writeFile(join(bag, 'data/INDEX.html'), 'x'), ['name_conflict']],
    ['a changed list', (bag) => appendFile(join(bag, 'data/items.csv'), 'x'), ['checksum_mismatch data/items.csv']],
  ])('shows %s', async (_what, damage, findings) => {
    const found = await damagedFolder(damage)
    expect(found.verdict).toBe('damaged')
    if (findings[0] === 'name_conflict')
      expect(found.findings.join()).toMatch(/name_conflict data\/(?:index|INDEX)\.html/u)
    else expect(found.findings).toEqual(findings)
  })

  it.skipIf(process.platform === 'win32')('does not follow links', async () => {
    const found = await damagedFolder((bag) => symlink('/etc/hostname', join(bag, 'data/link')))
    expect(found).toEqual({ verdict: 'damaged', findings: ['unsafe_path data/link'] })
  })

  it.runIf(process.platform === 'linux')('shows a name that is not UTF-8', async () => {
    const found = await damagedFolder((bag) =>
      writeFile(Buffer.concat([Buffer.from(`${bag}/data/a`), Buffer.of(0xff)]), 'x'),
    )
    expect(found).toEqual({ verdict: 'damaged', findings: ['unsafe_path data/a\uFFFD'] })
  })

  it('takes the litter of file managers for what it is', async () => {
    const found = await damagedFolder((bag) => writeFile(join(bag, 'data/.DS_Store'), 'x'))
    expect(found).toEqual({ verdict: 'intact', findings: ['unexpected data/.DS_Store'] })
  })

  it('is found within a folder that holds nothing else', async () => {
    const outer = join(workspace.folder, 'outer')
    await cp(folder, join(outer, 'inner'), { recursive: true })
    expect(await verifyArchive(outer)).toMatchObject({ verdict: 'intact' })
  })
})

/** Seals a sample whose items were changed after they were described; every checksum is right. */
const sealChanged = async (change: (request: ArchivePayloadRequest) => ArchivePayloadRequest) => {
  await using place = await openWorkspace()
  const sample = await makeSample(place.folder, { students: 2 })
  const sealed = await sealArchive({
    archiveName: 'changed',
    target: folderTarget(place.folder),
    payload: archivePayload(change({ ...sample, language: 'en' })),
    bagInfo: [],
    sealedAt,
  })
  const { verdict, findings } = await verifyArchive(sealed.path)
  return { verdict, findings: findings.map(({ code, path }) => `${code} ${path}`) }
}

/** Seals a sample with another activity.json; every checksum is right. */
const sealHostile = async (change: (json: object) => object) => {
  await using place = await openWorkspace()
  const sample = await makeSample(place.folder, { students: 1 })
  async function* payload() {
    for await (const entry of archivePayload({ ...sample, language: 'en' })) {
      if (entry.path !== 'activity.json') yield entry
      else
        yield {
          path: entry.path,
          open: async function* () {
            yield Buffer.from(JSON.stringify(change(sample.description)))
          },
        }
    }
  }
  const request = {
    archiveName: 'hostile',
    target: folderTarget(place.folder),
    payload: payload(),
    bagInfo: [],
    sealedAt,
  }
  const { verdict, findings } = await verifyArchive((await sealArchive(request)).path)
  return { verdict, findings: findings.map(({ code, path }) => `${code} ${path}`) }
}

describe('lists that do not fit', () => {
  it('shows wrong counts', async () => {
    const found = await sealChanged((request) => ({
      ...request,
      description: { ...request.description, items: { total: 3, archived: 3, failed: 0 } },
    }))
    expect(found).toEqual({ verdict: 'damaged', findings: ['items_mismatch data/activity.json'] })
  })

  it('shows an archive that lacks something and calls itself complete', async () => {
    const found = await sealChanged((request) => ({
      ...request,
      async *items() {
        for await (const item of request.items())
          yield { ...item, remarks: [{ severity: 'missing', message: 'a file' }] }
      },
    }))
    expect(found).toEqual({ verdict: 'damaged', findings: ['items_mismatch data/activity.json'] })
  })

  it('shows files of no item, and lists that contradict each other', async () => {
    let pass = 0
    const found = await sealChanged((request) => ({
      ...request,
      async *items() {
        pass += 1
        for await (const item of request.items()) {
          yield {
            ...item,
            title: pass === 1 ? 'other' : item.title,
            files: pass === 5 ? item.files : item.files.slice(1),
          }
        }
      },
    }))
    expect(new Set(found.findings)).toEqual(
      new Set([
        'items_mismatch data/items.csv',
        `items_mismatch ${report}`,
        'items_mismatch data/reports/attempt 2.pdf',
      ]),
    )
  })

  it('shows a column that is there twice', async () => {
    const found = await sealHostile((json) => ({ ...json, columns: ['item_key'] }))
    expect(found).toEqual({ verdict: 'damaged', findings: ['items_mismatch data/activity.json'] })
  })

  it('does not look at the lists of a newer version, and says so', async () => {
    const found = await sealHostile((json) => ({ ...json, formatVersion: 2 }))
    expect(found).toEqual({ verdict: 'not_fully_checked', findings: ['items_mismatch data/activity.json'] })
  })

  it('says that an archive is incomplete, and that it is intact as such', async () => {
    await using place = await openWorkspace()
    const sealed = await sealSample(place.folder, { failed: true })
    expect(await verifyArchive(sealed.path)).toMatchObject({
      verdict: 'intact',
      complete: false,
      findings: [{ code: 'incomplete', severity: 'notice' }],
    })
  })
})

describe('a zipped archive', () => {
  it('shows that it is cut off, wherever', async () => {
    const random = randomNumbers(7)
    for (let index = 0; index < 40; index += 1) {
      expect((await damagedZip(bytes.subarray(0, random(bytes.length)))).verdict).toBe('damaged')
    }
  })

  it('shows bytes before, behind and between', async () => {
    const extra = Buffer.from('extra')
    expect((await damagedZip(Buffer.concat([extra, bytes]))).verdict).toBe('damaged')
    expect(await damagedZip(Buffer.concat([bytes, extra]))).toEqual({ verdict: 'damaged', findings: ['zip_invalid -'] })
  })

  it('shows exactly the file whose byte has changed', async () => {
    const at = bytes.indexOf(fakeBytes('report-0', 600))
    const changed = Buffer.from(bytes)
    changed[at + 5] = (changed[at + 5] ?? 0) ^ 1
    expect(await damagedZip(changed)).toEqual({ verdict: 'damaged', findings: [`checksum_mismatch ${report}`] })
  })

  it('is told from something that is no zip, and from nothing', async () => {
    expect(await damagedZip(Buffer.from('not a zip'))).toEqual({ verdict: 'damaged', findings: ['zip_invalid -'] })
    expect(await damagedZip(Buffer.alloc(0))).toEqual({ verdict: 'damaged', findings: ['zip_invalid -'] })
    await expect(verifyArchive(join(workspace.folder, 'nothing.zip'))).rejects.toMatchObject({ code: 'not_found' })
  })

  it('may be packed again by another program, if that is installed', async ({ skip }) => {
    const packed = join(workspace.folder, 'packed.zip')
    const done = await run('zip', ['-qr', packed, 'HIST101 Midterm'], { cwd: workspace.folder }).catch(() => null)
    if (done === null) skip('zip is not installed')
    expect(await verifyArchive(packed)).toMatchObject({
      verdict: 'intact',
      findings: [{ code: 'zip_invalid', severity: 'notice' }],
    })
  })

  it('stops when aborted', async () => {
    await expect(verifyArchive(zip, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'aborted' })
  })
})
