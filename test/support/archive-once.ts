// Archives the sample quiz once, in a process of its own: node archive-once.ts '<JSON>'. Prints the archive's path.

import process from 'node:process'
import { createCore } from '@muniment/core'
import { archiveQuiz, findQuiz, type TestSite } from './open-muniment.ts'
import { randomNumbers } from './random-numbers.ts'

/** How this run differs from another one on the same data. */
export interface ArchiveOnceRequest {
  readonly site: TestSite
  readonly dataFolder: string
  readonly umask: number
  readonly concurrency: number
  readonly typesetterProcesses: number
  /** Milliseconds that the clock is ahead of the computer's. */
  readonly clockAheadMs: number
  readonly seed: number
}

const request: ArchiveOnceRequest = JSON.parse(process.argv[2] ?? '{}')
process.umask(request.umask)
const random = randomNumbers(request.seed)
await using core = await createCore({
  dataFolder: request.dataFolder,
  secretKey: new Uint8Array(32).fill(request.seed),
  version: `0.0.${request.seed}-test`,
  concurrency: request.concurrency,
  typesetterProcesses: request.typesetterProcesses,
  now: () => new Date(Date.now() + request.clockAheadMs),
  random: () => random(1_000_000) / 1_000_000,
})
const activity = await findQuiz(core, request.site, '7', 'Stars & Planets: final quiz')
const { archive } = await archiveQuiz(core, activity, { archiveName: 'quiz', htmlCopy: true })
console.log(archive.path)
