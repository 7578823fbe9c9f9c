import { createHash, randomBytes } from 'node:crypto'
import { verifyArchive } from '@muniment/core'
import { archiveQuiz, findQuiz, openCore, openWorkspace } from '../../support/open-muniment.ts'
import { median, millisecondsOf, type BenchOptions, type Measurement } from '../measurement.ts'
import { siteKinds } from '../sites.ts'

const megabyte = 1024 * 1024
const rounds = 5
const attempts = 20

/** Verifying an archive against hashing alone. */
export async function verifying({ say }: BenchOptions): Promise<readonly Measurement[]> {
  say('verifying')
  const [kind] = siteKinds
  if (!kind) return []
  await using workspace = await openWorkspace()
  await using site = await kind.start({ attempts })
  await using core = await openCore(workspace.path)
  const { archive } = await archiveQuiz(core, await findQuiz(core, site, site.course, site.quiz))
  const bytes = randomBytes(64 * megabyte)
  const hashing = await medianOf(async () => createHash('sha256').update(bytes).digest('hex'), 64)
  const verified = await medianOf(() => verifyArchive(archive.path), archive.sizeBytes / megabyte)
  return [
    {
      theme: 'verifying',
      what: `an archive of ${attempts} attempts`,
      measured: `${verified.toFixed(1)} ms a MB`,
      against: `SHA-256 alone: ${hashing.toFixed(1)} ms`,
      ratio: `${(verified / hashing).toFixed(1)} times`,
    },
  ]
}

/** Milliseconds for one unit of what `work` does. */
async function medianOf(work: () => Promise<unknown>, units: number): Promise<number> {
  const measured: number[] = []
  for (let round = 0; round < rounds; round++) measured.push((await millisecondsOf(work)) / units)
  return median(measured)
}
