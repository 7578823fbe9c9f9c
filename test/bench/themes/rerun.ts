import { openWorkspace } from '../../support/open-muniment.ts'
import { archiveInto } from '../archive-quiz.ts'
import { percent, type BenchOptions, type Measurement } from '../measurement.ts'
import { mostRealSite } from '../sites.ts'

const attempts = 60
const goal = 0.05

/** Archiving again what has not changed, against the first time; each from the command's start to the sealed archive. */
export async function rerun({ say }: BenchOptions): Promise<readonly Measurement[]> {
  say(`again, unchanged: ${attempts} attempts of ${mostRealSite.name}`)
  await using workspace = await openWorkspace()
  await using site = await mostRealSite.start({ attempts })
  const first = await archiveInto(workspace.path, site)
  const again = await archiveInto(workspace.path, site)
  return [
    {
      theme: 'rerun',
      what: `${attempts} attempts, ${site.name}, unchanged`,
      measured: `${again.seconds.toFixed(1)} s`,
      against: `the first time: ${first.seconds.toFixed(1)} s`,
      ratio: percent(again.seconds, first.seconds),
      goal: percent(goal, 1),
      reached: again.seconds <= goal * first.seconds,
    },
  ]
}
