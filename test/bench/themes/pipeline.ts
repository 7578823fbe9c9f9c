import { createTypstTypesetter } from '@muniment/core/testing'
import { archiveQuiz } from '../archive-quiz.ts'
import { readBare } from '../bare-rate.ts'
import { millisecondsOf, percent, type BenchOptions, type Measurement } from '../measurement.ts'
import { readAttempts } from '../sample-reports.ts'
import { siteKinds, type SiteKind } from '../sites.ts'

const attempts = 60
const latencyMs = 80

/**
 * The whole command, from its start to the sealed archive: against a loop that only reads the same from the same site,
 * and, of a site that answers at once, against typesetting the same reports on all cores.
 */
export async function pipeline({ say }: BenchOptions): Promise<readonly Measurement[]> {
  const measurements: Measurement[] = []
  for (const kind of siteKinds) measurements.push(await againstSite(kind, say), await againstCores(kind, say))
  return measurements
}

async function againstSite(kind: SiteKind, say: BenchOptions['say']): Promise<Measurement> {
  say(`pipeline on ${kind.name}, ${latencyMs} ms an answer`)
  await using site = await kind.start({ attempts, latencyMs })
  const { seconds, attemptIds } = await archiveQuiz(site)
  const bare = await readBare(site, attemptIds)
  const requests = Math.round(bare.requests / attempts)
  return {
    theme: 'pipeline',
    what: `${attempts} attempts, ${kind.name}, ${latencyMs} ms an answer, 4 at once`,
    measured: `${(attempts / seconds).toFixed(2)} attempts/s`,
    against: `only reading (${requests} requests an attempt): ${(attempts / bare.seconds).toFixed(2)}/s`,
    ratio: percent(bare.seconds, seconds),
    goal: '90 %',
    reached: bare.seconds / seconds >= 0.9,
  }
}

async function againstCores(kind: SiteKind, say: BenchOptions['say']): Promise<Measurement> {
  say(`pipeline on ${kind.name}, answers at once`)
  await using site = await kind.start({ attempts })
  const { seconds } = await archiveQuiz(site)
  const typesetting = await typesetAll(await readAttempts(site, attempts))
  return {
    theme: 'pipeline',
    what: `${attempts} attempts, ${kind.name}, answers at once`,
    measured: `${(attempts / seconds).toFixed(2)} attempts/s`,
    against: `only typesetting, on all cores: ${(attempts / typesetting).toFixed(2)}/s`,
    ratio: percent(typesetting, seconds),
  }
}

/** Seconds that setting all reports takes, its processes started and nothing else to do. */
async function typesetAll(read: Awaited<ReturnType<typeof readAttempts>>): Promise<number> {
  const requests = await Promise.all(
    read.map(async ({ compose }) => {
      const { document, assets, record } = await compose()
      const json = new TextEncoder().encode(JSON.stringify(record))
      return {
        document,
        assets,
        paperSize: 'A4',
        source: { fileName: 'attempt.json', description: 'The data', json },
      } as const
    }),
  )
  await using typesetter = await createTypstTypesetter()
  return (await millisecondsOf(() => Promise.all(requests.map((request) => typesetter.typeset(request))))) / 1000
}
