import { execFile } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { startSampleMoodle } from '../moodle-stand-in/start-sample-moodle.ts'
import type { ArchiveOnceRequest } from '../support/archive-once.ts'
import { openWorkspace } from '../support/open-muniment.ts'
import { readZip } from '../support/read-zip.ts'

const run = promisify(execFile)
const script = join(import.meta.dirname, '../support/archive-once.ts')
const day = 86_400_000

interface Surroundings {
  readonly environment: Readonly<Record<string, string>>
  readonly folder: string
  readonly request: ArchiveOnceRequest
}

/** Archives in a fresh process. @returns the tag files of the archive, by name. */
async function archiveIn({ environment, folder, request }: Surroundings): Promise<ReadonlyMap<string, string>> {
  const { stdout } = await run(process.execPath, ['--conditions=source', script, JSON.stringify(request)], {
    cwd: folder,
    env: { ...process.env, ...environment },
    timeout: 200_000,
  })
  const files = [...(await readZip(stdout.trim()))]
  return new Map(files.map(([name, bytes]) => [name.slice(name.indexOf('/') + 1), bytes.toString('utf8')]))
}

/** What bag-info.txt says the archive was made with. */
function madeWith(tags: ReadonlyMap<string, string>): readonly string[] {
  const text = (tags.get('bag-info.txt') ?? '').replaceAll('\n  ', ' ')
  return text.split('\n').flatMap((line) => /^Muniment-Made-With: (.*)$/u.exec(line)?.[1] ?? [])
}

test('two processes in different surroundings make the same payload, byte for byte', async () => {
  await using workspace = await openWorkspace()
  await using moodle = await startSampleMoodle()
  const site = { url: moodle.url, token: moodle.token }
  const [one, two] = [await workspace.folder('one'), await workspace.folder('zwei – Ünï')]
  const here = await archiveIn({
    environment: { TZ: 'Pacific/Kiritimati', LANG: 'C', LC_ALL: 'C', HOME: one },
    folder: one,
    request: { site, dataFolder: one, umask: 0o022, concurrency: 1, typesetterProcesses: 1, clockAheadMs: 0, seed: 1 },
  })
  const there = await archiveIn({
    // Older processors: without these, the mathematical functions of the C library take other ways.
    environment: {
      TZ: 'America/New_York',
      LANG: 'tr_TR.UTF-8',
      LC_ALL: 'tr_TR.UTF-8',
      HOME: two,
      GLIBC_TUNABLES: 'glibc.cpu.hwcaps=-AVX2,-FMA,-AVX512F',
    },
    folder: two,
    request: {
      site,
      dataFolder: join(two, 'data'),
      umask: 0o077,
      concurrency: 4,
      typesetterProcesses: 2,
      clockAheadMs: 4321 * day,
      seed: 2,
    },
  })
  expect(here.get('bag-info.txt')).not.toBe(there.get('bag-info.txt'))
  expect(here.get('manifest-sha256.txt')?.split('\n').length).toBeGreaterThan(20)
  expect(there.get('manifest-sha256.txt')).toBe(here.get('manifest-sha256.txt'))

  expect(madeWith(there)).toEqual(madeWith(here))
  const names = madeWith(here).map((component) => component.split(' ')[0])
  expect(names).toEqual(expect.arrayContaining(['Typst', '@mathjax/src', 'sharp', 'libvips', 'typefaces', 'Node.js']))
  expect(madeWith(here)).toContain(`Node.js ${process.versions.node} (${process.platform} ${process.arch})`)
  expect(madeWith(here).join('\n')).toMatch(/^typefaces sha256:[0-9a-f]{64}$/mu)
}, 240_000)
