import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FindingCollector, openArchive, verifyArchive } from '@muniment/core'
import { randomNumbers } from '../support/random-numbers.ts'
import { openWorkspace } from './sample-archive.ts'
import { sealReportSample } from './report-sample.ts'
import { zipRegions, type ZipRegion } from './zip-regions.ts'

/** Of a thousand damages: each part of a zip gets its share, however small it is beside the data. */
const shareOfThousand: Readonly<Record<ZipRegion, number>> = {
  'local header': 160,
  data: 440,
  'data descriptor': 100,
  directory: 160,
  'end record': 60,
  comment: 80,
}

let workspace: Awaited<ReturnType<typeof openWorkspace>>
let zip: Buffer
let bag: string

beforeAll(async () => {
  workspace = await openWorkspace()
  const { path } = await sealReportSample(workspace.folder)
  zip = await readFile(path)
  bag = join(workspace.folder, 'bag')
  await using reader = await openArchive(path, new FindingCollector())
  for (const entry of reader?.entries.values() ?? []) {
    await mkdir(join(bag, entry.path, '..'), { recursive: true })
    await writeFile(join(bag, entry.path), entry.open())
  }
})
afterAll(() => workspace[Symbol.asyncDispose]())

const verdictOf = async (path: string): Promise<string> => (await verifyArchive(path)).verdict

export interface Damaging {
  /** In an archive as a whole. */
  readonly damages: number
  /** In each file of an unpacked archive, besides its first and last byte; in its lists of checksums, every so many bytes. */
  readonly perFile: number
  readonly everySoMany: number
}

/** Damages an archive byte by byte, and expects each damage to be found. */
export function expectDamagesFound({ damages, perFile, everySoMany }: Damaging): void {
  const share = Object.fromEntries(
    Object.entries(shareOfThousand).map(([region, count]) => [region, (count * damages) / 1_000]),
  )
  describe('a change of one byte is found', () => {
    test(`${damages} times in a sealed archive with reports, in every part of the zip`, async () => {
      const random = randomNumbers(20261126)
      const regions = zipRegions(zip)
      const path = join(workspace.folder, 'damaged.zip')
      const missed: string[] = []
      const hit = new Map<ZipRegion, number>()
      for (const [region, count] of Object.entries(share)) {
        const positions = regions.flatMap((of, position) => (of === region ? [position] : []))
        for (let index = 0; index < count; index += 1) {
          const position = positions[random(positions.length)] ?? 0
          const damaged = Buffer.from(zip)
          damaged[position] = (damaged[position] ?? 0) ^ (1 + random(255))
          await writeFile(path, damaged)
          if ((await verdictOf(path)) !== 'damaged') missed.push(`${region}: byte ${position} is ${damaged[position]}`)
          const of = regions[position]
          if (of) hit.set(of, (hit.get(of) ?? 0) + 1)
        }
      }
      console.log(`One-byte damages: ${[...hit].map(([region, count]) => `${count} ${region}`).join(', ')}.`)
      expect(missed).toEqual([])
      expect(Object.fromEntries(hit)).toEqual(share)
      expect([...hit.values()].reduce((sum, count) => sum + count)).toBe(damages)
    }, 240_000)

    test('in every byte of the end of the zip, where it says of itself what it is', async () => {
      const path = join(workspace.folder, 'end.zip')
      const missed: number[] = []
      for (let position = zip.length - 22 - 124; position < zip.length; position += 1) {
        const damaged = Buffer.from(zip)
        damaged[position] = (damaged[position] ?? 0) ^ 1
        await writeFile(path, damaged)
        if ((await verdictOf(path)) !== 'damaged') missed.push(position)
      }
      expect(missed).toEqual([])
    }, 120_000)

    test('in every file of an unpacked archive, and at every byte of its lists of checksums', async () => {
      const copy = join(workspace.folder, 'copy')
      await cp(bag, copy, { recursive: true })
      const random = randomNumbers(7)
      const missed: string[] = []
      for (const name of await filesOf(copy)) {
        const file = join(copy, name)
        const bytes = await readFile(file)
        const every = /^(?:tagmanifest-sha256|bag-info|bagit)\.txt$/u.test(name)
        const positions = every
          ? [...bytes.keys()].filter((position) => position % everySoMany === 0)
          : [0, bytes.length - 1, ...Array.from({ length: perFile }, () => random(bytes.length))]
        for (const position of positions) {
          const damaged = Buffer.from(bytes)
          damaged[position] = (damaged[position] ?? 0) ^ (1 + random(255))
          await writeFile(file, damaged)
          if ((await verdictOf(copy)) !== 'damaged') missed.push(`${name}: byte ${position} is ${damaged[position]}`)
        }
        await writeFile(file, bytes)
      }
      expect(missed).toEqual([])
      expect(await verdictOf(copy)).toBe('intact')
      await rm(copy, { recursive: true })
    }, 240_000)
  })
}

async function filesOf(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
}
