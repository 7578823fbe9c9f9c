import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { openTestEngine, testActivity } from '@muniment/core/testing'
import { openWorkspace } from '../../support/open-muniment.ts'
import { median, millisecondsOf, percent, type BenchOptions, type Measurement } from '../measurement.ts'

const run = promisify(execFile)
const files = 8
const megabytesEach = 32
const rounds = 2
const longestMs = 300_000

/**
 * Large files of a task, from where they lie into the artifact store and from there into the sealed archive, against
 * `cp`, `sync` and `sha256sum` of the same: one copy, where we make two, each of them synced and hashed.
 */
export async function largeFiles({ say }: BenchOptions): Promise<readonly Measurement[]> {
  say(`${files} files of ${megabytesEach} MB`)
  await using workspace = await openWorkspace()
  const incoming = await workspace.folder('incoming')
  const paths = Array.from({ length: files }, (_, index) => join(incoming, `${index}.bin`))
  for (const path of paths) await writeFile(path, randomBytes(megabytesEach * 1024 * 1024))
  const megabytes = files * megabytesEach
  const rateOf = (milliseconds: readonly number[]): number => megabytes / (median(milliseconds) / 1000)
  const ours: number[] = []
  const theirs: number[] = []
  // In turn, so that whatever else the disk does falls on both.
  for (let round = 0; round < rounds; round++) {
    theirs.push(await copyAndHash(paths, await workspace.folder(`copies-${round}`)))
    ours.push(await archive(paths, await workspace.folder(`data-${round}`)))
  }
  return [
    {
      theme: 'files',
      what: `${files} files of ${megabytesEach} MB, stored and sealed`,
      measured: `${rateOf(ours).toFixed(0)} MB/s`,
      against: `cp + sync + sha256sum: ${rateOf(theirs).toFixed(0)} MB/s`,
      ratio: percent(rateOf(ours), rateOf(theirs)),
      goal: '80 %',
      reached: rateOf(ours) >= 0.8 * rateOf(theirs),
    },
  ]
}

async function copyAndHash(paths: readonly string[], folder: string): Promise<number> {
  const copies = paths.map((_, index) => join(folder, `${index}.bin`))
  const milliseconds = await millisecondsOf(async () => {
    await run('cp', [...paths, folder])
    await run('sync', copies)
    await run('sha256sum', copies)
  })
  await run('rm', ['-r', folder])
  return milliseconds
}

async function archive(paths: readonly string[], folder: string): Promise<number> {
  await mkdir(folder, { recursive: true })
  await using muniment = await openTestEngine(folder, { options: { maximumItems: 4 } })
  const { driver } = muniment
  driver.script = async ({ data }, { artifacts }) => {
    await artifacts.write({
      placement: { kind: 'beside', suffix: '.bin' },
      role: 'attachment',
      mediaType: 'application/octet-stream',
      content: createReadStream(paths[Number(data) - 1] ?? '', { highWaterMark: 256 * 1024 }),
    })
  }
  await muniment.engine.start()
  const task = await driver.createTask(testActivity, { items: paths.length })
  const milliseconds = await millisecondsOf(async () => {
    await driver.executeTask(task.id)
    for await (const _event of muniment.tasks.watch({ taskId: task.id }, AbortSignal.timeout(longestMs))) {
      // Watched to the end.
    }
  })
  await run('rm', ['-r', folder])
  return milliseconds
}
